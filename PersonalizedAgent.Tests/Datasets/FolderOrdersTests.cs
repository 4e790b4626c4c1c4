using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Core.Users;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Datasets;

public sealed class FolderOrdersTests
{
    private const string Header = "order_id,user_id,item_id,at,quantity,amount\n";

    private static string[] Found(Dataset dataset) => dataset.Issues(DatasetTable.Orders);

    private static Order First(string orders) => FolderFiles.ReadOrders(orders).Orders.Of(0)[0];

    [Fact]
    public void Read_AllFields_AreKept()
    {
        var dataset = FolderFiles.ReadOrders(Header + "A7,1,pen,2025-08-01T10:20:30,2,5.5\n", "item_id,name,category,price\npen,Pen,Desk,2.75\n");

        Assert.Equal(new Order("A7", new DateTime(2025, 8, 1, 10, 20, 30), 0, 2, 5.5), Assert.Single(dataset.Orders.Of(0)));
        Assert.Equal(new Item("pen", "Pen", "Desk", 2.75, IsListed: true), dataset.Items[0]);
        Assert.Empty(Found(dataset));
    }

    [Fact]
    public void Read_ExactDuplicates_AreLeftOutWithTheirLines()
    {
        var dataset = FolderFiles.ReadOrders(Header + "2,2,b,2025-08-01,1,5\n1,1,a,2025-08-01,1,5\n2,2,b,2025-08-01,1,5\n1,1,a,2025-08-01,1,5\n1,1,a,2025-08-01,1,5\n");

        Assert.Equal([4, 5, 6], dataset.Report.Of(DatasetTable.Orders)!.Issues.Select(issue => issue.Line));
        Assert.All(dataset.Report.Of(DatasetTable.Orders)!.Issues, issue => Assert.Equal((RowProblem.DuplicateOrder, true), (issue.Problem, issue.IsLeftOut)));
        Assert.Equal([4, 5, 6], Assert.Single(dataset.Report.Of(DatasetTable.Orders)!.Tallies).Lines);
        Assert.Equal((5, 3), dataset.Counts(DatasetTable.Orders));
        Assert.Equal((1, 1, 2), (dataset.Orders.CountOf(0), dataset.Orders.CountOf(1), dataset.Orders.Count));
    }

    [Theory]
    [InlineData("A")]
    [InlineData("007")]
    [InlineData("é€")]
    public void Read_ExactDuplicatesWithTextIds_AreLeftOutAlsoWhenNotInARow(string id)
    {
        var dataset = FolderFiles.ReadOrders($"{Header}{id},1,a,2025-08-01,1,5\nB,1,a,2025-08-01,1,5\n{id},1,a,2025-08-01,1,5\n");

        Assert.Equal(["line 4, order_id: row equals an earlier one: it is counted once"], Found(dataset));
        Assert.Equal([id, "B"], dataset.Orders.Of(0).Select(order => order.OrderId));
    }

    [Theory]
    [InlineData("2,1,a,2025-08-01,1,5")]
    [InlineData("1,2,a,2025-08-01,1,5")]
    [InlineData("1,1,b,2025-08-01,1,5")]
    [InlineData("1,1,,2025-08-01,1,5")]
    [InlineData("1,1,a,2025-08-01T00:00:01,1,5")]
    [InlineData("1,1,a,2025-08-01,2,5")]
    [InlineData("1,1,a,2025-08-01,,5")]
    [InlineData("1,1,a,2025-08-01,1,5.01")]
    public void Read_SameInAllButOne_IsKept(string other) =>
        Assert.Equal(2, FolderFiles.ReadOrders(Header + "1,1,a,2025-08-01,1,5\n" + other + "\n").Orders.Count);

    [Fact]
    public void Read_EqualLinesWithoutIds_AreAllKept() =>
        Assert.Equal(3, FolderFiles.ReadOrders("order_id,user_id,at\n3,1,2025-08-01\n,1,2025-08-01\n,1,2025-08-01\n").Orders.Count);

    [Theory]
    [InlineData("9,2025-08-01,5", "line 3, user_id: is not in the users' file")]
    [InlineData("01,2025-08-01,5", "line 3, user_id: is not in the users' file")]
    [InlineData(",2025-08-01,5", "line 3, user_id: is missing")]
    [InlineData("1,,5", "line 3, at: must be a date, such as 2025-08-10 or 2025-08-10T18:22:00")]
    [InlineData("1,2025-02-29,5", "line 3, at: must be a date, such as 2025-08-10 or 2025-08-10T18:22:00")]
    [InlineData("1,1931-12-31,5", "line 3, at: must lie between the years 1932 and 2067")]
    [InlineData("1,2068-01-01,5", "line 3, at: must lie between the years 1932 and 2067")]
    [InlineData("1,2025-08-01", "line 3, amount: is missing: row has fewer fields than the header")]
    [InlineData("1,2025-08-01,5,6", "line 3, user_id: row has more fields than the header; put quotes around separators")]
    public void Read_RowThatCannotBePlaced_IsLeftOut(string row, string expected)
    {
        var dataset = FolderFiles.ReadOrders($"user_id,at,amount\n1,2025-08-01,1\n{row}\n2,2025-08-01,2\n");

        Assert.Equal([expected], Found(dataset));
        Assert.Equal((3, 1), dataset.Counts(DatasetTable.Orders));
        Assert.Equal(2, dataset.Orders.Count);
        Assert.True(dataset.Report.Of(DatasetTable.Orders)!.Issues[0].IsLeftOut);
    }

    [Theory]
    [InlineData("1932-01-01T00:00:00")]
    [InlineData("2067-12-31T23:59:59")]
    public void Read_FirstAndLastMoment_AreKept(string at) => Assert.Equal(at, First($"user_id,at\n1,{at}\n").At.ToString("s"));

    [Fact]
    public void Read_UnknownItem_IsKeptReportedAndNotListed()
    {
        var dataset = FolderFiles.ReadOrders(Header + "1,1,b,2025-08-01,1,5\n2,1,a,2025-08-02,1,5\n3,1,b,2025-08-03,1,5\n", "item_id,name\na,Apple\nz,Zoo\n");

        Assert.Equal(["line 2, item_id: is not in the items' file", "line 4, item_id: is not in the items' file"], Found(dataset));
        Assert.Equal((3, 0), dataset.Counts(DatasetTable.Orders));
        Assert.Equal([2, 0, 2], dataset.Orders.Of(0).Select(order => order.ItemRow));
        Assert.Equal((3, 2), (dataset.Items.Count, dataset.Items.ListedCount));
        Assert.Equal(new Item("b", null, null, null, IsListed: false), dataset.Items.Find("b"));
        Assert.Equal("b", dataset.Items[2].Title);
        Assert.Null(dataset.Items.Find("c"));
        Assert.Null(dataset.Items.Find(""));
    }

    [Fact]
    public void Read_NoItemsFile_ItemsComeFromOrders()
    {
        var dataset = FolderFiles.ReadOrders(Header + "1,1,b,2025-08-01,1,5\n2,1,NA,2025-08-02,1,5\n3,1,007,2025-08-03,1,5\n4,1,7,2025-08-04,1,5\n");

        Assert.Empty(Found(dataset));
        Assert.Equal(["b", "007", "7"], Enumerable.Range(0, dataset.Items.Count).Select(row => dataset.Items[row].ItemId));
        Assert.Equal([0, null, 1, 2], dataset.Orders.Of(0).Select(order => order.ItemRow));
        Assert.Equal(0, dataset.Items.ListedCount);
    }

    [Fact]
    public void Read_QuoteNeverClosedInALargeFile_StillKnowsWhichItemsAreListed()
    {
        // The file is read twice; what the first reading found must not count for the second.
        var lines = string.Concat(Enumerable.Range(1, 60_000).Select(i => i == 9 ? "9,1,\"x,2025-08-01,1,5\n" : $"{i},1,{(i == 3 ? "odd" : i == 20 ? "late" : "a")},2025-08-01,1,5\n"));

        var listed = FolderFiles.ReadOrders(Header + lines, "item_id\na\n");
        Assert.Equal(["line 4, item_id: is not in the items' file", "line 10, order_id: row has a broken quote; write a quote inside quotes twice", "line 21, item_id: is not in the items' file"], Found(listed));

        var unlisted = FolderFiles.ReadOrders(Header + lines);
        Assert.Equal(["line 10, order_id: row has a broken quote; write a quote inside quotes twice"], Found(unlisted));
        Assert.Equal(59_999, unlisted.Orders.Count);
    }

    [Fact]
    public void Read_ItemsFile_FirstOfEqualIdsCountsAndBadPricesAreEmpty()
    {
        var dataset = FolderFiles.Read(("users.csv", FolderFiles.Users), ("items.csv", "item_id,price,category\na,5,x\na,6,y\n,7,z\nb,cheap,\nc,-1,NA\n"));

        Assert.Equal(
            ["line 3, item_id: came before: the first row counts", "line 4, item_id: is missing", "line 5, price: must be a number, such as 12.50", "line 6, price: is negative"],
            dataset.Issues(DatasetTable.Items));
        Assert.Equal([5, null, -1], Enumerable.Range(0, 3).Select(row => dataset.Items[row].Price));
        Assert.Equal(["x", null, null], Enumerable.Range(0, 3).Select(dataset.Items.CategoryOf));
        Assert.Equal((5, 2), dataset.Counts(DatasetTable.Items));
    }

    [Fact]
    public void Read_DatesInTwoForms_AreReadAndReported()
    {
        var dataset = FolderFiles.ReadOrders("user_id,at\n1,2025-08-01\n1,2025-08-02\n1,25.07.2025\n");

        Assert.Equal(["line 4, at: is written in another form than the other dates"], Found(dataset));
        Assert.Equal([25, 1, 2], dataset.Orders.Of(0).Select(order => order.At.Day));
        Assert.Equal((new DateTime(2025, 7, 25), new DateTime(2025, 8, 2)), (dataset.Orders.First, dataset.Orders.Last));
    }

    [Theory]
    [InlineData("2025-08-13T23:59:59", false)]
    [InlineData("2025-08-14", true)]
    public void Read_DateInTheFuture_IsReportedAndKept(string at, bool isReported)
    {
        var dataset = FolderFiles.ReadOrders($"user_id,at\n1,{at}\n");

        Assert.Equal(isReported ? ["line 2, at: lies after today"] : [], Found(dataset));
        Assert.Equal(1, dataset.Orders.Count);
    }

    [Fact]
    public void Read_NegativeNumbers_AreKeptAndReported()
    {
        var dataset = FolderFiles.ReadOrders(Header + "1,1,a,2025-08-01,-2,-5.5\n2,1,a,2025-08-02,0,-0.01\n3,1,a,2025-08-03,0,0\n");

        Assert.Equal(["line 2, quantity: is negative", "line 2, amount: is negative", "line 3, amount: is negative"], Found(dataset));
        Assert.Equal([-5.5, -0.01, 0], dataset.Orders.Of(0).Select(order => order.Amount));
        Assert.Equal(-2, dataset.Orders.Of(0)[0].Quantity);
    }

    [Theory]
    [InlineData("dear,5", "quantity: must be a number, such as 12.50")]
    [InlineData("1,dear", "amount: must be a number, such as 12.50")]
    [InlineData("1e39,5", "quantity: must be a number, such as 12.50")]
    [InlineData("1,1e309", "amount: must be a number, such as 12.50")]
    public void Read_NotANumber_IsReportedAndLeftEmpty(string numbers, string expected)
    {
        var dataset = FolderFiles.ReadOrders($"user_id,at,quantity,amount\n1,2025-08-01,{numbers}\n");

        Assert.Equal(["line 2, " + expected], Found(dataset));
        var order = dataset.Orders.Of(0)[0];
        Assert.Equal(expected[0] == 'q', order.Quantity is null);
        Assert.Equal(expected[0] == 'a', order.Amount is null);
    }

    [Theory]
    [InlineData("UnitPrice", "2.5,4", 10.0)]
    [InlineData("unit_price", "2.5,4", 10.0)]
    [InlineData("Price", "2.5,4", 10.0)]
    [InlineData("UnitPrice", "2.5,", null)]
    [InlineData("UnitPrice", "2.5,-4", -10.0)]
    [InlineData("amount", "2.5,4", 2.5)]
    [InlineData("total", "2.5,4", 2.5)]
    [InlineData("UnitPrice", "1e308,10", null)]
    public void Read_PriceOfOneBesideAQuantity_IsMultiplied(string column, string numbers, double? expected) =>
        Assert.Equal(expected, First($"user_id,at,{column},quantity\n1,2025-08-01,{numbers}\n").Amount);

    [Fact]
    public void Read_PriceOfOneWithoutQuantities_IsWhatWasPaid() => Assert.Equal(2.5, First("user_id,at,UnitPrice\n1,2025-08-01,2.5\n").Amount);

    [Fact]
    public void Read_OrdersWithoutFurtherFields_HaveNone()
    {
        var dataset = FolderFiles.ReadOrders("user_id,at\n2,2025-08-01\n");

        Assert.Equal(new Order("1", new DateTime(2025, 8, 1), null, null, null), Assert.Single(dataset.Orders.Of(1)));
        Assert.Equal((false, false, false), (dataset.Orders.HasItems, dataset.Orders.HasAmounts, dataset.Orders.HasQuantities));
        Assert.Equal(0, dataset.Orders.CountOf(new UserId("1") == dataset.Users.IdOf(0) ? 0 : 1));
    }
}
