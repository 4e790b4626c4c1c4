using PersonalizedAgent.Core.Datasets.Columns;
using PersonalizedAgent.Core.Datasets.Reading;

namespace PersonalizedAgent.Core.Datasets.Health;

/// <summary>Further columns of users that seem to know what is asked: whether a user ordered after the anchor. Such a column was filled in afterwards; a missing value can tell as much as any other.</summary>
internal static class LeakChecks
{
    private const int LeastUsers = 50;
    private const int LeastOfClass = 10;

    /// <summary>No honest column tells who orders so well.</summary>
    private const double TooGood = 0.98;

    /// <summary>A category with fewer users says too little of itself.</summary>
    private const int LeastInCategory = 20;

    /// <summary>Of users without a late day so few may have ordered for late days to be telling.</summary>
    private const double FewOthers = 0.5;

    public static IEnumerable<Found> Find(Dataset dataset, OrderHistory history)
    {
        var (all, ordered) = (dataset.Users.Count, history.OrderedCount);
        if (all < LeastUsers || ordered < LeastOfClass || all - ordered < LeastOfClass)
            return [];
        return dataset.Users.Columns.Where(column => column.IsFurther).Select(column => Check(dataset, history, column)).OfType<Found>();
    }

    private static Found? Check(Dataset dataset, OrderHistory history, UserColumn column)
    {
        var data = dataset.Users.DataOf(column);
        var auc = data switch
        {
            NumberData numbers => OfNumbers(numbers.Span, history),
            DayData days => OfDays(days.Span, history),
            CategoryData codes => OfCategories(codes.Span, dataset.Users.CategoryCount(column), history),
            _ => 0.5,
        };
        if (auc >= TooGood)
            return Knows(dataset, column, dataset.Users.Count, Severity.Serious, "its values tell apart nearly all users who ordered from those who did not");
        return data is DayData late && LateDays(late.Span, history) is > 0 and var count
            ? Knows(dataset, column, count, Severity.Warning, $"nearly all {Words.Count(count, "user")} with a day after {Words.Day(history.Anchor)} in it ordered after that day")
            : null;
    }

    private static Found Knows(Dataset dataset, UserColumn column, int count, Severity severity, string how) => Found.That(
        severity,
        Doctor.FileOf(dataset.Report, DatasetTable.Users),
        count,
        $"column {Words.Name(column.Name)} seems to know the answer: {how}",
        "It was perhaps filled in after the orders it should help to predict. Predictions would look far better than they are.",
        "Leave the column out, or export it as it was before those orders; where it says when users came, leave out those who came since.",
        Question.Orders);

    private static double OfNumbers(ReadOnlySpan<double> values, OrderHistory history)
    {
        var (present, labels) = (new double[values.Length], new byte[values.Length]);
        var count = 0;
        for (var user = 0; user < values.Length; user++)
        {
            if (double.IsNaN(values[user]))
                continue;
            present[count] = values[user];
            labels[count++] = history.HasOrdered[user] ? (byte)1 : (byte)0;
        }

        return WithMissing(present.AsSpan(0, count), labels.AsSpan(0, count), values.Length, history.OrderedCount);
    }

    private static double OfDays(ReadOnlySpan<int> days, OrderHistory history)
    {
        var values = new double[days.Length];
        for (var user = 0; user < days.Length; user++)
            values[user] = days[user] == IntegerData.NoValue ? double.NaN : days[user];
        return OfNumbers(values, history);
    }

    /// <summary>Missing values rank below or above all others, whichever tells more; and the order may be turned round.</summary>
    private static double WithMissing(Span<double> values, Span<byte> labels, int all, int ordered)
    {
        var positives = 0;
        foreach (var label in labels)
            positives += label;
        var negatives = values.Length - positives;
        var (missingPositives, missingNegatives) = (ordered - positives, all - ordered - negatives);
        var pairs = (double)ordered * (all - ordered);
        var wins = RankAuc.Of(values, labels) * positives * negatives + missingPositives * (double)missingNegatives / 2;
        var below = (wins + (double)positives * missingNegatives) / pairs;
        var above = (wins + (double)missingPositives * negatives) / pairs;
        return Math.Max(Math.Max(below, 1 - below), Math.Max(above, 1 - above));
    }

    /// <summary>Each category is ranked by how many of it ordered; the small ones are taken together.</summary>
    private static double OfCategories(ReadOnlySpan<int> codes, int categories, OrderHistory history)
    {
        var (positives, all) = (new int[categories + 1], new int[categories + 1]);
        for (var user = 0; user < codes.Length; user++)
        {
            var category = codes[user] == IntegerData.NoValue ? categories : codes[user];
            all[category]++;
            positives[category] += history.HasOrdered[user] ? 1 : 0;
        }

        var large = Enumerable.Range(0, all.Length).Where(category => all[category] >= LeastInCategory).Select(category => (positives[category], all[category])).ToList();
        large.Add((history.OrderedCount - large.Sum(group => group.Item1), codes.Length - large.Sum(group => group.Item2)));
        return RankAuc.OfGroups(large);
    }

    /// <summary>How many users have a day after the anchor, where nearly all of those ordered and few of the others; else 0.</summary>
    private static int LateDays(ReadOnlySpan<int> days, OrderHistory history)
    {
        var (late, lateOrdered) = (0, 0);
        for (var user = 0; user < days.Length; user++)
        {
            if (days[user] == IntegerData.NoValue || days[user] <= history.Anchor.DayNumber)
                continue;
            late++;
            lateOrdered += history.HasOrdered[user] ? 1 : 0;
        }

        return late >= LeastOfClass && Shares.Of(lateOrdered, late) >= TooGood && Shares.Of(history.OrderedCount - lateOrdered, days.Length - late) <= FewOthers ? late : 0;
    }
}
