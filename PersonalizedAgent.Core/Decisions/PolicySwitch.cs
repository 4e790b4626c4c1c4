using PersonalizedAgent.Core.Decisions.Policies;

namespace PersonalizedAgent.Core.Decisions;

/// <summary>Holds the policy that decides and the settings it goes by; both can be exchanged while the program runs. Safe to use from many threads.</summary>
/// <param name="kind">The policy at first.</param>
/// <param name="options">The settings at first; they are not changed, but replaced.</param>
/// <param name="learning">Gives the learning policy as it is by now.</param>
public sealed class PolicySwitch(PolicyKind kind, AgentOptions options, Func<IDecisionPolicy> learning)
{
    private static readonly ThresholdPolicy Threshold = new();
    private static readonly NextBestActionPolicy NextBest = new();

    private volatile InForce _inForce = new(kind, options);

    /// <summary>Raised after another policy or other settings came into force. Handlers return at once.</summary>
    public event Action? Changed;

    /// <summary>Which policy decides.</summary>
    public PolicyKind Kind
    {
        get => _inForce.Kind;
        set
        {
            _inForce = _inForce with { Kind = value };
            Changed?.Invoke();
        }
    }

    /// <summary>The settings in force. Never change them: put others in their place.</summary>
    public AgentOptions Options
    {
        get => _inForce.Options;
        set
        {
            _inForce = _inForce with { Options = value };
            Changed?.Invoke();
        }
    }

    /// <summary>The policy that decides, as it is by now.</summary>
    public IDecisionPolicy Current => Of(_inForce.Kind);

    /// <summary>A policy, as it is by now.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such policy.</exception>
    public IDecisionPolicy Of(PolicyKind kind) => kind switch
    {
        PolicyKind.Threshold => Threshold,
        PolicyKind.NextBestAction => NextBest,
        PolicyKind.Learning => learning(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a policy."),
    };

    private sealed record InForce(PolicyKind Kind, AgentOptions Options);
}
