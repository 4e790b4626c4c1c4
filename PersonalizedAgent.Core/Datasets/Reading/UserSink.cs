using System.Buffers.Text;
using CsvHelper;
using PersonalizedAgent.Core.Datasets.Columns;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Datasets.Reading;

/// <summary>Turns rows of a users' file into users. A file that stands alone is read by the strict rule: integer ids from 1, ISO dates, nothing missing.</summary>
internal sealed class UserSink : RowSink
{
    private const int NoValue = IntegerData.NoValue;

    private readonly UserTableBuilder _users;
    private readonly DateOnly _today;
    private readonly DateOrder _dates;
    private readonly int[] _columns;
    private readonly bool _isStrict;
    private readonly IReadOnlyList<FurtherColumn> _further;

    public UserSink(ReportBuilder report, FieldColumns columns, bool isStrict, DateOrder dates, DateOnly today, int cellLength, IReadOnlyList<FurtherColumn> further)
        : base(report, columns.HeaderCount, cellLength)
    {
        _users = new UserTableBuilder { MayLackFields = !isStrict };
        (_isStrict, _dates, _today, _further) = (isStrict, dates, today, further);
        _columns = [.. UserFields.All.Select(field => columns[field.WireName()])];
        Use(columns.Used);
    }

    public UserTableBuilder Users => _users;

    /// <summary>Columns whose values do not fit each other: the file is to be read again with them as texts.</summary>
    public IEnumerable<string> MixedColumns => _further.Where(column => column.IsMixed).Select(column => column.Name);

    public override void Expect(int rows) => _users.Expect(rows);

    /// <summary>The further columns go to the table as they are.</summary>
    public void Finish() => _users.Further.AddRange(_further.Select(column => column.Build()));

    protected override void ReadRow(CsvReader csv, long line)
    {
        var id = csv.GetSpan(_columns[(int)UserField.UserId]);
        if (IdProblem(id, out var number) is { } problem)
        {
            Report.Add(new RowIssue((int)line, new UserIssue(UserField.UserId, problem)));
            Report.LeftOutCount++;
            return;
        }

        if (!(_isStrict ? _users.Ids.TryAdd(new UserId(number)) : _users.Ids.TryAdd(id)))
        {
            Report.LeaveOut(line, UserField.UserId.WireName(), RowProblem.Duplicate);
            return;
        }

        var unreadable = new UnreadableFields();
        var age = ReadInteger(csv, UserField.Age, ref unreadable);
        var gender = ReadGender(csv, ref unreadable);
        var lastActive = ReadDay(csv, ref unreadable);
        var interactions = ReadInteger(csv, UserField.Interactions, ref unreadable);
        var purchases = ReadInteger(csv, UserField.Purchases, ref unreadable);
        _users.AddFields(age, gender, lastActive, interactions, purchases);
        for (var i = 0; i < _further.Count; i++)
            _further[i].Read(csv, line, Report);
        if (unreadable.Issues is null && UserValidator.IsValid(age, gender != NoValue, lastActive, interactions, purchases, _today, !_isStrict))
            return;

        var row = _users.Ids.Count - 1;
        if (unreadable.Issues is { } found)
            _users.Unreadable.Add(row, found);
        foreach (var issue in UserValidator.Validate(UserAt(row, unreadable.Issues), _today))
            Report.Add(new RowIssue((int)line, issue));
    }

    private User UserAt(int row, List<UserIssue>? unreadable) => new(
        _users.Ids[row],
        OrNull(_users.Ages[row]),
        _users.Genders[row] == NoValue ? null : _users.GenderCodes.Names[_users.Genders[row]],
        _users.LastActiveDays[row] == NoValue ? null : DateOnly.FromDayNumber(_users.LastActiveDays[row]),
        OrNull(_users.Interactions[row]),
        OrNull(_users.Purchases[row]))
    {
        MayLackFields = !_isStrict,
        Unreadable = unreadable ?? [],
    };

    private static int? OrNull(int value) => value == NoValue ? null : value;

    private UserProblem? IdProblem(ReadOnlySpan<byte> text, out long number)
    {
        number = 0;
        if (text.IsEmpty)
            return UserProblem.Missing;
        if (!_isStrict)
            return null;
        var unreadable = new UnreadableFields();
        if (ParseInteger(text, UserField.UserId, long.MaxValue, ref unreadable) is not { } id)
            return unreadable.First;
        number = id;
        return id < 1 ? UserProblem.OutOfRange : null;
    }

    private int ReadInteger(CsvReader csv, UserField field, ref UnreadableFields unreadable)
    {
        var column = _columns[(int)field];
        if (column < 0)
            return NoValue;
        var text = csv.GetSpan(column);
        if (text.IsEmpty || (!_isStrict && MissingText.IsMissing(text)))
            return NoValue;
        // Other programs write whole numbers as 25.0 where some are missing.
        if (!_isStrict && text.Contains((byte)'.') && NumberParser.TryParse(text, out var number) && number == Math.Floor(number) && Math.Abs(number) <= int.MaxValue)
            return (int)number;
        return (int?)ParseInteger(text, field, int.MaxValue, ref unreadable) ?? NoValue;
    }

    private int ReadGender(CsvReader csv, ref UnreadableFields unreadable)
    {
        var column = _columns[(int)UserField.Gender];
        if (column < 0)
            return NoValue;
        var text = csv.GetSpan(column);
        if (IsBlank(text) || (!_isStrict && MissingText.IsMissing(text)))
            return NoValue;
        if (!System.Text.Unicode.Utf8.IsValid(text))
        {
            unreadable.Add(UserField.Gender, UserProblem.NotUtf8);
            return NoValue;
        }

        return _users.GenderCodes.CodeOf(text, out _);
    }

    private static bool IsBlank(ReadOnlySpan<byte> text) => text.IsEmpty || (text[0] is (byte)' ' or >= 0x80 && string.IsNullOrWhiteSpace(System.Text.Encoding.UTF8.GetString(text)));

    private int ReadDay(CsvReader csv, ref UnreadableFields unreadable)
    {
        var column = _columns[(int)UserField.LastActive];
        if (column < 0)
            return NoValue;
        var text = csv.GetSpan(column);
        if (text.IsEmpty || (!_isStrict && MissingText.IsMissing(text)))
            return NoValue;
        if (IsoDay(text) is { } day)
            return day;
        if (!_isStrict && MomentParser.Parse(text, _dates, out var moment) is MomentOutcome.Read or MomentOutcome.ReadInOtherOrder)
            return Moments.ToDay(moment).DayNumber;
        unreadable.Add(UserField.LastActive, UserProblem.NotIsoDate);
        return NoValue;
    }

    private static long? ParseInteger(ReadOnlySpan<byte> text, UserField field, long max, ref UnreadableFields unreadable)
    {
        if (Utf8Parser.TryParse(text, out long value, out var consumed) && consumed == text.Length && value <= max && value >= -max)
            return value;
        var digits = text[0] is (byte)'-' or (byte)'+' ? text[1..] : text;
        var isWhole = !digits.IsEmpty && digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
        unreadable.Add(field, isWhole ? UserProblem.OutOfRange : UserProblem.NotWholeNumber);
        return null;
    }

    /// <summary>The day that a text says as year-month-day, in any year.</summary>
    private static int? IsoDay(ReadOnlySpan<byte> text) =>
        text.Length == 10 && text[4] == '-' && text[7] == '-'
        && Digits(text[..4]) is >= 1 and var year && Digits(text[5..7]) is >= 1 and <= 12 and var month
        && Digits(text[8..]) is >= 1 and var day && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day).DayNumber
            : null;

    /// <summary>The number that ASCII digits spell, or -1 where one of them is no digit.</summary>
    private static int Digits(ReadOnlySpan<byte> text)
    {
        var value = 0;
        foreach (var b in text)
        {
            if (b is < (byte)'0' or > (byte)'9')
                return -1;
            value = value * 10 + (b - '0');
        }

        return value;
    }

    /// <summary>The fields of one row whose text could not be read. Allocates nothing for a good row.</summary>
    private struct UnreadableFields
    {
        public List<UserIssue>? Issues { get; private set; }

        public readonly UserProblem? First => Issues?[0].Problem;

        public void Add(UserField field, UserProblem problem) => (Issues ??= []).Add(new UserIssue(field, problem));
    }
}
