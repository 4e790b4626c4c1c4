using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Datasets;

/// <summary>One thing that is wrong with one row of a file. Small, so that a file of a million bad rows can be reported whole; it never holds a value of the row.</summary>
public readonly record struct RowIssue
{
    private const byte RowProblemFlag = 0x80;
    private readonly byte _problem;
    private readonly UserField _field;

    /// <summary>An issue of the user that the row describes; the row is kept and marked, unless the field is <c>user_id</c>.</summary>
    /// <param name="line">The line of the file on which the row starts, counted from 1.</param>
    /// <param name="issue">What is wrong with the user.</param>
    public RowIssue(int line, UserIssue issue)
    {
        Line = line;
        Column = issue.Field.WireName();
        _field = issue.Field;
        _problem = (byte)issue.Problem;
    }

    /// <summary>An issue of the row as a whole, or of one of its cells.</summary>
    /// <param name="line">The line of the file on which the row starts, counted from 1.</param>
    /// <param name="column">The field where it shows, by its name in this program.</param>
    /// <param name="problem">What is wrong.</param>
    public RowIssue(int line, string column, RowProblem problem)
    {
        Line = line;
        Column = column;
        _problem = (byte)(RowProblemFlag | (byte)problem);
    }

    /// <summary>The line of the file on which the row starts, counted from 1, the header included.</summary>
    public int Line { get; }

    /// <summary>The field where it shows, such as <c>user_id</c>.</summary>
    public string Column { get; }

    /// <summary>Tells what is wrong from anything else that can be.</summary>
    internal int Kind => _problem;

    /// <summary>What is wrong with the row; <see langword="null"/> where it is an issue of a user's field.</summary>
    public RowProblem? Problem => (_problem & RowProblemFlag) == 0 ? null : (RowProblem)(_problem & ~RowProblemFlag);

    /// <summary>What is wrong with the user's field; <see langword="null"/> where it is an issue of the row.</summary>
    public UserIssue? User => (_problem & RowProblemFlag) == 0 ? new UserIssue(_field, (UserProblem)_problem) : null;

    /// <summary>Whether the row was left out; otherwise it is kept.</summary>
    public bool IsLeftOut => Problem is { } problem ? problem < RowProblem.UnknownItem : _field == UserField.UserId;

    /// <summary>What is wrong and how to mend it, without the column's name.</summary>
    public string Reason => Problem switch
    {
        null => User!.Value.Message,
        RowProblem.TooFewFields => "is missing: row has fewer fields than the header",
        RowProblem.TooManyFields => "row has more fields than the header; put quotes around separators",
        RowProblem.BrokenQuotes => "row has a broken quote; write a quote inside quotes twice",
        RowProblem.CellTooLong => "is longer than Dataset:Limits:CellLength allows",
        RowProblem.Duplicate => "came before: the first row counts",
        RowProblem.DuplicateOrder => "row equals an earlier one: it is counted once",
        RowProblem.NoValue => "is missing",
        RowProblem.UnknownUser => "is not in the users' file",
        RowProblem.NoMoment => "must be a date, such as 2025-08-10 or 2025-08-10T18:22:00",
        RowProblem.MomentOutOfRange => "must lie between the years 1932 and 2067",
        RowProblem.NotAnAction => "must be offer_discount, recommend_product or send_message",
        RowProblem.NotAFlag => "must be 1 or 0",
        RowProblem.UnknownItem => "is not in the items' file",
        RowProblem.NotANumber => "must be a number, such as 12.50",
        RowProblem.NotAChance => "must be greater than 0 and at most 1",
        RowProblem.OtherDateForm => "is written in another form than the other dates",
        RowProblem.Negative => "is negative",
        RowProblem.InFuture => "lies after today",
        RowProblem.NotUtf8 => "must be UTF-8 text; save the file with the encoding UTF-8",
        var other => throw new InvalidOperationException($"No message for {other}."),
    };

    /// <summary>Line, column and reason, such as <c>line 7, age: must be a whole number</c>.</summary>
    public override string ToString() => $"line {Line}, {Column}: {Reason}";
}
