using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Decisions.Learning;

/// <summary>
/// What the learning policy sees of a user and an action: a few numbers between -0.5 and 1, whatever the data. Immutable.
/// <list type="table">
/// <item><term><c>constant</c></term><description>1</description></item>
/// <item><term><c>engagement</c></term><description>the engagement score less 0.5; 0 where it answers no question (ranks and lots), as those are on another scale</description></item>
/// <item><term><c>response</c></term><description>the predicted probability of a response to this action; 0 where it is unknown</description></item>
/// <item><term><c>unknown response</c></term><description>1 where that probability is unknown, else 0</description></item>
/// <item><term><c>recency</c></term><description>ln(1 + days since last active) / ln(366); 1 from a year on and where it is unknown</description></item>
/// <item><term><c>purchases</c></term><description>ln(1 + purchases) / ln(101); 1 from a hundred on, 0 where they are unknown</description></item>
/// <item><term><c>weekend</c></term><description>1 on Saturday and Sunday, else 0</description></item>
/// </list>
/// </summary>
public sealed class BanditFeatures
{
    private const int MostDays = 365;
    private const int MostPurchases = 100;

    private readonly double[] _values;

    private BanditFeatures(double[] values) => _values = values;

    /// <summary>What the numbers are, in their order.</summary>
    public static IReadOnlyList<string> Names { get; } = ["constant", "engagement", "response", "unknown response", "recency", "purchases", "weekend"];

    /// <summary>The numbers, in the order of <see cref="Names"/>.</summary>
    public IReadOnlyList<double> Values => _values;

    /// <summary>How many numbers there are.</summary>
    internal static int Count => 7;

    /// <summary>What is assumed of the weights before anything is learned: the reward is the predicted probability; where that is unknown, every fourth contact has one.</summary>
    internal static ReadOnlySpan<double> PriorWeights => [0, 0, 1, 0.25, 0, 0, 0];

    internal ReadOnlySpan<double> Span => _values;

    /// <summary>Of a user as a policy sees it.</summary>
    /// <param name="input">All that a policy may look at.</param>
    /// <param name="action">The action.</param>
    public static BanditFeatures Of(PolicyInput input, AgentAction action)
    {
        var (user, prediction, day) = (input.User, input.Prediction, DateOnly.FromDateTime(input.At.DateTime));
        return Of(prediction.Task is null ? null : prediction.EngagementScore.Value, input.ResponseTo(action), UserActivity.DaysSinceActive(user.LastActive, day), user.Purchases, day);
    }

    /// <summary>Of single facts.</summary>
    /// <param name="engagement">The engagement score, 0 to 1; <see langword="null"/> where it is unknown.</param>
    /// <param name="response">The predicted probability of a response to the action, 0 to 1; <see langword="null"/> where it is unknown.</param>
    /// <param name="daysSinceActive">Days since the user was last active; <see langword="null"/> where it is unknown.</param>
    /// <param name="purchases">How often the user bought; <see langword="null"/> where it is unknown.</param>
    /// <param name="day">The day of the decision.</param>
    /// <remarks>Numbers out of range count as the nearest one in it.</remarks>
    public static BanditFeatures Of(double? engagement, double? response, int? daysSinceActive, int? purchases, DateOnly day) => new(
    [
        1,
        Math.Clamp(engagement ?? 0.5, 0, 1) - 0.5,
        Math.Clamp(response ?? 0, 0, 1),
        response is null ? 1 : 0,
        Share(daysSinceActive ?? MostDays, MostDays),
        Share(purchases ?? 0, MostPurchases),
        day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 1 : 0,
    ]);

    /// <summary>The mean of each number over many: what is believed there is believed of their mean reward, as a belief is linear in the numbers.</summary>
    /// <param name="sums">The sums, in the order of <see cref="Names"/>.</param>
    /// <param name="count">How many were summed up; at least 1.</param>
    internal static BanditFeatures MeanOf(ReadOnlySpan<double> sums, int count)
    {
        var values = new double[sums.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = sums[i] / count;
        return new BanditFeatures(values);
    }

    private static double Share(int count, int most) => Math.Log(1 + Math.Clamp(count, 0, most)) / Math.Log(1 + most);
}
