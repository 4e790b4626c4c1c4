using System.Globalization;
using PersonalizedAgent.Core.Actions;

namespace PersonalizedAgent.Core.Decisions.Policies;

/// <summary>
/// Takes the allowed action of the greatest value × probability of a response − cost; among equals the first of <see cref="AgentActions.All"/>. An action
/// whose probability the backend does not say is not weighed; where it says none, <see cref="ThresholdPolicy"/> chooses and the reason says so.
/// An action is taken even where all of them cost more than they bring: whether to contact at all is for guard rails to say.
/// </summary>
public sealed class NextBestActionPolicy : IDecisionPolicy
{
    private static readonly ThresholdPolicy Threshold = new();

    /// <inheritdoc/>
    public string Name => "next-best-action";

    /// <inheritdoc/>
    public string Version => "next-best-action-1";

    /// <inheritdoc/>
    public PolicyChoice Choose(PolicyInput input)
    {
        var weighed = input.Allowed.Select(action => (Action: action, Worth: WorthOf(input, action))).ToList();
        var known = weighed.Where(entry => entry.Worth is not null).OrderByDescending(entry => entry.Worth).ToList();
        if (known.Count == 0)
            return Threshold.Choose(input) is var choice ? choice with { Reason = $"no probabilities of a response, so by the threshold: {choice.Reason}" } : choice;

        var best = known[0].Action;
        var others = known.Count == 1 ? "" : $", before {string.Join(", ", known.Skip(1).Select(entry => Sum(input, entry.Action, entry.Worth!.Value)))}";
        var unknown = string.Concat(weighed.Where(entry => entry.Worth is null).Select(entry => $"; nothing is known of {entry.Action.WireName()}"));
        return new PolicyChoice(best, Propensity: 1, $"worth most: {Sum(input, best, known[0].Worth!.Value)}{others}{unknown}")
        {
            Candidates = [.. weighed.Select(entry => new Candidate(entry.Action, entry.Action == best ? 1 : 0, entry.Worth))],
        };
    }

    private static double? WorthOf(PolicyInput input, AgentAction action) =>
        input.Options.Values.Of(action) is var value && input.ResponseTo(action) is { } probability ? value.Value * probability - value.Cost : null;

    private static string Sum(PolicyInput input, AgentAction action, double worth)
    {
        var value = input.Options.Values.Of(action);
        return string.Create(CultureInfo.InvariantCulture, $"{action.WireName()} {value.Value:0.00} × {input.ResponseTo(action):0.000} − {value.Cost:0.00} = {worth:0.00}");
    }
}
