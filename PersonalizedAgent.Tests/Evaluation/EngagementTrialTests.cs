using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Evaluation;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Tests.Kumo;
using PersonalizedAgent.Tests.Kumo.Local;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Evaluation;

public sealed class EngagementTrialTests
{
    private const int Horizon = 20;
    private static readonly DateTime Anchor = World.Start.AddDays(140);
    private static readonly KumoOptions Options = new() { HorizonDays = Horizon, TrainAnchors = 4 };

    private static EngagementReport? Run(Dataset dataset, out string? reason, DateTime? anchor = null, KumoOptions? options = null) =>
        EngagementTrial.Run(dataset, anchor ?? Anchor, options ?? Options, new ManualClock(), out reason);

    [Fact]
    public void Run_MadeUp_ReportsWhatWasLearnedAndTried()
    {
        var world = World.MadeUp(1, users: 300);

        var report = Run(world.Read(), out var reason)!;

        Assert.Null(reason);
        int[] eligible = [.. world.Orders.Where(line => line.At <= Anchor).Select(line => line.User).Distinct()];
        int[] ordered = [.. world.Orders.Where(line => line.At > Anchor && line.At <= Anchor.AddDays(Horizon)).Select(line => line.User).Distinct()];
        Assert.Equal((eligible.Length, (double)eligible.Intersect(ordered).Count() / eligible.Length), (report.Users, report.BaseRate));
        Assert.Equal((Anchor, Horizon, 4, "PREDICT COUNT(orders.*, 0, 20, days) > 0 FOR EACH users.user_id"), (report.Anchor, report.HorizonDays, report.TrainAnchors, report.Task));
        Assert.InRange(report.TrainExamples, report.Users, 4 * report.Users);
        Assert.InRange(report.Auc.Value, 0.8, 0.99);
        Assert.True(report.Auc.Low < report.Auc.Value && report.Auc.Value < report.Auc.High);
        Assert.InRange(report.LogLoss, 0.1, report.BaseLogLoss);
        Assert.InRange(report.AveragePrecision, report.BaseRate, 1);
        Assert.InRange(report.CalibrationError, 0, 0.15);
        Assert.Equal(["recency alone", "frequency alone"], report.Rules.Select(rule => rule.Name));
        Assert.All(report.Rules, rule => Assert.Equal(report.Auc.Value - rule.Auc.Value, rule.Lead.Value, 1e-9));
        Assert.Equal((TimeSpan.Zero, TimeSpan.Zero), (report.FitTime, report.ScoreTime));
    }

    [Fact]
    public void Run_Shop_IsHonestAndBetterThanTheRules()
    {
        var report = Run(ShopModel.Dataset, out _, new DateTime(2025, 7, 14), new KumoOptions())!;

        Assert.InRange(report.Auc.Value, 0.85, 0.95);
        Assert.InRange(report.CalibrationError, 0, 0.1);
        Assert.True(report.LogLoss < report.BaseLogLoss);
        Assert.Null(report.Suspect);
        Assert.All(report.Rules, rule => Assert.True(rule.Auc.Value < report.Auc.Value));
        Assert.StartsWith(report.IsBetterThanRules ? "Better than each simple rule: by " : "Not surely better than ", report.Verdict, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(100, 1)]
    public void Run_LaterThanTheHorizon_DoesNotMatter(int seed, int secondsAfter)
    {
        var world = World.MadeUp(seed);
        var changed = world.Copy();
        var end = Anchor.AddDays(Horizon);
        changed.Orders.RemoveAll(line => line.At > end);
        changed.Contacts.RemoveAll(told => told.At > end);
        for (var user = 0; user < 60; user += 2)
            changed.Orders.Add(new(user, end.AddSeconds(secondsAfter), "i5", 9));

        var (one, other) = (Run(world.Read(), out _)!, Run(changed.Read(), out _)!);

        Assert.Equal((one.Auc, one.LogLoss, one.AveragePrecision, one.BaseRate, one.Users), (other.Auc, other.LogLoss, other.AveragePrecision, other.BaseRate, other.Users));
        Assert.Equal(one.Rules, other.Rules);
        Assert.Equal(one.Roc, other.Roc);
        Assert.Equal(one.Lift, other.Lift);
    }

    [Fact]
    public void Run_ColumnThatKnowsTheAnswer_IsNamed()
    {
        var report = Run(Leaky(isAllInTheEnd: false).Read(), out _, options: new() { HorizonDays = Horizon, TrainAnchors = 1 })!;

        Assert.Equal("vip", report.Suspect!.Name);
        Assert.Equal(1, report.Suspect.Auc, 1e-9);
        Assert.True(report.Auc.Value > EngagementTrial.TooGood);
    }

    [Fact]
    public void Run_TooEarly_SaysThatThereIsTooLittleToLearnFrom()
    {
        Assert.Null(Run(World.MadeUp(1).Read(), out var reason, World.Start.AddDays(Horizon - 1)));

        Assert.StartsWith("There is too little to learn from up to 2025-01-20: at least one horizon of 20 days", reason, StringComparison.Ordinal);
        Assert.Null(Run(Sample.FourUsers(), out reason));
        Assert.Equal("There are no orders to learn from.", reason);
        Assert.Null(Run(World.MadeUp(1).Read(), out reason, World.Start.AddDays(400)));
        Assert.StartsWith("The last order is of 2025-07-19, so there is too little to learn from in the 20 days up to 2026-02-05. Choose an earlier time.", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_NobodyOrEverybodyOrders_SaysThatThereIsNothingToTellApart()
    {
        var world = World.MadeUp(1);
        world.Orders.RemoveAll(line => line.At > Anchor);

        Assert.Null(Run(world.Read(), out var none));
        Assert.Null(Run(Leaky(isAllInTheEnd: true).Read(), out var all, options: new() { HorizonDays = Horizon, TrainAnchors = 1 }));

        Assert.Matches("^Of [0-9]+ users with orders by then none ordered in the 20 days after 2025-05-21", none);
        Assert.StartsWith("Of 80 users with orders by then all ordered", all, StringComparison.Ordinal);
    }

    /// <summary>All begin alike; half of them, named by a column, order in the horizon before the anchor and in the one after it.</summary>
    private static World Leaky(bool isAllInTheEnd)
    {
        var world = new World { UserHeader = "user_id,vip" };
        for (var user = 0; user < 80; user++)
        {
            var isVip = user % 2 == 0;
            world.Users.Add($"{user},{(isVip ? "yes" : "no")}");
            world.Orders.Add(new(user, World.Start, "", 1));
            if (isVip)
                world.Orders.Add(new(user, Anchor.AddDays(-3), "", 1));
            if (isVip || isAllInTheEnd)
                world.Orders.Add(new(user, Anchor.AddDays(3), "", 1));
        }

        return world;
    }
}
