using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Evaluation;
using PersonalizedAgent.Tests.Kumo;
using PersonalizedAgent.Tests.Kumo.Local;

namespace PersonalizedAgent.Tests.Evaluation;

public sealed class ResponseTrialTests
{
    private const int Horizon = 40;
    private static readonly DateTime Anchor = World.Start.AddDays(140);
    private static readonly DateTime End = Anchor.AddDays(Horizon);

    [Fact]
    public void Run_MadeUp_LearnsBeforeAndTriesAfterTheAnchor()
    {
        var world = World.MadeUp(2, users: 300);

        var reports = ResponseTrial.Run(world.Read(), Anchor, Horizon);

        Assert.Equal(AgentActions.All, reports.Select(report => report.Action));
        foreach (var report in reports)
        {
            World.Told[] tried = [.. world.Contacts.Where(told => told.Action == report.Action && told.At > Anchor && told.At <= End)];
            Assert.Equal(world.Contacts.Count(told => told.Action == report.Action && told.At <= Anchor), report.TrainExamples);
            Assert.Equal((tried.Length, (double)tried.Count(told => told.Responded) / tried.Length), (report.Contacts, report.BaseRate));
            // The sort of a user shows in how often it buys: 0.6 against 0.2.
            Assert.InRange(report.Auc.Value, 0.6, 0.85);
            Assert.True(report.IsBetterThanRate);
            Assert.True(report.LogLoss < report.BaseLogLoss);
            Assert.Equal($"PREDICT contacts.responded FOR EACH contacts.contact_id WHERE contacts.action = '{report.Action.WireName()}'", report.Task);
            Assert.InRange(report.Calibration.Count, 1, 5);
        }
    }

    [Fact]
    public void Run_LaterThanTheHorizon_DoesNotMatter()
    {
        var world = World.MadeUp(3, users: 100);
        var changed = world.Copy();
        changed.Contacts.RemoveAll(told => told.At > End);
        changed.Orders.RemoveAll(line => line.At > End);
        for (var user = 0; user < 100; user++)
            changed.Contacts.Add(new(user, End.AddSeconds(1), AgentActions.All[user % 3], user % 4 == 0));

        var (reports, same) = (ResponseTrial.Run(world.Read(), Anchor, Horizon), ResponseTrial.Run(changed.Read(), Anchor, Horizon));

        Assert.Equal(3, reports.Count);
        Assert.Equal(reports.Select(report => report with { Calibration = [] }), same.Select(report => report with { Calibration = [] }));
    }

    [Fact]
    public void Run_ContactsThatTellTooLittle_AreLeftOut()
    {
        var world = World.MadeUp(2, users: 100);
        // Nothing to learn of one, nothing to try of another, one label alone of the third.
        world.Contacts.RemoveAll(told => told.Action == AgentAction.OfferDiscount && told.At <= Anchor);
        world.Contacts.RemoveAll(told => told.Action == AgentAction.RecommendProduct && told.At > Anchor);
        world.Contacts.RemoveAll(told => told.Action == AgentAction.SendMessage && told.At > Anchor && told.Responded);

        Assert.Empty(ResponseTrial.Run(world.Read(), Anchor, Horizon));
    }

    [Fact]
    public void Run_HorizonBeyondAllMoments_IsCutThere() =>
        Assert.Empty(ResponseTrial.Run(World.MadeUp(2).Read(), new DateTime(2067, 12, 31), 365));

    [Fact]
    public void Run_Shop_TellsMoreThanTheRate()
    {
        var reports = ResponseTrial.Run(ShopModel.Dataset, new DateTime(2025, 5, 1), 104);

        Assert.Equal(3, reports.Count);
        Assert.All(reports, report => Assert.True(report.IsBetterThanRate));
    }
}
