using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Decisions.Learning;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Evaluation.Policies;

/// <summary>Sorts users into kinds by their engagement score.</summary>
public static class CustomerKinds
{
    private static readonly string[] Names = ["score up to 0.33", "score 0.33 to 0.67", "score above 0.67", "no probability"];

    /// <summary>The kinds that there are, by score; last those without a probability.</summary>
    /// <param name="users">The users.</param>
    /// <param name="rows">What is predicted of them, in the same order; <see langword="null"/> where nothing is.</param>
    /// <param name="today">The day on which they are looked at.</param>
    public static IReadOnlyList<CustomerKind> Of(UserTable users, PredictedRows? rows, DateOnly today)
    {
        var counts = new int[Names.Length];
        var sums = new double[Names.Length, AgentActions.All.Count, BanditFeatures.Count];
        for (var row = 0; row < users.Count; row++)
        {
            var user = users[row];
            double? score = rows is null || rows.Ranked[row] ? null : rows.Scores[row];
            var kind = score switch { null => 3, <= 0.33 => 0, <= 0.67 => 1, _ => 2 };
            counts[kind]++;
            foreach (var action in AgentActions.All)
            {
                double? response = rows is null || double.IsNaN(rows.ResponsesOf(row)[(int)action]) ? null : rows.ResponsesOf(row)[(int)action];
                var features = BanditFeatures.Of(score, response, UserActivity.DaysSinceActive(user.LastActive, today), user.Purchases, today).Span;
                for (var i = 0; i < features.Length; i++)
                    sums[kind, (int)action, i] += features[i];
            }
        }

        return [.. Enumerable.Range(0, Names.Length).Where(kind => counts[kind] > 0).Select(kind => new CustomerKind(Names[kind], counts[kind], [.. AgentActions.All.Select(action => MeanOf(sums, kind, (int)action, counts[kind]))]))];
    }

    private static BanditFeatures MeanOf(double[,,] sums, int kind, int action, int count)
    {
        var own = new double[BanditFeatures.Count];
        for (var i = 0; i < own.Length; i++)
            own[i] = sums[kind, action, i];
        return BanditFeatures.MeanOf(own, count);
    }
}
