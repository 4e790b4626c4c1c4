using PersonalizedAgent.Core.Datasets.Reading;

namespace PersonalizedAgent.Core.Datasets.Health;

/// <summary>Whether orders go back far enough, and reach to today.</summary>
internal static class HistoryChecks
{
    /// <summary>With fewer horizons there is no window to learn from besides the one before it.</summary>
    private const int LeastHorizons = 2;

    /// <summary>With fewer the season is mistaken for the rule.</summary>
    private const int GoodHorizons = 4;

    public static IEnumerable<Found> Find(Dataset dataset, OrderHistory history, DateOnly today)
    {
        if (history.Last is not { } last)
            yield break;
        if (Short(dataset, history) is { } tooShort)
            yield return tooShort;
        if (today.DayNumber - last.DayNumber > history.HorizonDays)
            yield return Stale(dataset, history, last, today);
        if (history.FarBefore > 0)
            yield return FarBefore(dataset, history);
    }

    private static Found FarBefore(Dataset dataset, OrderHistory history) => Found.That(
        Severity.Warning,
        Doctor.FileOf(dataset.Report, DatasetTable.Orders),
        history.FarBefore,
        $"{Words.Count(history.FarBefore, "order lies", "orders lie")} two years or more before all others",
        "Such a date often stands for none.",
        "Check the earliest dates; leave these orders out if their date is not known.",
        Question.Orders);

    private static Found? Short(Dataset dataset, OrderHistory history)
    {
        var (span, horizon) = (history.SpanDays, history.HorizonDays);
        if (span >= GoodHorizons * horizon)
            return null;
        var isSerious = span < LeastHorizons * horizon;
        var needed = (isSerious ? LeastHorizons : GoodHorizons) * horizon;
        return Found.That(
            isSerious ? Severity.Serious : Severity.Warning,
            Doctor.FileOf(dataset.Report, DatasetTable.Orders),
            span,
            $"orders span only {Words.Count(span, "day")}, less than {Words.Count(needed, "day")} ({(isSerious ? "two" : "four")} horizons)",
            isSerious ? "To learn takes a stretch to know users from and another to see what they did." : "With few stretches to learn from, a season or a single event is mistaken for the rule.",
            "Export a longer history, or ask for a shorter horizon.",
            Question.Orders,
            Question.NextItems);
    }

    private static Found Stale(Dataset dataset, OrderHistory history, DateOnly last, DateOnly today)
    {
        var days = today.DayNumber - last.DayNumber;
        return Found.That(
            Severity.Warning,
            Doctor.FileOf(dataset.Report, DatasetTable.Orders),
            days,
            $"the last order is {Words.Count(days, "day")} old, and the dataset takes {Words.Day(today)} for today",
            $"Nobody ordered within the last {Words.Count(history.HorizonDays, "day")}, so everybody looks lost.",
            "Export the orders up to now, or let the dataset run on the day after its last event.",
            Question.Orders,
            Question.NextItems);
    }
}
