using PersonalizedAgent.Core.Datasets.Columns;
using PersonalizedAgent.Core.Datasets.Reading;

namespace PersonalizedAgent.Core.Datasets.Health;

/// <summary>Further columns of users that say nothing of what users will do.</summary>
internal static class ColumnChecks
{
    /// <summary>So many different texts are no accident.</summary>
    private const int LeastDistinct = 20;

    /// <summary>A column with more missing is almost empty.</summary>
    private const double AlmostEmpty = 0.95;

    public static IEnumerable<Found> Find(Dataset dataset) =>
        dataset.Users.Columns.Where(column => column.IsFurther && dataset.Users.Count > 0).Select(column => Check(dataset, column)).OfType<Found>();

    private static Found? Check(Dataset dataset, UserColumn column)
    {
        var (missing, isConstant) = dataset.Users.DataOf(column) switch
        {
            NumberData numbers => Survey(numbers.Span, double.IsNaN),
            IntegerData integers => Survey(integers.Span, value => value == IntegerData.NoValue),
            _ => default,
        };
        var all = dataset.Users.Count;
        var (file, name) = (Doctor.FileOf(dataset.Report, DatasetTable.Users), Words.Name(column.Name));
        if (Shares.Of(missing, all) >= AlmostEmpty)
        {
            return Found.That(
                Severity.Note, file, missing, missing == all ? $"column {name} is empty" : $"column {name} is almost empty: {Words.Percent(Shares.Of(missing, all))} of users have no value",
                "It tells something of few users only.", "Leave the column out, or fill it in.");
        }

        if (isConstant && missing == 0 && all > 1)
            return Found.That(Severity.Note, file, all, $"column {name} says the same of all users", "It tells nobody apart.", "Leave the column out.");

        var present = all - missing;
        return column.Kind == ColumnKind.Category && present >= LeastDistinct && dataset.Users.CategoryCount(column) == present
            ? Found.That(
                Severity.Note, file, present, $"column {name} says something else of every user, as an id or a name does",
                "It tells who someone is, and nothing of what they will do.", "Leave the column out: it is of no use for predictions and is personal data.")
            : null;
    }

    /// <summary>How many values are missing, and whether the others are all the same.</summary>
    private static (int Missing, bool IsConstant) Survey<T>(ReadOnlySpan<T> values, Func<T, bool> isMissing) where T : struct, IEquatable<T>
    {
        var (missing, isConstant) = (0, true);
        T? first = null;
        foreach (var value in values)
        {
            if (isMissing(value))
            {
                missing++;
                continue;
            }

            first ??= value;
            isConstant &= value.Equals(first.GetValueOrDefault());
        }

        return (missing, isConstant);
    }
}
