using CsvHelper;
using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Datasets.Columns;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Datasets.Reading;

/// <summary>Turns rows of <c>contacts.csv</c> into contacts.</summary>
internal sealed class ContactSink : RowSink
{
    private static readonly byte[][] ActionNames = [.. AgentActions.All.Select(action => System.Text.Encoding.UTF8.GetBytes(action.WireName()))];

    private readonly IdIndex _users;
    private readonly DateOrder _dates;
    private readonly int _endOfToday;
    private readonly int _id;
    private readonly int _user;
    private readonly int _action;
    private readonly int _at;
    private readonly int _propensity;
    private readonly int _responded;

    private readonly IdIndex _ids = new();
    private readonly List<int> _userRows = [];
    private readonly List<int> _times = [];
    private readonly List<byte> _actions = [];
    private readonly List<float> _propensities = [];
    private readonly List<bool> _responses = [];

    public ContactSink(ReportBuilder report, FieldColumns columns, TableFile file, int cellLength, IdIndex users, int endOfToday) : base(report, columns.HeaderCount, cellLength)
    {
        (_users, _dates, _endOfToday) = (users, file.Dates, endOfToday);
        (_id, _user, _action) = (columns["contact_id"], columns["user_id"], columns["action"]);
        (_at, _propensity, _responded) = (columns["at"], columns["propensity"], columns["responded"]);
        Use(columns.Used);
    }

    public override void Expect(int rows)
    {
        _ids.Expect(rows);
        _userRows.EnsureCapacity(rows);
        _times.EnsureCapacity(rows);
        _actions.EnsureCapacity(rows);
        _responses.EnsureCapacity(rows);
    }

    /// <summary>The contacts. The sink must not be used after it.</summary>
    public ContactTable Build()
    {
        var (events, fileRows) = UserEvents.Arrange(_userRows, _times, _users.Count);
        return new ContactTable(
            events, fileRows, _ids, UserEvents.Gather(_actions, fileRows), UserEvents.Gather(_propensities, _propensity >= 0 ? fileRows : []), UserEvents.Gather(_responses, fileRows));
    }

    protected override void ReadRow(CsvReader csv, long line)
    {
        var userId = csv.GetSpan(_user);
        if (userId.IsEmpty)
        {
            Report.LeaveOut(line, "user_id", RowProblem.NoValue);
            return;
        }

        // At once, not many at a time as for orders: a contact of nobody does not take an id from another.
        var user = _users.RowOf(userId);
        if (user < 0)
        {
            Report.LeaveOut(line, "user_id", RowProblem.UnknownUser);
            return;
        }

        if (!TryAction(csv.GetSpan(_action), out var action))
        {
            Report.LeaveOut(line, "action", RowProblem.NotAnAction);
            return;
        }

        if (!FlagParser.TryParse(csv.GetSpan(_responded), out var responded))
        {
            Report.LeaveOut(line, "responded", RowProblem.NotAFlag);
            return;
        }

        if (!Cells.TryMoment(csv, _at, _dates, line, _endOfToday, Report, out var at))
            return;

        var id = _id >= 0 ? csv.GetSpan(_id) : default;
        // A cell left empty is named by a text: the row's number may be another contact's id.
        if (!(_id < 0 ? _ids.TryAdd(Report.RowCount) : id.IsEmpty ? _ids.TryAdd(new UserId($"row {Report.RowCount}")) : _ids.TryAdd(id)))
        {
            Report.LeaveOut(line, "contact_id", RowProblem.Duplicate);
            return;
        }

        _userRows.Add(user);
        _times.Add(at);
        _actions.Add((byte)action);
        _responses.Add(responded);
        if (_propensity >= 0)
            _propensities.Add(ReadPropensity(csv.GetSpan(_propensity), line));
    }

    private float ReadPropensity(ReadOnlySpan<byte> text, long line)
    {
        if (MissingText.IsMissing(text))
            return float.NaN;
        if (NumberParser.TryParse(text, out var value) && value is > 0 and <= 1)
            return Math.Max((float)value, float.Epsilon);
        Report.Add(line, "propensity", RowProblem.NotAChance);
        return float.NaN;
    }

    /// <summary>The action of a text; letter case does not matter, nor whether words are parted by <c>_</c>, <c>-</c> or a blank.</summary>
    private static bool TryAction(ReadOnlySpan<byte> text, out AgentAction action)
    {
        for (var i = 0; i < ActionNames.Length; i++)
        {
            action = AgentActions.All[i];
            if (Matches(text, ActionNames[i]))
                return true;
        }

        action = default;
        return false;
    }

    private static bool Matches(ReadOnlySpan<byte> text, byte[] name)
    {
        if (text.Length != name.Length)
            return false;
        for (var i = 0; i < name.Length; i++)
        {
            var letter = text[i] is (byte)'-' or (byte)' ' ? (byte)'_' : text[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(text[i] | 0x20) : text[i];
            if (letter != name[i])
                return false;
        }

        return true;
    }
}
