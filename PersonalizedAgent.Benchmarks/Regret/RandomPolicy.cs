using PersonalizedAgent.Core.Decisions;

namespace PersonalizedAgent.Benchmarks.Regret;

/// <summary>Any action, each alike.</summary>
internal sealed class RandomPolicy : IDecisionPolicy
{
    public string Name => "random";

    public string Version => "random-1";

    public PolicyChoice Choose(PolicyInput input) => new(input.Allowed[(int)(input.Draw * input.Allowed.Count)], 1.0 / input.Allowed.Count, Name);
}
