using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Decisions.Learning;
using PersonalizedAgent.Core.Evaluation.Policies;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Tests.Kumo;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Evaluation.Policies;

/// <summary>Policies judged on contacts, and on decisions by their receipts.</summary>
public sealed class LoggedTrialTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Contacts_LaterRows_DoNotChangeWhatWasLearned()
    {
        var world = World.MadeUp(7, users: 100);
        var other = world.Copy();
        // Every later response is turned round: what is predicted of the rows must not move.
        var times = world.Contacts.Select(contact => contact.At).Order().ToArray();
        var split = times[(int)(ContactTrial.LearnedShare * times.Length)];
        for (var i = 0; i < other.Contacts.Count; i++)
            other.Contacts[i] = other.Contacts[i].At >= split && other.Contacts[i].At == other.Contacts.Where(contact => contact.User == other.Contacts[i].User).Max(contact => contact.At) ? other.Contacts[i] with { Responded = !other.Contacts[i].Responded } : other.Contacts[i];

        var (first, second) = (ContactTrial.Of(world.Read(), new KumoOptions(), new LearningOptions(), Token), ContactTrial.Of(other.Read(), new KumoOptions(), new LearningOptions(), Token));

        Assert.NotNull(first);
        Assert.NotNull(second);
        Assert.Equal(times.Count(time => time >= split), first.Log.Count);
        Assert.Equal(first.Rows.Scores, second.Rows.Scores);
        Assert.Equal(first.Rows.Responses, second.Rows.Responses);
        Assert.Equal(first.Beliefs, second.Beliefs);
        Assert.NotEqual(first.Log.Rows.Sum(row => row.Reward), second.Log.Rows.Sum(row => row.Reward));
    }

    [Fact]
    public void Contacts_WithoutPropensities_TellOnlyWhatWasDone()
    {
        var trial = ContactTrial.Of(World.MadeUp(7).Read(), new KumoOptions(), new LearningOptions(), Token)!;

        var judged = trial.Judge(new AgentOptions(), Token);

        Assert.Equal(["as logged", "random", "always offer_discount", "always recommend_product", "always send_message", "threshold", "next best action", "learning"], judged.Select(judgement => judgement.Name));
        Assert.NotNull(judged[0].Main);
        Assert.All(judged.Skip(1), judgement => Assert.Contains("propensity", judgement.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Decisions_WithoutChance_TellNothingOfOtherActions()
    {
        var trial = (await DecisionTrial.OfAsync(States(propensity: 1), Token))!;

        var judged = trial.Judge(new AgentOptions { EngagementThreshold = 0.5 }, Token).ToDictionary(judgement => judgement.Name);

        Assert.Equal(1, judged["as logged"].Main!.Value.Value, 9);
        Assert.Equal(1, judged["threshold"].Main!.Value.Value, 9);
        Assert.Equal("66.7 % of what it would do had no chance of being done, so the log cannot tell what would have come of it.", judged["random"].Reason);
        Assert.NotNull(trial.JudgeDraft(PolicyKind.Threshold, new AgentOptions { EngagementThreshold = 0.9 }).Reason);
    }

    [Fact]
    public async Task Decisions_Random_AreWeighed()
    {
        var trial = (await DecisionTrial.OfAsync(States(propensity: 1.0 / 3), Token))!;

        var judged = trial.Judge(new AgentOptions(), Token).ToDictionary(judgement => judgement.Name);

        Assert.Equal(3, judged["always recommend_product"].Ips!.Value.Value, 9);
        Assert.True(judged["always recommend_product"].IsSuspect);
        Assert.NotNull(judged["always send_message"].Reason);
        Assert.Equal(1, judged["random"].Ips!.Value.Value, 9);
        Assert.False(judged["random"].IsSuspect);
    }

    [Fact]
    public async Task Decisions_WithoutRewards_AreNone() => Assert.Null(await DecisionTrial.OfAsync(States(1, count: 0), Token));

    /// <summary>Products recommended with a reward of 1.</summary>
    private static async IAsyncEnumerable<LearnedState> States(double propensity, int count = 200)
    {
        await Task.Yield();
        var state = BanditState.Initial(new LearningOptions());
        yield return new LearnedState(state, null);
        for (var i = 0; i < count; i++)
        {
            var decision = Sample.Decision() with
            {
                User = Sample.User,
                Settings = new AgentOptions(),
                Choice = new PolicyChoice(AgentAction.RecommendProduct, propensity, "drawn")
                {
                    Candidates = [.. AgentActions.All.Select(action => new Candidate(action, propensity < 1 ? propensity : action == AgentAction.RecommendProduct ? 1 : 0))],
                },
            };
            state = state.Learn(BanditFeatures.Of(0.8, null, 2, 5, Sample.Today), AgentAction.RecommendProduct, 1);
            yield return new LearnedState(state, new LoggedDecision(i + 1, decision) { Reward = new Reward(1, Sample.Now) });
        }
    }
}
