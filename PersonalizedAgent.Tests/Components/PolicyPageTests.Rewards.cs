using Bunit;
using Microsoft.Extensions.DependencyInjection;
using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Decisions.Learning;
using PersonalizedAgent.Tests.Kumo;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Components;

/// <summary>What rewards do to the page, and what goes wrong.</summary>
public sealed partial class PolicyPageTests
{
    [Fact]
    public async Task DecisionLog_WithoutRewards_SaysSo_ThenJudges()
    {
        var page = await RenderAsync();
        await ActAsync(page, () => Find(page, "on-decisions").ClickAsync(new()));
        await DrawnAsync(() => Has(page, "pays-empty"), "that there are no rewards");
        Assert.Contains("No decision on this data has a reward yet.", Text(page, "pays-empty"), StringComparison.Ordinal);

        await RewardAsync(1);

        await DrawnAsync(() => Has(page, "pays-table"), "the table");
        Assert.Contains("100.0", Text(page, "pays-as-logged"), StringComparison.Ordinal);
        Assert.Contains("had no chance of being done", Text(page, "pays-random"), StringComparison.Ordinal);
        Assert.StartsWith("Judged on 1 rewarded decision,", Text(page, "pays-setting"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rewards_MoveWhatIsBelieved_AndCanBeLookedBackAt()
    {
        var page = await RenderAsync();
        var prior = Text(page, "belief-table");

        var first = await RewardAsync(1);
        await DrawnAsync(() => page.FindAll("[data-testid=moves] li").Count == 1, "the first reward");
        await RewardAsync(0);
        await DrawnAsync(() => page.FindAll("[data-testid=moves] li").Count == 2, "the second reward");

        Assert.Equal($"/decisions/{first}", page.FindAll("[data-testid=moves] a")[1].GetAttribute("href"));
        Assert.NotEqual(prior, Text(page, "belief-table"));
        Assert.Equal("2", Text(page, "history-at"));

        await ActAsync(page, () => Find(page, "history").InputAsync(new() { Value = "0" }));

        Assert.Equal("0", Text(page, "history-at"));
        Assert.Equal(prior, Text(page, "belief-table"));
        Assert.True(Has(page, "moves-empty"));
    }

    [Fact]
    public async Task WhatGoesWrong_IsSaid_AndTriedAgain()
    {
        _folder = World.MadeUp(7).Write();
        var options = Services.GetRequiredService<AgentOptions>();
        var learning = options.Learning;
        options.Learning = null!;
        var page = await RenderAsync(_folder.Folder);
        await DrawnAsync(() => Has(page, "pays-failed"), "the failure");
        Assert.Contains("The policies could not be judged.", Text(page, "pays-failed"), StringComparison.Ordinal);
        options.Learning = learning;

        await ActAsync(page, () => Find(page, "pays-retry").ClickAsync(new()));

        await DrawnAsync(() => Has(page, "pays-table"), "the table");
    }

    private async Task<Guid> RewardAsync(double reward)
    {
        var decision = Sample.Decision(dataset: Store.Current.Version) with
        {
            User = Sample.User,
            Settings = Policies.Options,
            Choice = new PolicyChoice(AgentAction.RecommendProduct, 1, "as told") { Candidates = [.. AgentActions.All.Select(action => new Candidate(action, action == AgentAction.RecommendProduct ? 1 : 0))] },
        };
        await Log.AppendAsync(decision, Token);
        await Log.RewardAsync(decision.Id, new Reward(reward, Sample.Now), Token);
        await Services.GetRequiredService<Learner>().CatchUpAsync(Token);
        return decision.Id;
    }
}
