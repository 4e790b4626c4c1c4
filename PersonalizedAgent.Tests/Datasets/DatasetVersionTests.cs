using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Intake;
using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Datasets;

public sealed class DatasetVersionTests
{
    private const string Orders = "user_id,at,a,b\n1,01/02/2025,1,2\n";

    private static string Version(string users = FolderFiles.Users, string? orders = Orders, Func<DatasetSource, DatasetSource>? change = null, string ordersName = "orders.csv")
    {
        using var folder = new TempDataset(("users.csv", users), (ordersName, orders));
        Assert.Null(DatasetFolder.TryFind(folder.Folder, new DatasetLimits(), out var source));
        return Assert.IsType<DatasetReadResult.Read>(DatasetReader.Read(change?.Invoke(source) ?? source, new DatasetLimits(), Sample.Today)).Dataset.Version;
    }

    private static DatasetSource WithOrders(DatasetSource source, Func<TableFile, TableFile> change) =>
        source with { Files = [.. source.Files.Select(file => file.Table == DatasetTable.Orders ? change(file) : file)] };

    private static TableFile WithAmount(TableFile file, int column) => file with { Columns = new Dictionary<string, int>(file.Columns) { ["amount"] = column } };

    [Fact]
    public void Version_SameBytesAndColumns_IsTheSame()
    {
        Assert.Matches("^[0-9a-f]{64}$", Version());
        // Each time in another folder.
        Assert.Equal(Version(), Version());
    }

    [Fact]
    public void Version_NameRuleAndOrderOfFiles_DoNotMatter()
    {
        Assert.Equal(Version(), Version(change: source => source with { Name = "other", AsOf = AsOfRule.LastEvent, FixedToday = new DateOnly(2025, 1, 1), UnusedFiles = ["x"], IsDemo = true }));
        Assert.Equal(Version(), Version(change: source => source with { Files = [.. source.Files.Reverse()] }));
        Assert.Equal(Version(), Version(ordersName: "sales.csv"));
        Assert.Equal(
            Version(change: source => WithOrders(source, file => file with { Columns = file.Columns.ToDictionary() })),
            Version(change: source => WithOrders(source, file => file with { Columns = file.Columns.Reverse().ToDictionary() })));
    }

    [Fact]
    public void Version_OneByteMoreOrLess_IsAnother()
    {
        string[] versions =
        [
            Version(), Version(users: "user_id\n1\n2\n4\n"), Version(users: "user_id\n1\n2\n3"), Version(users: "user_id\r\n1\n2\n3\n"),
            Version(orders: Orders.Replace("1,2", "1,3", StringComparison.Ordinal)), Version(orders: Orders + "\n"), Version(orders: null),
        ];

        Assert.Distinct(versions);
    }

    [Fact]
    public void Version_OtherColumnsOrDates_IsAnother()
    {
        string[] versions =
        [
            Version(),
            Version(change: source => WithOrders(source, file => WithAmount(file, 2))),
            Version(change: source => WithOrders(source, file => WithAmount(file, 3))),
            Version(change: source => WithOrders(source, file => file with { Dates = DateOrder.DayMonthYear })),
        ];

        Assert.Distinct(versions);
    }

    [Fact]
    public void Version_BytesMovedFromOneFileToAnother_IsAnother() =>
        Assert.NotEqual(Version(users: "user_id\n1\n2\n", orders: "user_id,at\n\n"), Version(users: "user_id\n1\n2\n\n", orders: "user_id,at\n"));

    [Fact]
    public void ShortVersion_IsItsBeginning()
    {
        var dataset = FolderFiles.Read(("users.csv", FolderFiles.Users));

        Assert.Equal(dataset.Version[..12], dataset.ShortVersion);
    }
}
