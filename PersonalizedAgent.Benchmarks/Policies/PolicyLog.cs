using PersonalizedAgent.Core.Evaluation.Policies;

namespace PersonalizedAgent.Benchmarks.Policies;

/// <summary>A log as it was read.</summary>
/// <param name="Actions">The names of its actions: by number where all are numbers, else by letter.</param>
/// <param name="Log">Its rows.</param>
/// <param name="Table">The columns that were read.</param>
/// <param name="Layout">Which of them mean what.</param>
internal sealed record PolicyLog(IReadOnlyList<string> Actions, ActionLog Log, LogTable Table, LogLayout Layout)
{
    private const int MostActions = 1000;

    /// <exception cref="UnusableLogException">It cannot be read so.</exception>
    public static PolicyLog Read(string path, LogLayout layout, IEnumerable<string> furtherColumns)
    {
        var columns = new[] { layout.Action, layout.Reward }.Concat(layout.Propensity is { } name ? [name] : []).Concat(layout.Features.Select(Features.ColumnOf)).Concat(furtherColumns);
        var table = LogTable.Read(path, columns);
        var taken = table[layout.Action];
        var actions = Sorted(taken.Distinct(StringComparer.Ordinal));
        if (actions.Length > MostActions)
            throw new UnusableLogException(FormattableString.Invariant($"{path}: `{layout.Action}` has {actions.Length:#,0} different actions; more than {MostActions:#,0} are too many. Name another column: --action COLUMN."));
        var places = actions.Select((action, place) => (action, place)).ToDictionary(pair => pair.action, pair => pair.place, StringComparer.Ordinal);
        var rewards = table.Numbers(layout.Reward, _ => true, "number");
        var propensities = Propensities(table, layout);
        return new(actions, new(taken.Select((action, row) => new LoggedAction(places[action], rewards[row], propensities[row])), actions.Length), table, layout);
    }

    /// <summary>Some of its rows.</summary>
    public ActionLog Pick(IEnumerable<int> rows) => new(rows.Select(row => Log.Rows[row]), Log.Actions);

    /// <summary>A blank is no propensity.</summary>
    private static double?[] Propensities(LogTable table, LogLayout layout)
    {
        if (layout.Propensity is not { } column)
            return [.. Enumerable.Repeat(layout.PropensityValue, table.Rows)];
        var texts = table[column];
        return texts.Contains("")
            ? Array.ConvertAll(texts, text => LogTable.TryNumber(text, out var value) && value is > 0 and <= 1 ? value : (double?)null)
            : Array.ConvertAll(table.Numbers(column, value => value is > 0 and <= 1, "probability greater than 0 and at most 1"), value => (double?)value);
    }

    private static string[] Sorted(IEnumerable<string> actions)
    {
        string[] all = [.. actions];
        return all.All(action => LogTable.TryNumber(action, out _))
            ? [.. all.OrderBy(action => LogTable.TryNumber(action, out var value) ? value : 0)]
            : [.. all.Order(StringComparer.OrdinalIgnoreCase).ThenBy(action => action, StringComparer.Ordinal)];
    }
}
