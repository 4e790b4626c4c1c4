using System.Security.Cryptography;
using System.Text;
using PersonalizedAgent.Core.Datasets.Columns;
using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Datasets;

/// <summary>Reads a dataset from its files: good rows are used, and everything that is wrong with the others is reported. One use, one thread.</summary>
public sealed class DatasetReader
{
    /// <summary>Events older than this are history; the data then runs on the day after them.</summary>
    private const int RecentDays = 31;

    private static readonly string ExpectedHeader = string.Join(',', UserFields.All.Select(UserFields.WireName));

    private readonly DatasetSource _source;
    private readonly DatasetLimits _limits;
    private readonly DateOnly _clockToday;
    private readonly DateOnly _today;
    private readonly IProgress<ReadProgress>? _progress;
    private readonly CancellationToken _cancellationToken;
    private readonly List<ReportBuilder> _reports = [];
    private readonly int _endOfToday;
    private long _totalBytes;
    private long _bytesBefore;
    private long _rowsBefore;

    private DatasetReader(DatasetSource source, DatasetLimits limits, DateOnly today, IProgress<ReadProgress>? progress, CancellationToken cancellationToken)
    {
        (_source, _limits, _progress, _cancellationToken) = (source, limits, progress, cancellationToken);
        (_clockToday, _today) = (today, source.FixedToday ?? today);
        _endOfToday = Moments.EndOf(_today);
    }

    /// <summary>Reads a dataset.</summary>
    /// <param name="source">Its files.</param>
    /// <param name="limits">How large they may be.</param>
    /// <param name="today">The clock's day; a date after it lies in the future.</param>
    /// <param name="progress">Told from time to time how far it has come.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The dataset, or in one line why it cannot be used.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static DatasetReadResult Read(DatasetSource source, DatasetLimits limits, DateOnly today, IProgress<ReadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var path = "";
        try
        {
            var files = new List<(TableFile File, FileStream Stream)>();
            try
            {
                foreach (var file in source.Files.OrderBy(file => file.Table))
                {
                    path = file.Path;
                    files.Add((file, new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan)));
                }

                return new DatasetReader(source, limits, today, progress, cancellationToken).Read(files);
            }
            finally
            {
                foreach (var (_, stream) in files)
                    stream.Dispose();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var reason = e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : e.Message;
            return new DatasetReadResult.Failed($"{path}: {reason}.");
        }
    }

    private DatasetReadResult Read(List<(TableFile File, FileStream Stream)> files)
    {
        foreach (var (file, stream) in files)
        {
            if (!stream.CanSeek)
                return new DatasetReadResult.Failed($"{file.Path}: it is no regular file. Save the data to a file first.");
            if (stream.Length > _limits.FileBytes)
                return new DatasetReadResult.Failed($"{file.FileName}: it has {stream.Length} bytes; Dataset:Limits:FileBytes allows {_limits.FileBytes}.");
            _totalBytes += stream.Length;
        }

        // On another processor meanwhile: the hash needs nothing of what is read.
        using var abandoned = CancellationTokenSource.CreateLinkedTokenSource(_cancellationToken);
        var version = Task.Run(() => VersionOf(_source, abandoned.Token), abandoned.Token);
        try
        {
            var result = ReadTables(files);
            return result is DatasetReadResult.Read read ? new DatasetReadResult.Read(read.Dataset with { Version = version.GetAwaiter().GetResult() }) : result;
        }
        finally
        {
            abandoned.Cancel();
            ((IAsyncResult)version).AsyncWaitHandle.WaitOne();
        }
    }

    private DatasetReadResult ReadTables(List<(TableFile File, FileStream Stream)> files)
    {
        (TableFile File, FileStream Stream)? Of(DatasetTable table) => files.Cast<(TableFile File, FileStream Stream)?>().FirstOrDefault(file => file!.Value.File.Table == table);

        if (Of(DatasetTable.Users) is not { } usersFile)
            return new DatasetReadResult.Failed($"{_source.Name}: there is no users' file. Add users.csv with a column user_id.");
        if (ReadUsers(usersFile.File, usersFile.Stream, out var userSink) is { } usersReason)
            return Failed(usersFile.File, usersReason);
        var users = userSink.Users;
        users.Ids.Settle();

        // Where there is no items' file, orders may still name items.
        var itemSink = new ItemSink(new ReportBuilder(DatasetTable.Items, ""), new FieldColumns(new Dictionary<string, int>(), []), _limits.CellLength);
        if (Of(DatasetTable.Items) is { } itemsFile
            && ReadFile(itemsFile.File, itemsFile.Stream, (columns, report) => itemSink = new ItemSink(report, columns, _limits.CellLength)) is { } itemsReason)
        {
            return Failed(itemsFile.File, itemsReason);
        }

        itemSink.Ids.Settle();
        var listedItems = itemSink.Ids.Count;
        OrderTable? orders = null;
        if (Of(DatasetTable.Orders) is { } ordersFile)
        {
            OrderSink? sink = null;
            if (ReadFile(ordersFile.File, ordersFile.Stream, (columns, report) => sink = new OrderSink(report, columns, ordersFile.File, _limits.CellLength, users.Ids, itemSink.Ids, listedItems, _endOfToday)) is { } reason)
                return Failed(ordersFile.File, reason);
            orders = sink!.Build();
            users.DeriveFrom(orders, _today);
        }

        ContactTable? contacts = null;
        if (Of(DatasetTable.Contacts) is { } contactsFile)
        {
            ContactSink? sink = null;
            if (ReadFile(contactsFile.File, contactsFile.Stream, (columns, report) => sink = new ContactSink(report, columns, contactsFile.File, _limits.CellLength, users.Ids, _endOfToday)) is { } reason)
                return Failed(contactsFile.File, reason);
            contacts = sink!.Build();
        }

        _cancellationToken.ThrowIfCancellationRequested();
        orders ??= OrderTable.None(users.Ids.Count);
        contacts ??= ContactTable.None(users.Ids.Count);
        var lastEvent = LastEvent(users, orders, contacts);
        return new DatasetReadResult.Read(new Dataset
        {
            Name = _source.Name,
            Version = "",
            Users = users.Build(),
            Items = itemSink.Build(),
            Orders = orders,
            Contacts = contacts,
            Report = new DatasetReport([.. _reports.Select(report => report.Finish())], _source.UnusedFiles),
            LastEvent = lastEvent,
            FixedToday = FixedToday(lastEvent, orders.Count + contacts.Count > 0),
            IsDemo = _source.IsDemo,
        });
    }

    private static DatasetReadResult.Failed Failed(TableFile file, string reason) => new($"{file.Path}: {reason}");

    private DateOnly? FixedToday(DateOnly? lastEvent, bool hasEvents) => (_source.FixedToday, _source.AsOf, lastEvent) switch
    {
        ({ } today, _, _) => today,
        (_, AsOfRule.LastEvent, { } last) => last.AddDays(1),
        (_, AsOfRule.Automatic, { } last) when hasEvents && last < _clockToday.AddDays(-RecentDays) => last.AddDays(1),
        _ => null,
    };

    private DateOnly? LastEvent(UserTableBuilder users, OrderTable orders, ContactTable contacts)
    {
        var last = int.MinValue;
        foreach (var time in orders.Times)
            last = time < _endOfToday ? Math.Max(last, time) : last;
        foreach (var time in contacts.Times)
            last = time < _endOfToday ? Math.Max(last, time) : last;

        var day = last == int.MinValue ? IntegerData.NoValue : Moments.ToDay(last).DayNumber;
        foreach (var active in users.LastActiveDays)
            day = active <= _today.DayNumber ? Math.Max(day, active) : day;
        return day == IntegerData.NoValue ? null : DateOnly.FromDayNumber(day);
    }

    private string? ReadUsers(TableFile file, Stream stream, out UserSink sink)
    {
        var start = stream.Position;
        var texts = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            UserSink? read = null;
            var reason = ReadFile(file, stream, (columns, report) => read = NewUserSink(file, columns, report, texts));
            sink = read!;
            if (reason is not null)
                return reason;
            if (!sink.MixedColumns.Any())
                break;
            // Read once more, with the columns that hold both numbers and texts as texts.
            texts.UnionWith(sink.MixedColumns);
            stream.Position = start;
            _reports.Clear();
            _rowsBefore = _bytesBefore = 0;
        }

        sink.Finish();
        return null;
    }

    private UserSink NewUserSink(TableFile file, FieldColumns columns, ReportBuilder report, HashSet<string> texts)
    {
        var further = new List<FurtherColumn>();
        var names = UserColumn.Standard.Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < columns.HeaderCount; i++)
        {
            if (columns.Used.Any(used => used.Index == i) || columns.Headers[i].Length == 0)
                continue;
            var name = columns.Headers[i];
            for (var n = 2; !names.Add(name); n++)
                name = $"{columns.Headers[i]} {n}";
            further.Add(new FurtherColumn(i, name, file.Dates, texts.Contains(name)));
        }

        // Here every column is used.
        report.UnusedHeaders = [];
        return new UserSink(report, columns, _source.IsStrict, file.Dates, _today, _limits.CellLength, further);
    }

    /// <summary>Reads one file. The reason says what is missing, not what is there: in a file without a header that would be a person.</summary>
    private string? ReadFile(TableFile file, Stream stream, Func<FieldColumns, ReportBuilder, RowSink> begin)
    {
        var report = new ReportBuilder(file.Table, file.FileName);
        var reason = CsvFile.Read(
            stream,
            _limits,
            headers =>
            {
                var trimmed = headers.Select(header => header.Trim()).ToArray();
                if (FindColumns(file, trimmed, out var used) is { } missing)
                    return (null, missing);
                var columns = new FieldColumns(used, trimmed);
                report = new ReportBuilder(file.Table, file.FileName)
                {
                    Columns = [.. used.Select(column => new UsedColumn(column.Key, trimmed[column.Value]))],
                    UnusedHeaders = [.. trimmed.Where((header, i) => header.Length > 0 && !used.Values.Contains(i))],
                };
                return (begin(columns, report), null);
            },
            (bytes, rows) => _progress?.Report(new ReadProgress(file.FileName, _rowsBefore + rows, _bytesBefore + bytes, _totalBytes)),
            _cancellationToken);
        _reports.Add(report);
        _rowsBefore += report.RowCount;
        _bytesBefore += stream.Length;
        return reason;
    }

    private string? FindColumns(TableFile file, string[] headers, out IReadOnlyDictionary<string, int> columns)
    {
        columns = file.Columns;
        if (headers.Length == 0)
        {
            var expected = _source.IsStrict ? ExpectedHeader : string.Join(',', DatasetSchema.FieldsOf(file.Table).Select(field => field.Name));
            return $"the file is empty; its first line must name the columns: {expected}";
        }

        if (_source.IsStrict)
            return FindAllSix(headers, out columns);
        var missing = DatasetSchema.FieldsOf(file.Table).Where(field => field.IsRequired && !file.Columns.ContainsKey(field.Name)).Select(field => field.Name).ToArray();
        if (missing.Length > 0)
            return $"no column for {string.Join(", ", missing)}; name a column so, or say on the page Data which column it is";
        return file.Columns.Values.Any(index => index < 0 || index >= headers.Length) ? "the header has fewer columns than when the file was first looked at" : null;
    }

    private static string? FindAllSix(string[] headers, out IReadOnlyDictionary<string, int> columns)
    {
        var found = UserFields.All.Select(field => IndexesOf(headers, field)).ToArray();
        var missing = UserFields.All.Where((_, i) => found[i].Length == 0).Select(UserFields.WireName).ToArray();
        var repeated = UserFields.All.Where((_, i) => found[i].Length > 1).Select(UserFields.WireName).ToArray();
        columns = missing.Length + repeated.Length > 0 ? new Dictionary<string, int>() : UserFields.All.ToDictionary(UserFields.WireName, field => found[(int)field][0]);
        return (missing.Length, repeated.Length) switch
        {
            ( > 0, _) => $"missing column{(missing.Length > 1 ? "s" : "")} {string.Join(", ", missing)}; the first line must name the columns: {ExpectedHeader}",
            (_, > 0) => $"column {string.Join(", ", repeated)} occurs more than once; each of {ExpectedHeader} must occur once",
            _ => null,
        };
    }

    private static int[] IndexesOf(string[] headers, UserField field) =>
        [.. Enumerable.Range(0, headers.Length).Where(i => headers[i].Equals(field.WireName(), StringComparison.OrdinalIgnoreCase))];

    private static string VersionOf(DatasetSource source, CancellationToken cancellationToken)
    {
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in source.Files.OrderBy(file => file.Table))
        {
            using var stream = new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
            var columns = string.Join(';', file.Columns.OrderBy(column => column.Key, StringComparer.Ordinal).Select(column => $"{column.Key}={column.Value}"));
            all.AppendData(Encoding.UTF8.GetBytes($"{file.Table} {file.Dates} {columns}\n"));
            all.AppendData(HashOf(stream, cancellationToken));
        }

        return Convert.ToHexStringLower(all.GetHashAndReset());
    }

    private static byte[] HashOf(Stream stream, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 20];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, read);
        }

        return hash.GetHashAndReset();
    }
}
