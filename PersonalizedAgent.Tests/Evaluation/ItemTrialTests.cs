using PersonalizedAgent.Core.Evaluation;
using PersonalizedAgent.Tests.Kumo;
using PersonalizedAgent.Tests.Kumo.Local;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Evaluation;

public sealed class ItemTrialTests
{
    private const int Horizon = 30;
    private static readonly DateTime Anchor = World.Start.AddDays(100);

    /// <summary>Users who each buy within one of four groups of ten items, six new items before the anchor and two after it.</summary>
    private static World Groups(int users = 120)
    {
        var (world, random) = (new World(), new Random(2));
        for (var user = 0; user < users; user++)
        {
            world.Users.Add($"{user}");
            int[] items = [.. Enumerable.Range(user % 4 * 10, 10)];
            random.Shuffle(items);
            for (var i = 0; i < 8; i++)
                world.Orders.Add(new(user, World.Start.AddDays(i < 6 ? 9 * i : 9 * i + 54).AddHours(user % 24), $"i{items[i]}", 1));
        }

        // One buys but what it has, and counts for nothing.
        world.Orders.RemoveAll(line => line.User == 0 && line.At > World.Start.AddDays(5));
        world.Orders.Add(world.Orders[0] with { At = Anchor.AddDays(1) });
        return world;
    }

    [Fact]
    public void Run_Groups_FindsWhatPopularityDoesNot()
    {
        var report = ItemTrial.Run(Groups().Read(), Anchor, Horizon)!;

        Assert.Equal(("EASE", 119, 40), (report.Method, report.Users, report.Items));
        Assert.Equal("PREDICT LIST_DISTINCT(orders.item_id, 0, 30, days) RANK TOP 10 FOR EACH users.user_id", report.Task);
        Assert.Equal(1, report.HitRate.Value);
        Assert.InRange(report.Ndcg, 0.3, 1);
        Assert.InRange(report.PopularHitRate.Value, 0, 0.7);
        Assert.True(report.IsBetterThanPopular);
    }

    [Fact]
    public void Run_FirstNewItem_IsTheTarget()
    {
        var world = new World();
        for (var user = 0; user < 3; user++)
        {
            world.Users.Add($"{user}");
            world.Orders.Add(new(user, Anchor, "a", 1));
        }

        // One buys something new, one but what it has; a purchase later than the horizon is none.
        world.Orders.Add(new(0, Anchor.AddSeconds(1), "a", 1));
        world.Orders.Add(new(0, Anchor.AddDays(Horizon), "b", 1));
        world.Orders.Add(new(1, Anchor.AddDays(2), "a", 1));
        world.Orders.Add(new(2, Anchor.AddDays(Horizon).AddSeconds(1), "c", 1));

        var report = ItemTrial.Run(world.Read(), Anchor, Horizon)!;

        Assert.Equal(("popularity", 1, 3), (report.Method, report.Users, report.Items));
        Assert.Equal((report.HitRate, report.Ndcg), (report.PopularHitRate, report.PopularNdcg));
        Assert.False(report.IsBetterThanPopular);
    }

    [Fact]
    public void Run_LaterThanTheHorizon_DoesNotMatter()
    {
        var world = World.MadeUp(5, users: 120);
        var changed = world.Copy();
        changed.Orders.RemoveAll(line => line.At > Anchor.AddDays(Horizon));
        for (var user = 0; user < 120; user++)
            changed.Orders.Add(new(user, Anchor.AddDays(Horizon).AddSeconds(1), "i7", 1));

        Assert.Equal(ItemTrial.Run(world.Read(), Anchor, Horizon), ItemTrial.Run(changed.Read(), Anchor, Horizon));
    }

    [Fact]
    public void Run_NothingNewOrNoItems_IsNoReport()
    {
        Assert.Null(ItemTrial.Run(Groups().Read(), World.Start.AddDays(130), Horizon));
        Assert.Null(ItemTrial.Run(FolderFiles.ReadOrders("user_id,at\n1,2025-04-01\n1,2025-04-20\n"), Anchor, Horizon));
        Assert.Null(ItemTrial.Run(Sample.FourUsers(), Anchor, Horizon));
    }

    [Fact]
    public void Run_Shop_IsBetterThanChance()
    {
        var report = ItemTrial.Run(ShopModel.Dataset, new DateTime(2025, 7, 14), Horizon)!;

        Assert.Equal(200, report.Items);
        Assert.InRange(report.HitRate.Value, 2 * 10.0 / 200, 0.9);
        Assert.True(report.HitRate.Low <= report.HitRate.Value && report.Ndcg <= report.HitRate.Value);
    }
}
