using System.Buffers.Text;
using System.Text.Unicode;
using CsvHelper;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Datasets;

/// <summary>
/// Reads a users' file: CSV with a header that names the six fields in any order, further columns ignored, comma, semicolon, tab or bar between fields.
/// Good rows are used, and everything that is wrong with the others is reported.
/// </summary>
public static class UsersCsvReader
{
    /// <summary>A row of users takes some fifty bytes; a thousand times that is a quote that was never closed, or no users' file.</summary>
    private const int MaxRowBytes = 1 << 20;

    /// <summary>After so many rows their length tells how many there will be.</summary>
    private const int SampleRows = 1000;

    private static readonly string ExpectedHeader = string.Join(',', UserFields.All.Select(UserFields.WireName));

    /// <summary>Reads a users' file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="today">The day after which a date lies in the future.</param>
    /// <returns>The dataset, or in one line why the file cannot be used.</returns>
    public static DatasetReadResult ReadFile(string path, DateOnly today)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
            return file.CanSeek ? Read(file, path, today) : new DatasetReadResult.Failed($"{path}: it is no regular file. Save the users to a file first.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var reason = e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : e.Message;
            return new DatasetReadResult.Failed($"{path}: {reason}. Name a users' file by the setting Dataset:Path.");
        }
    }

    /// <summary>Reads a users' file from a stream that can seek.</summary>
    /// <param name="stream">The bytes, from its present position; not closed.</param>
    /// <param name="name">The file's name or path, for messages; its last part names the dataset.</param>
    /// <param name="today">The day after which a date lies in the future.</param>
    /// <returns>The dataset, or in one line why the file cannot be used.</returns>
    /// <exception cref="IOException">The stream failed.</exception>
    /// <exception cref="NotSupportedException">The stream cannot seek.</exception>
    public static DatasetReadResult Read(Stream stream, string name, DateOnly today)
    {
        var start = stream.Position;
        try
        {
            return Read(stream, name, today, lineBreaksInQuotes: true);
        }
        catch (CsvFormatException)
        {
            // A quote that is never closed has swallowed more than any row can hold. Read again with a row to each line.
            stream.Position = start;
        }

        try
        {
            return Read(stream, name, today, lineBreaksInQuotes: false);
        }
        catch (CsvFormatException e)
        {
            return new DatasetReadResult.Failed($"{name}: line {e.LineNumber} is longer than {MaxRowBytes / 1024} KiB; that is no users' file.");
        }
    }

    private static DatasetReadResult Read(Stream stream, string name, DateOnly today, bool lineBreaksInQuotes)
    {
        var broken = new HashSet<long>();
        using var csv = CsvReader.Create(stream, OptionsFor(broken, lineBreaksInQuotes), leaveOpen: true);
        if (!Columns.TryFind(csv.Headers, out var columns, out var reason))
            return new DatasetReadResult.Failed($"{name}: {reason}");

        var rows = new Rows(columns, new UserTable.Builder(), new Report(), today);
        while (csv.Read())
        {
            if (csv.RowNumber == SampleRows)
                rows.Users.Expect((int)Math.Min(stream.Length * SampleRows / csv.ByteOffset * 1.02, Array.MaxLength));
            if (broken.Count == 0 || !broken.Remove(csv.LineNumber))
                rows.Read(csv, csv.LineNumber);
            else if (csv.RawRecord.Contains((byte)'\n'))
                ReadLineByLine(csv, rows);
            else
                rows.LeaveOutBroken(csv.LineNumber);
        }

        return new DatasetReadResult.Read(new Dataset(Path.GetFileName(name), rows.Users.Build(), rows.Report.Finish()));
    }

    /// <summary>A quote that is not closed on its line swallows rows up to the next quote. Taken apart by lines, only its own row is lost.</summary>
    private static void ReadLineByLine(CsvReader swallowed, Rows rows)
    {
        var broken = new HashSet<long>();
        var options = OptionsFor(broken, lineBreaksInQuotes: false) with { HasHeader = false, Separator = swallowed.Separator };
        using var lines = CsvReader.Create(swallowed.RawRecord.ToArray(), options);
        while (lines.Read())
        {
            var line = swallowed.LineNumber + lines.LineNumber - 1;
            if (broken.Remove(lines.LineNumber))
                rows.LeaveOutBroken(line);
            else
                rows.Read(lines, line);
        }
    }

    /// <param name="broken">Collects the lines on which records with broken quotes start.</param>
    /// <param name="lineBreaksInQuotes">Whether a field in quotes may hold line breaks.</param>
    private static CsvReaderOptions OptionsFor(HashSet<long> broken, bool lineBreaksInQuotes) => new()
    {
        AllowLineBreaksInQuotes = lineBreaksInQuotes,
        IncludeValuesInExceptions = false,
        MaxRecordSize = MaxRowBytes,
        TrackLineNumbers = true,
        TrimWhitespace = true,
        OnMalformedRecord = record =>
        {
            // A quote inside a text without quotes is just a character.
            if (record.Reason != CsvMalformedReason.StrayQuote)
                broken.Add(record.LineNumber);
        },
    };

    private static long? ReadInteger(CsvReader csv, Columns columns, UserField field, long max, ref UnreadableFields unreadable)
    {
        var text = csv.GetSpan(columns[field]);
        if (text.IsEmpty)
            return null;
        if (Utf8Parser.TryParse(text, out long value, out var consumed) && consumed == text.Length && value <= max && value >= -max)
            return value;
        var digits = text[0] is (byte)'-' or (byte)'+' ? text[1..] : text;
        var isWhole = !digits.IsEmpty && digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
        unreadable.Add(field, isWhole ? UserProblem.OutOfRange : UserProblem.NotWholeNumber);
        return null;
    }

    private static DateOnly? ReadDate(ReadOnlySpan<byte> text, ref UnreadableFields unreadable)
    {
        if (text.IsEmpty)
            return null;
        if (text.Length == 10 && text[4] == '-' && text[7] == '-'
            && Digits(text[..4]) is >= 1 and var year && Digits(text[5..7]) is >= 1 and <= 12 and var month
            && Digits(text[8..]) is >= 1 and var day && day <= DateTime.DaysInMonth(year, month))
        {
            return new DateOnly(year, month, day);
        }

        unreadable.Add(UserField.LastActive, UserProblem.NotIsoDate);
        return null;
    }

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

    /// <summary>Turns rows into users and issues.</summary>
    private sealed class Rows(Columns columns, UserTable.Builder users, Report report, DateOnly today)
    {
        private readonly GenderPool _genders = new();

        public UserTable.Builder Users => users;

        public Report Report => report;

        public void LeaveOutBroken(long line)
        {
            report.RowCount++;
            report.LeaveOut(line, UserField.UserId, RowProblem.BrokenQuotes);
        }

        public void Read(CsvReader csv, long line)
        {
            report.RowCount++;
            if (csv.FieldCount < columns.Needed)
            {
                report.LeaveOut(line, columns.FirstAfter(csv.FieldCount), RowProblem.TooFewFields);
                return;
            }

            for (var i = columns.Count; i < csv.FieldCount; i++)
            {
                if (!csv.IsEmpty(i))
                {
                    report.LeaveOut(line, UserField.UserId, RowProblem.TooManyFields);
                    return;
                }
            }

            var unreadable = new UnreadableFields();
            var id = ReadInteger(csv, columns, UserField.UserId, long.MaxValue, ref unreadable);
            if (id is null or < 1)
            {
                report.LeaveOut(line, new UserIssue(UserField.UserId, unreadable.First ?? (id is null ? UserProblem.Missing : UserProblem.OutOfRange)));
                return;
            }

            var user = new User(
                id.Value,
                (int?)ReadInteger(csv, columns, UserField.Age, int.MaxValue, ref unreadable),
                _genders.Read(csv.GetSpan(columns[UserField.Gender]), ref unreadable),
                ReadDate(csv.GetSpan(columns[UserField.LastActive]), ref unreadable),
                (int?)ReadInteger(csv, columns, UserField.Interactions, int.MaxValue, ref unreadable),
                (int?)ReadInteger(csv, columns, UserField.Purchases, int.MaxValue, ref unreadable));
            if (unreadable.Issues is { } issues)
                user = user with { Unreadable = issues };

            if (!users.TryAdd(user))
            {
                report.LeaveOut(line, UserField.UserId, RowProblem.DuplicateUser);
                return;
            }

            var found = UserValidator.Validate(user, today);
            for (var i = 0; i < found.Count; i++)
                report.Add(line, found[i]);
        }
    }

    /// <summary>Where in a row each field stands.</summary>
    private sealed class Columns
    {
        private readonly int[] _indexes = new int[UserFields.All.Count];

        public int this[UserField field] => _indexes[(int)field];

        /// <summary>How many columns the header has.</summary>
        public required int Count { get; init; }

        /// <summary>How many fields a row must have so that none of the six is missing.</summary>
        public int Needed { get; private set; }

        public UserField FirstAfter(int fieldCount) => UserFields.All.Where(field => this[field] >= fieldCount).MinBy(field => this[field]);

        /// <summary>Finds the six columns. The reason names what is missing, not what is there: in a file without a header that would be a person.</summary>
        public static bool TryFind(IReadOnlyList<string> headers, out Columns columns, out string reason)
        {
            columns = new Columns { Count = headers.Count };
            if (headers.Count == 0)
            {
                reason = $"the file is empty; its first line must name the columns: {ExpectedHeader}";
                return false;
            }

            var found = UserFields.All.Select(field => IndexesOf(headers, field)).ToArray();
            var missing = UserFields.All.Where((_, i) => found[i].Length == 0).Select(UserFields.WireName).ToArray();
            var repeated = UserFields.All.Where((_, i) => found[i].Length > 1).Select(UserFields.WireName).ToArray();
            reason = (missing.Length, repeated.Length) switch
            {
                ( > 0, _) => $"missing column{(missing.Length > 1 ? "s" : "")} {string.Join(", ", missing)}; the first line must name the columns: {ExpectedHeader}",
                (_, > 0) => $"column {string.Join(", ", repeated)} occurs more than once; each of {ExpectedHeader} must occur once",
                _ => "",
            };
            if (reason.Length > 0)
                return false;

            for (var i = 0; i < found.Length; i++)
                columns._indexes[i] = found[i][0];
            columns.Needed = columns._indexes.Max() + 1;
            return true;
        }

        private static int[] IndexesOf(IReadOnlyList<string> headers, UserField field) =>
            [.. Enumerable.Range(0, headers.Count).Where(i => headers[i].Trim().Equals(field.WireName(), StringComparison.OrdinalIgnoreCase))];
    }

    /// <summary>The fields of one row whose text could not be read. Allocates nothing for a good row.</summary>
    private struct UnreadableFields
    {
        public List<UserIssue>? Issues { get; private set; }

        public readonly UserProblem? First => Issues?[0].Problem;

        public void Add(UserField field, UserProblem problem) => (Issues ??= []).Add(new UserIssue(field, problem));
    }

    /// <summary>Gives each distinct gender one string; a file has few of them.</summary>
    private sealed class GenderPool
    {
        private readonly HashSet<string> _names = new(StringComparer.Ordinal);

        public string? Read(ReadOnlySpan<byte> text, ref UnreadableFields unreadable)
        {
            if (text.IsEmpty)
                return null;
            Span<char> chars = text.Length <= 64 ? stackalloc char[64] : new char[text.Length];
            if (Utf8.ToUtf16(text, chars, out _, out var length, replaceInvalidSequences: false) != System.Buffers.OperationStatus.Done)
            {
                unreadable.Add(UserField.Gender, UserProblem.NotUtf8);
                return null;
            }

            var lookup = _names.GetAlternateLookup<ReadOnlySpan<char>>();
            if (lookup.TryGetValue(chars[..length], out var name))
                return name;
            name = chars[..length].ToString();
            _names.Add(name);
            return name;
        }
    }

    /// <summary>The report while it grows.</summary>
    private sealed class Report
    {
        private readonly List<RowIssue> _issues = [];

        public int RowCount { get; set; }

        public int LeftOutCount { get; set; }

        public void Add(long line, UserIssue issue) => _issues.Add(new RowIssue((int)line, issue));

        public void LeaveOut(long line, UserIssue issue)
        {
            Add(line, issue);
            LeftOutCount++;
        }

        public void LeaveOut(long line, UserField field, RowProblem problem)
        {
            _issues.Add(new RowIssue((int)line, field, problem));
            LeftOutCount++;
        }

        public ReadReport Finish() => new(RowCount, LeftOutCount, [.. _issues]);
    }
}
