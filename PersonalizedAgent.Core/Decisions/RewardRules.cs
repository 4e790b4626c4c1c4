using System.Globalization;

namespace PersonalizedAgent.Core.Decisions;

/// <summary>When a reward may come.</summary>
public static class RewardRules
{
    /// <summary>A clock that is this much ahead of ours is no lie.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    /// <summary>Why a reward does not count.</summary>
    /// <param name="decision">What it is for.</param>
    /// <param name="at">When it came, as its sender says.</param>
    /// <param name="now">The time.</param>
    /// <param name="options">The window.</param>
    /// <returns>A sentence for people; <see langword="null"/> where it counts.</returns>
    public static string? WhyNot(Decision decision, DateTimeOffset at, DateTimeOffset now, AgentOptions options) =>
        at > now + Ahead ? "The time of the reward lies in the future."
        : at < decision.At - Ahead ? "The reward is older than its decision."
        : at > decision.At + options.RewardWindow ? string.Create(CultureInfo.InvariantCulture, $"The reward came too late: it counts within {options.RewardWindow:c} (Agent:RewardWindow) of its decision.")
        : null;
}
