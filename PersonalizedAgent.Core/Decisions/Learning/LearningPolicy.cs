using System.Globalization;
using PersonalizedAgent.Core.Actions;

namespace PersonalizedAgent.Core.Decisions.Learning;

/// <summary>
/// A contextual bandit: takes each allowed action with the probability that its expected reward is the greatest (<see cref="ThompsonSampling"/>), where all but
/// the one of the greatest mean (the greedy one; among equals the first of <see cref="AgentActions.All"/>) have together at most
/// <see cref="LearningOptions.MaxExploration"/>. Which one it is, is told by <see cref="PolicyInput.Draw"/>. Immutable: what is learned is another policy.
/// </summary>
/// <param name="state">What was learned.</param>
public sealed class LearningPolicy(BanditState state) : IDecisionPolicy
{
    /// <inheritdoc/>
    public string Name => "learning";

    /// <inheritdoc/>
    public string Version => state.Version;

    /// <inheritdoc/>
    public PolicyChoice Choose(PolicyInput input)
    {
        var beliefs = state.Believe(input, input.Allowed);
        var greedy = GreedyOf(beliefs);
        var propensities = ThompsonSampling.Bounded(ThompsonSampling.Propensities(beliefs), greedy, input.Options.Learning.MaxExploration);
        var chosen = Drawn(propensities, input.Draw, greedy);
        return new PolicyChoice(input.Allowed[chosen], propensities[chosen], Reason(input.Allowed, beliefs, greedy, chosen, propensities[chosen]))
        {
            Candidates = [.. input.Allowed.Select((action, place) => new Candidate(action, propensities[place], beliefs[place].Mean))],
        };
    }

    /// <summary>The place of the greatest mean; the first among equals.</summary>
    internal static int GreedyOf(IReadOnlyList<Belief> beliefs)
    {
        var greedy = 0;
        for (var i = 1; i < beliefs.Count; i++)
            greedy = beliefs[i].Mean > beliefs[greedy].Mean ? i : greedy;
        return greedy;
    }

    /// <summary>The first place up to which the probabilities sum to more than the draw; the greedy one where rounding leaves none.</summary>
    private static int Drawn(double[] propensities, double draw, int greedy)
    {
        var sum = 0.0;
        for (var i = 0; i < propensities.Length; i++)
        {
            sum += propensities[i];
            if (draw < sum)
                return i;
        }

        return greedy;
    }

    private static string Reason(IReadOnlyList<AgentAction> allowed, IReadOnlyList<Belief> beliefs, int greedy, int chosen, double propensity)
    {
        var others = string.Join(", ", allowed.Select((action, place) => (action, place)).Where(entry => entry.place != chosen).Select(entry => Told(entry.action, beliefs[entry.place])));
        var what = chosen == greedy ? "greatest expected reward" : "explored, expected reward";
        return string.Create(CultureInfo.InvariantCulture, $"{what}: {Told(allowed[chosen], beliefs[chosen])}{(others.Length > 0 ? $"; else {others}" : "")}; taken with probability {propensity:0.000}");
    }

    /// <summary>The mean, and how far the 95 % band reaches to either side.</summary>
    private static string Told(AgentAction action, Belief belief) =>
        string.Create(CultureInfo.InvariantCulture, $"{action.WireName()} {belief.Mean:0.00} ± {belief.High - belief.Mean:0.00}");
}
