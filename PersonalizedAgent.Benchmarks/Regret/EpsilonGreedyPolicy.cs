using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Decisions.Learning;

namespace PersonalizedAgent.Benchmarks.Regret;

/// <summary>With probability ε any action, each alike; else the one of the greatest expected reward. Features and model are those of the learning policy.</summary>
internal sealed class EpsilonGreedyPolicy(BanditState state, double epsilon) : IDecisionPolicy
{
    public string Name => "epsilon-greedy";

    public string Version => state.Version;

    public PolicyChoice Choose(PolicyInput input)
    {
        var greedy = LearningPolicy.GreedyOf(state.Believe(input, input.Allowed));
        var place = input.Draw < epsilon ? Math.Min((int)(input.Draw / epsilon * input.Allowed.Count), input.Allowed.Count - 1) : greedy;
        return new PolicyChoice(input.Allowed[place], epsilon / input.Allowed.Count + (place == greedy ? 1 - epsilon : 0), Name);
    }
}
