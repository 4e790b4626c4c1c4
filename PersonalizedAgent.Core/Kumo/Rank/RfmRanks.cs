using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Columns;
using PersonalizedAgent.Core.Kumo.Local.Features;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Kumo.Rank;

/// <summary>
/// Ranks users by recency, interactions and purchases: in each the share of users that a user is ahead of (ties count half), and of these the mean.
/// A rank says who comes first, not how likely anything is. Immutable, safe to use from many threads.
/// </summary>
internal sealed class RfmRanks
{
    private const double MeanRank = 0.5;

    private readonly (UserColumn Column, float[] Percentiles)[] _parts;

    private RfmRanks((UserColumn Column, float[] Percentiles)[] parts, DateOnly today) => (_parts, Today) = (parts, today);

    /// <summary>The day that recency is counted from.</summary>
    public DateOnly Today { get; }

    /// <summary>Ranks all users. A column without any value does not count; a missing value, or a day in the future, counts as the least.</summary>
    public static RfmRanks Of(UserTable users, DateOnly today)
    {
        UserColumn[] columns = [UserColumn.LastActive, UserColumn.Interactions, UserColumn.Purchases];
        return new RfmRanks([.. columns.Where(users.HasValues).Select(column => (column, Percentiles((IntegerData)users.DataOf(column), column == UserColumn.LastActive ? today.DayNumber : int.MaxValue)))], today);
    }

    /// <summary>A user's rank, 0 to 1.</summary>
    public Score Of(int row)
    {
        var sum = 0.0;
        foreach (var (_, percentiles) in _parts)
            sum += percentiles[row];
        return new Score(_parts.Length == 0 ? MeanRank : Math.Clamp(sum / _parts.Length, 0, 1));
    }

    /// <summary>The prediction for a user.</summary>
    /// <param name="users">The users.</param>
    /// <param name="row">The user's row.</param>
    /// <param name="modelVersion">What made it.</param>
    /// <param name="asOf">The time as of which it is made.</param>
    public Prediction Predict(UserTable users, int row, string modelVersion, DateTimeOffset asOf)
    {
        var user = users[row];
        var (action, rule) = RuleFor(user);
        return new Prediction(user.UserId, Of(row), action, PredictionBackend.Rank, modelVersion, asOf)
        {
            ActionRule = rule,
            BaseScore = new Score(MeanRank),
            Factors = [.. _parts
                .Select(part => new Factor(Describe(part.Column, user, part.Percentiles[row]), (part.Percentiles[row] - MeanRank) / _parts.Length))
                .OrderByDescending(factor => Math.Abs(factor.Effect))],
        };
    }

    /// <summary>The action that the rules choose for a user, with the rule.</summary>
    public (Actions.AgentAction Action, string Rule) RuleFor(User user) => ActionRules.Choose(user.Purchases, UserActivity.DaysSinceActive(user.LastActive, Today), null);

    private string Describe(UserColumn column, User user, double percentile)
    {
        var value = column switch
        {
            _ when column == UserColumn.LastActive => UserActivity.DaysSinceActive(user.LastActive, Today) is { } days ? $"active {Numbers.Days(days)} ago" : "not known when active",
            _ when column == UserColumn.Interactions => user.Interactions is { } count ? Numbers.Count(count, "interaction") : "interactions unknown",
            _ => user.Purchases is { } count ? Numbers.Count(count, "purchase") : "purchases unknown",
        };
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{value}, ahead of {percentile * 100:0} % of users");
    }

    private static float[] Percentiles(IntegerData data, int last)
    {
        var values = data.Span.ToArray();
        for (var row = 0; row < values.Length; row++)
        {
            if (values[row] > last)
                values[row] = IntegerData.NoValue;
        }

        var rows = new int[values.Length];
        for (var row = 0; row < rows.Length; row++)
            rows[row] = row;
        Array.Sort(values, rows);
        var percentiles = new float[values.Length];
        for (int start = 0, end; start < values.Length; start = end)
        {
            for (end = start + 1; end < values.Length && values[end] == values[start];)
                end++;
            for (var i = start; i < end; i++)
                percentiles[rows[i]] = (start + (end - start) / 2f) / values.Length;
        }

        return percentiles;
    }
}
