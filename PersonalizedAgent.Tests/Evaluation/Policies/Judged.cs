using PersonalizedAgent.Core.Evaluation.Policies;

namespace PersonalizedAgent.Tests.Evaluation.Policies;

/// <summary>A log and policies small enough to reckon by hand.</summary>
internal static class Judged
{
    /// <summary>Always the first action has the weights 2, 0, 4, 0 on it; a quarter of the first and the rest of the second ½, 1½, 1, 1.</summary>
    public static readonly ActionLog Four = new([new(0, 1, .5), new(1, 0, .5), new(0, 0, .25), new(1, 1, .75)], 2);

    public static readonly RewardTable Expected = new([.5, .25, .5, .5, .25, .5, .75, .5], 2);

    public static readonly TargetPolicy First = TargetPolicy.Always("first", 0, 2);

    public static readonly TargetPolicy Quarter = TargetPolicy.Same("quarter", [.25, .75]);

    public static PolicyEstimate Of(PolicyValueResult result) => Assert.IsType<PolicyValueResult.Estimated>(result).Estimate;

    public static string ReasonOf(PolicyValueResult result) => Assert.IsType<PolicyValueResult.Refused>(result).Reason;
}
