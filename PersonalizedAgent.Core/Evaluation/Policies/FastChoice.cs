using System.Numerics;
using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Decisions.Policies;

namespace PersonalizedAgent.Core.Evaluation.Policies;

/// <summary>The choices of <see cref="ThresholdPolicy"/> and <see cref="NextBestActionPolicy"/> without reasons and without memory: for many users at once.</summary>
internal static class FastChoice
{
    /// <summary>All actions, a bit for each.</summary>
    public const int All = 0b111;

    /// <summary>The bit of an action.</summary>
    public static int BitOf(AgentAction action) => 1 << (int)action;

    /// <summary>The action that a policy takes; a message where none is allowed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The policy takes chances.</exception>
    public static AgentAction Choose(PolicyKind kind, PredictedRows rows, int row, int allowed, AgentOptions options) => kind switch
    {
        _ when allowed == 0 => AgentAction.SendMessage,
        PolicyKind.Threshold => ByThreshold(rows, row, allowed, options),
        PolicyKind.NextBestAction => ByWorth(rows, row, allowed, options),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Only a policy that takes no chances."),
    };

    private static AgentAction ByThreshold(PredictedRows rows, int row, int allowed, AgentOptions options)
    {
        var wanted = rows.Scores[row] > options.EngagementThreshold ? (AgentAction)rows.Recommended[row] : AgentAction.SendMessage;
        if ((allowed & BitOf(wanted)) != 0)
            return wanted;
        if ((allowed & BitOf(AgentAction.SendMessage)) != 0)
            return AgentAction.SendMessage;
        var (best, most) = ((AgentAction)BitOperations.TrailingZeroCount(allowed), double.NegativeInfinity);
        var responses = rows.ResponsesOf(row);
        for (var action = 0; action < responses.Length; action++)
        {
            var response = double.IsNaN(responses[action]) ? 0 : responses[action];
            if ((allowed & 1 << action) != 0 && response > most)
                (best, most) = ((AgentAction)action, response);
        }

        return best;
    }

    private static AgentAction ByWorth(PredictedRows rows, int row, int allowed, AgentOptions options)
    {
        AgentAction? best = null;
        var most = double.NegativeInfinity;
        var responses = rows.ResponsesOf(row);
        for (var action = 0; action < responses.Length; action++)
        {
            if ((allowed & 1 << action) == 0 || double.IsNaN(responses[action]))
                continue;
            var value = options.Values.Of((AgentAction)action);
            if (value.Value * responses[action] - value.Cost is var worth && worth > most)
                (best, most) = ((AgentAction)action, worth);
        }

        return best ?? ByThreshold(rows, row, allowed, options);
    }
}
