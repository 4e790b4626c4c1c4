using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Evaluation;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Kumo.Local;
using PersonalizedAgent.Tests.Kumo;
using PersonalizedAgent.Tests.Kumo.Local;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Evaluation;

public sealed class QualityReportTests
{
    private static readonly KumoOptions Options = new() { HorizonDays = 20, TrainAnchors = 4 };

    private static QualityReport Of(World world, DateTime asOf) =>
        QualityReport.Of(LocalModelFitter.Fit(world.Read(), World.AsOf(asOf), Options), Options, new ManualClock());

    [Fact]
    public void Of_Shop_TriesAllOnTheLastHorizon()
    {
        var report = QualityReport.Of(ShopModel.Model, new KumoOptions(), new ManualClock());

        Assert.Null(report.EngagementReason);
        Assert.Equal(new DateTime(2025, 7, 14), report.Engagement!.Anchor);
        Assert.InRange(report.Engagement.Auc.Value, 0.85, 0.95);
        Assert.Equal(AgentActions.All, report.Responses.Select(response => response.Action));
        Assert.All(report.Responses, response => Assert.InRange(response.Auc.Value, 0.5, 0.95));
        Assert.InRange(report.Items!.HitRate.Value, 0.05, 1);
        Assert.Equal(ShopTruth.Of(ShopModel.Model), report.Truth);
    }

    [Fact]
    public void Of_MadeUp_KnowsNoTruth()
    {
        var report = Of(World.MadeUp(1, users: 150), World.Start.AddDays(160));

        Assert.NotNull(report.Engagement);
        Assert.Equal(3, report.Responses.Count);
        Assert.NotNull(report.Items);
        Assert.Null(report.Truth);
    }

    [Fact]
    public void Of_ShortHistory_SaysWhyItCannotBeTried()
    {
        var report = Of(World.MadeUp(1, days: 30), World.Start.AddDays(25));

        Assert.Null(report.Engagement);
        Assert.StartsWith("There is too little to learn from up to 2025-01-06", report.EngagementReason, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_DataOfTheFirstDays_SaysWhyItCannotBeTried()
    {
        var world = new World();
        world.Users.Add("1");
        world.Orders.Add(new(1, new DateTime(1932, 1, 2), "a", 1));

        var report = Of(world, new DateTime(1932, 1, 3));

        Assert.StartsWith("There is too little to learn from up to 1932-01-01", report.EngagementReason, StringComparison.Ordinal);
        Assert.Empty(report.Responses);
    }
}
