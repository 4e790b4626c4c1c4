using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Datasets;

/// <summary>One thing that is wrong with one row of a users' file. Eight bytes, so that a file of a million bad rows can be reported whole; it never holds a value of the row.</summary>
public readonly record struct RowIssue
{
    private const byte RowProblemFlag = 0x80;
    private readonly byte _field;
    private readonly byte _problem;

    /// <summary>An issue of the user that the row describes; the row is kept and marked, unless the field is <c>user_id</c>.</summary>
    /// <param name="line">The line of the file on which the row starts, counted from 1.</param>
    /// <param name="issue">What is wrong with the user.</param>
    public RowIssue(int line, UserIssue issue)
    {
        Line = line;
        _field = (byte)issue.Field;
        _problem = (byte)issue.Problem;
    }

    /// <summary>An issue of the row as a whole; the row is left out.</summary>
    /// <param name="line">The line of the file on which the row starts, counted from 1.</param>
    /// <param name="field">The column where it shows.</param>
    /// <param name="problem">What is wrong with the row.</param>
    public RowIssue(int line, UserField field, RowProblem problem)
    {
        Line = line;
        _field = (byte)field;
        _problem = (byte)(RowProblemFlag | (byte)problem);
    }

    /// <summary>The line of the file on which the row starts, counted from 1, the header included.</summary>
    public int Line { get; }

    /// <summary>The column where it shows, by its name in the header.</summary>
    public string Column => ((UserField)_field).WireName();

    /// <summary>Whether the row was left out; otherwise it is kept and its user is marked.</summary>
    public bool IsLeftOut => (_problem & RowProblemFlag) != 0 || _field == (byte)UserField.UserId;

    /// <summary>What is wrong and how to mend it, without the column's name.</summary>
    public string Reason => (_problem & RowProblemFlag) == 0
        ? new UserIssue((UserField)_field, (UserProblem)_problem).Message
        : (RowProblem)(_problem & ~RowProblemFlag) switch
        {
            RowProblem.TooFewFields => "is missing: row has fewer fields than the header",
            RowProblem.TooManyFields => "row has more fields than the header; put quotes around separators",
            RowProblem.BrokenQuotes => "row has a broken quote; write a quote inside quotes twice",
            RowProblem.DuplicateUser => "came before: the first row counts",
            var other => throw new InvalidOperationException($"No message for {other}."),
        };

    /// <summary>Line, column and reason, such as <c>line 7, age: must be a whole number</c>.</summary>
    public override string ToString() => $"line {Line}, {Column}: {Reason}";
}
