using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Core.Kumo.Local.Items;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Kumo.Local.Items;

public sealed class ItemHistoriesTests
{
    private static readonly DateTime Noon = new(2025, 8, 1, 12, 0, 0);

    [Fact]
    public void UpTo_SeveralUsers_KeepsEachItemOnceInTheOrderOfFirstPurchases()
    {
        var histories = Read("1,b,2025-08-02\n2,a,2025-08-01\n1,a,2025-08-01\n1,b,2025-08-03\n1,a,2025-08-04\n");

        var first = histories.Of(0);
        // Items have rows in the order of the file.
        Assert.Equal([1, 0], first.Items);
        Assert.Equal([Day(1), Day(2)], first.FirstBought);
        Assert.Equal([Day(4), Day(3)], first.LastBought);
        Assert.Equal([2, 2], first.Days);
        Assert.Equal([1], histories.Of(1).Items);
        Assert.Equal((3, 3), (histories.UserCount, histories.Count));
    }

    [Fact]
    public void UpTo_SameTime_KeepsTheOrderOfTheFile() =>
        Assert.Equal([0, 1, 2], Read("1,c,2025-08-01\n1,a,2025-08-01\n1,b,2025-08-01\n").Of(0).Items);

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    public void UpTo_AtTheMoment_CountsOrdersNotAfterIt(int seconds, int expected)
    {
        var histories = Read("1,a,2025-08-01T12:00:00\n", Noon.AddSeconds(seconds));

        Assert.Equal(expected, histories.Of(0).Count);
    }

    [Fact]
    public void UpTo_RepeatedAfterTheMoment_DoesNotKnowOfIt()
    {
        var histories = Read("1,a,2025-08-01T12:00:00\n1,a,2025-08-02T12:00:01\n", Noon.AddDays(1));

        var history = histories.Of(0);
        Assert.Equal([Moments.FromDateTime(Noon)], history.LastBought);
        Assert.Equal([1], history.Days);
    }

    [Fact]
    public void UpTo_SeveralTimesADay_CountsTheDayOnce()
    {
        var histories = Read("1,a,2025-08-01T00:00:00\n1,a,2025-08-01T23:59:59\n1,a,2025-08-02T00:00:00\n1,a,2025-08-02T10:00:00\n");

        Assert.Equal([2], histories.Of(0).Days);
    }

    [Fact]
    public void UpTo_BeforeTheYear2000_CountsDaysToo()
    {
        var histories = Read("1,a,1999-12-31T23:59:59\n1,a,2000-01-01T00:00:00\n");

        Assert.Equal([2], histories.Of(0).Days);
    }

    [Fact]
    public void UpTo_WithoutItem_IsSkipped()
    {
        var histories = Read("1,,2025-08-01\n1,a,2025-08-02\n1,,2025-08-03\n2,,2025-08-03\n");

        Assert.Equal([0], histories.Of(0).Items);
        Assert.Equal(0, histories.Of(1).Count);
    }

    [Fact]
    public void UpTo_NoItemsAtAll_HasEmptyHistories()
    {
        var dataset = FolderFiles.ReadOrders("order_id,user_id,at\nx,1,2025-08-01\n");

        var histories = ItemHistories.UpTo(dataset.Orders, dataset.Users.Count, dataset.Items.Count, int.MaxValue);

        Assert.Equal((dataset.Users.Count, 0), (histories.UserCount, histories.Count));
    }

    [Fact]
    public void WithoutLast_ShortensAll()
    {
        var history = Read("1,a,2025-08-01\n1,b,2025-08-02\n").Of(0).WithoutLast();

        Assert.Equal([0], history.Items);
        Assert.Equal((1, 1, 1), (history.FirstBought.Length, history.LastBought.Length, history.Days.Length));
    }

    [Fact]
    public void Constructor_UnequalColumns_Throws() => Assert.Throws<ArgumentException>(() => new ItemHistories([0, 1], [0], [0], [0], []));

    private static int Day(int day) => Moments.FromDateTime(new DateTime(2025, 8, day));

    private static ItemHistories Read(string orders, DateTime? moment = null)
    {
        var lines = orders.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select((line, row) => $"o{row},{line}\n");
        var dataset = FolderFiles.ReadOrders("order_id,user_id,item_id,at\n" + string.Concat(lines));
        return ItemHistories.UpTo(dataset.Orders, dataset.Users.Count, dataset.Items.Count, moment is { } time ? Moments.FromDateTime(time) : int.MaxValue);
    }
}
