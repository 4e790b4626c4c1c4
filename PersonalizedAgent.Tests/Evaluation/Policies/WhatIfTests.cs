using System.Diagnostics;
using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Decisions.Policies;
using PersonalizedAgent.Core.Decisions.Rails;
using PersonalizedAgent.Core.Evaluation.Policies;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Kumo.Local;
using PersonalizedAgent.Tests.Kumo;

namespace PersonalizedAgent.Tests.Evaluation.Policies;

/// <summary>What all users would get at once is what each would get alone.</summary>
public sealed class WhatIfTests
{
    private static readonly Dataset Data = MadeUp();
    private static readonly DateTimeOffset AsOf = World.AsOf(World.Start.AddDays(190));
    private static readonly LocalModel Model = LocalModelFitter.Fit(Data, AsOf, new KumoOptions());
    private static readonly PredictedRows Rows = PredictedRows.OfUsers(Model, AsOf, TestContext.Current.CancellationToken);

    /// <summary>Some users have no orders, others no contacts.</summary>
    private static Dataset MadeUp()
    {
        var world = World.MadeUp(5, users: 120);
        world.Orders.RemoveAll(order => order.User % 10 == 3);
        world.Contacts.RemoveAll(contact => contact.User % 10 == 4);
        return world.Read();
    }

    public static TheoryData<string, AgentOptions> Settings => new()
    {
        { "as it is", new() },
        { "everybody is above", new() { EngagementThreshold = 0 } },
        { "nobody is above", new() { EngagementThreshold = 1 } },
        { "no discount for who buys", new() { EngagementThreshold = 0.3, Rails = new() { MaxDiscountScore = 0.4 } } },
        { "no discounts", new() { EngagementThreshold = 0.1, Rails = new() { DiscountsPerDay = 0 } } },
        { "a few contacts", new() { EngagementThreshold = 0.3, Rails = new() { MaxContacts = 1, ContactDays = 14 } } },
        { "cool-downs", new() { EngagementThreshold = 0.3, Rails = new() { CoolDownDays = new() { OfferDiscount = 20, RecommendProduct = 30, SendMessage = 40 } } } },
        { "nothing is left", new() { EngagementThreshold = 0.3, Rails = new() { DiscountsPerDay = 0, CoolDownDays = new() { RecommendProduct = 365, SendMessage = 365 } } } },
        { "other values", new() { Values = new() { OfferDiscount = new() { Value = 30, Cost = 4 }, SendMessage = new() { Value = 2 } } } },
        { "no values", new() { Values = new() { OfferDiscount = new(), RecommendProduct = new(), SendMessage = new() } } },
    };

    [Theory]
    [MemberData(nameof(Settings))]
    public void Choose_IsTheGuardedChoice_ForEveryUser(string name, AgentOptions options)
    {
        bool[] optedOut = [.. Enumerable.Range(0, Data.Users.Count).Select(row => row % 17 == 5)];
        var whatIf = new WhatIf(Rows, Data.Contacts, AsOf, optedOut);
        foreach (var (kind, policy) in new (PolicyKind, IDecisionPolicy)[] { (PolicyKind.Threshold, new ThresholdPolicy()), (PolicyKind.NextBestAction, new NextBestActionPolicy()) })
        {
            for (var row = 0; row < Data.Users.Count; row++)
                Assert.True(Guarded(policy, row, options, optedOut[row]) == whatIf.Choose(kind, row, options), $"{name}, {kind}: user {row}");
        }
    }

    private static AgentAction? Guarded(IDecisionPolicy policy, int row, AgentOptions options, bool optedOut)
    {
        var contacts = Data.Contacts.Of(row).Select(contact => (new DateTimeOffset(contact.At, TimeSpan.Zero), contact.Action));
        var facts = ContactFacts.Of(contacts, optedOut, 0, options.Rails.ContactDays, AsOf);
        var prediction = Model.Predict(row, AsOf);
        return Core.Decisions.Rails.Guarded.Choose(policy, PolicyInput.Of(Data.Users[row], prediction, options), GuardRails.Apply(prediction.EngagementScore, facts, options.Rails, AsOf)).Action;
    }

    [Fact]
    public void Rows_OfUsers_AreThePredictions()
    {
        var one = PredictedRows.Of([.. Enumerable.Range(0, Data.Users.Count).Select(row => Model.Predict(row, AsOf))]);

        Assert.Equal(one.Scores, Rows.Scores);
        Assert.Equal(one.Responses, Rows.Responses);
        Assert.Equal(one.Recommended, Rows.Recommended);
        Assert.Equal(one.Ranked, Rows.Ranked);
        Assert.Contains(true, Rows.Ranked);
        Assert.Contains(false, Rows.Ranked);
    }

    [Fact]
    public void Compare_CountsAndListsWhoChanges()
    {
        var whatIf = new WhatIf(Rows, Data.Contacts, AsOf);
        var (before, after) = (new AgentOptions { EngagementThreshold = 1 }, new AgentOptions { EngagementThreshold = 0 });

        var comparison = whatIf.Compare(PolicyKind.Threshold, before, after, mostListed: 3);

        Assert.Equal([0, 0, Data.Users.Count], comparison.Before.Counts);
        Assert.Equal(Data.Users.Count, comparison.After.Contacts);
        Assert.Equal(Data.Users.Count - comparison.After.Counts[(int)AgentAction.SendMessage], comparison.Changed);
        Assert.Equal(3, comparison.Listed.Count);
        Assert.All(comparison.Listed, changed => Assert.Equal(whatIf.Choose(PolicyKind.Threshold, changed.Row, after), changed.After));
        Assert.Equal(Data.Users.Count * 0.1, comparison.Before.Cost, 9);
        Assert.Equal(Enumerable.Range(0, Data.Users.Count).Average(row => Model.Predict(row, AsOf).ActionScores[(int)AgentAction.SendMessage].Probability.Value), comparison.Before.ResponseRate!.Value, 9);
    }

    [Fact]
    public void Compare_EqualSettings_NobodyChanges() =>
        Assert.Equal(0, new WhatIf(Rows, Data.Contacts, AsOf).Compare(PolicyKind.NextBestAction, new(), new AgentOptions().Copy()).Changed);

    [Fact]
    public void Choose_APolicyThatTakesChances_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new WhatIf(Rows, Data.Contacts, AsOf).Choose(PolicyKind.Learning, 0, new()));

    [Fact]
    public void Compare_AHundredThousandUsers_AllocatesNothingForEach()
    {
        var rows = PredictedRows.Of([.. Enumerable.Range(0, 100_000).Select(row => Model.Predict(row % Data.Users.Count, AsOf))]);
        var whatIf = new WhatIf(rows, ContactTable.None(rows.Count), AsOf);
        var (before, after) = (new AgentOptions(), new AgentOptions { EngagementThreshold = 0.3, Rails = new() { MaxContacts = 3, CoolDownDays = new() { SendMessage = 7 } } });
        whatIf.Compare(PolicyKind.Threshold, before, after);

        var (allocated, started) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
        whatIf.Compare(PolicyKind.Threshold, before, after);
        var took = Stopwatch.GetElapsedTime(started);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, 50_000);
        TestContext.Current.SendDiagnosticMessage($"{took.TotalMilliseconds:0.0} ms");
        // Ten times what it takes, for a machine that is busy.
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromMilliseconds(150));
    }

    [Fact]
    public void Copy_OfSettings_IsEqualAndApart()
    {
        var options = new AgentOptions { EngagementThreshold = 0.4, Seed = 3, Rails = new() { MaxContacts = 2, CoolDownDays = new() { SendMessage = 4 } }, Values = new() { SendMessage = new() { Value = 3 } }, Learning = new() { MaxExploration = 0.1 } };

        var copy = options.Copy();

        Assert.Equivalent(options, copy, strict: true);
        (copy.Rails.CoolDownDays.SendMessage, copy.Rails.MaxContacts, copy.Values.SendMessage.Value, copy.Learning.MaxExploration) = (9, 9, 9, 0.9);
        Assert.Equal((4, 2, 3.0, 0.1), (options.Rails.CoolDownDays.SendMessage, options.Rails.MaxContacts, options.Values.SendMessage.Value, options.Learning.MaxExploration));
    }
}
