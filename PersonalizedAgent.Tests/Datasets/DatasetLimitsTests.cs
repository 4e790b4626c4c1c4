using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Intake;
using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Datasets;

/// <summary>How large files may be, how far reading them has come, and how to stop it.</summary>
public sealed class DatasetLimitsTests
{
    private const string Orders = "user_id,at\n1,2025-08-01\n2,2025-08-02\n3,2025-08-03\n";

    private static DatasetReadResult Read(DatasetLimits limits, string users = FolderFiles.Users, string? orders = null, IProgress<ReadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        using var folder = new TempDataset(("users.csv", users), ("orders.csv", orders));
        Assert.Null(DatasetFolder.TryFind(folder.Folder, new DatasetLimits(), out var source));
        return DatasetReader.Read(source, limits, Sample.Today, progress, cancellationToken);
    }

    private static void AssertRefused(string expected, DatasetReadResult result)
    {
        var reason = Assert.IsType<DatasetReadResult.Failed>(result).Reason;
        Assert.EndsWith(expected, reason, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', reason);
    }

    [Fact]
    public void FileBytes_AtAndAbove()
    {
        Assert.IsType<DatasetReadResult.Read>(Read(new DatasetLimits { FileBytes = Orders.Length }, orders: Orders));
        AssertRefused($"orders.csv: it has {Orders.Length} bytes; Dataset:Limits:FileBytes allows {Orders.Length - 1}.", Read(new DatasetLimits { FileBytes = Orders.Length - 1 }, orders: Orders));
    }

    [Fact]
    public void Rows_AtAndAbove()
    {
        Assert.IsType<DatasetReadResult.Read>(Read(new DatasetLimits { Rows = 3 }, orders: Orders + "\n\n"));
        AssertRefused("orders.csv: it has more than 3 rows; Dataset:Limits:Rows allows no more", Read(new DatasetLimits { Rows = 3 }, orders: Orders + "1,2025-08-04\n"));
        AssertRefused("users.csv: it has more than 2 rows; Dataset:Limits:Rows allows no more", Read(new DatasetLimits { Rows = 2 }));
        // Rows that are left out are rows too.
        AssertRefused("orders.csv: it has more than 3 rows; Dataset:Limits:Rows allows no more", Read(new DatasetLimits { Rows = 3 }, orders: Orders + "9,x\n"));
    }

    [Fact]
    public void Columns_AtAndAbove()
    {
        Assert.IsType<DatasetReadResult.Read>(Read(new DatasetLimits { Columns = 2 }, orders: Orders));
        AssertRefused("orders.csv: it has 2 columns; Dataset:Limits:Columns allows 1", Read(new DatasetLimits { Columns = 1 }, orders: Orders));

        var header = "user_id" + string.Concat(Enumerable.Range(1, 199).Select(i => $",c{i}"));
        Assert.IsType<DatasetReadResult.Read>(Read(new DatasetLimits(), users: header + "\n"));
        AssertRefused("users.csv: it has 201 columns; Dataset:Limits:Columns allows 200", Read(new DatasetLimits(), users: header + ",c200\n"));
    }

    [Theory]
    [InlineData("1234567890", "abcdefghij", null)]
    [InlineData("12345678901", "a", "line 3, user_id: is longer than Dataset:Limits:CellLength allows")]
    [InlineData("4", "abcdefghijk", "line 3, user_id: is longer than Dataset:Limits:CellLength allows")]
    [InlineData("4", "ééééé", null)]
    [InlineData("4", "éééééé", "line 3, user_id: is longer than Dataset:Limits:CellLength allows")]
    public void CellLength_CellTooLong_LeavesOutOnlyItsRow(string id, string note, string? expected)
    {
        var dataset = Assert.IsType<DatasetReadResult.Read>(Read(new DatasetLimits { CellLength = 10 }, users: $"user_id,note\n1,x\n{id},{note}\n3,y\n")).Dataset;

        Assert.Equal(expected is null ? [] : [expected], dataset.Issues(DatasetTable.Users));
        Assert.Equal(expected is null ? 3 : 2, dataset.Users.Count);
        Assert.NotNull(dataset.Users.Find(3));
    }

    [Fact]
    public void CellLength_Default_IsTenThousand()
    {
        Assert.Equal(2, Users(10_000));
        Assert.Equal(1, Users(10_001));

        static int Users(int length) => Assert.IsType<DatasetReadResult.Read>(Read(new DatasetLimits(), users: $"user_id\n1\n{new string('x', length)}\n")).Dataset.Users.Count;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Progress_GrowsUpToAllBytes(bool isUtf16)
    {
        var users = "user_id,name\n" + string.Concat(Enumerable.Range(1, 20_000).Select(i => $"{i},木木木木木木木木木木木木木木木木木木木木\n"));
        var orders = "user_id,at\n" + string.Concat(Enumerable.Range(1, 20_000).Select(i => $"{i},2025-08-01\n"));
        using var folder = new TempDataset(("orders.csv", orders));
        File.WriteAllText(Path.Combine(folder.Folder, "users.csv"), users, isUtf16 ? System.Text.Encoding.Unicode : new System.Text.UTF8Encoding(false));
        var total = Directory.EnumerateFiles(folder.Folder).Sum(path => new FileInfo(path).Length);
        Assert.Null(DatasetFolder.TryFind(folder.Folder, new DatasetLimits(), out var source));
        var told = new Recorder();

        DatasetReader.Read(source, new DatasetLimits(), Sample.Today, told);

        Assert.True(told.Reports.Count >= 6);
        Assert.All(told.Reports, report => Assert.Equal(total, report.TotalBytes));
        Assert.All(told.Reports.Zip(told.Reports.Skip(1)), pair => Assert.True(pair.First.Bytes <= pair.Second.Bytes && pair.First.Rows <= pair.Second.Rows));
        Assert.All(told.Reports, report => Assert.InRange(report.Bytes, 1, total));
        Assert.Equal(("orders.csv", 40_000, total), (told.Reports[^1].FileName, told.Reports[^1].Rows, told.Reports[^1].Bytes));
        Assert.Equal("users.csv", told.Reports[0].FileName);
    }

    [Fact]
    public void Cancelled_BeforeReading_Throws()
    {
        Assert.ThrowsAny<OperationCanceledException>(() => Read(new DatasetLimits(), cancellationToken: new CancellationToken(canceled: true)));
        Assert.ThrowsAny<OperationCanceledException>(() => Read(new DatasetLimits(), users: "user_id,a\n1\n", orders: Orders, cancellationToken: new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Cancelled_WhileReading_Throws()
    {
        using var cancel = new CancellationTokenSource();
        // Enough for a second look at whether to go on.
        var users = "user_id\n" + string.Concat(Enumerable.Range(1, 200_000).Select(i => $"{i}\n"));
        var told = new Recorder { Then = cancel.Cancel };

        Assert.ThrowsAny<OperationCanceledException>(() => Read(new DatasetLimits(), users, Orders, told, cancel.Token));

        Assert.Single(told.Reports);
    }

    private sealed class Recorder : IProgress<ReadProgress>
    {
        public List<ReadProgress> Reports { get; } = [];

        public Action? Then { get; init; }

        public void Report(ReadProgress value)
        {
            Reports.Add(value);
            Then?.Invoke();
        }
    }
}
