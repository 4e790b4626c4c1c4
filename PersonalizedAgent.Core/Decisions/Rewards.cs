namespace PersonalizedAgent.Core.Decisions;

/// <summary>The rules of rewards, the same in every log.</summary>
internal static class Rewards
{
    /// <summary>Refuses what is no reward.</summary>
    public static void Check(Reward reward)
    {
        if (!(reward.Value is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(reward), reward.Value, "A reward must lie in [0, 1].");
    }

    /// <summary>What becomes of a second reward: one that repeats the first changes nothing, any other is refused; the default is never a person's word, so it can only repeat.</summary>
    public static RewardOutcome Again(Reward earlier, Reward reward) => earlier.Value.Equals(reward.Value) || reward.IsDefault ? RewardOutcome.Repeated : RewardOutcome.Refused;
}
