using PersonalizedAgent.Core.Datasets.Reading;

namespace PersonalizedAgent.Core.Datasets.Health;

/// <summary>Tells what a dataset can answer and what not, and what is wrong with it. Pure: the same data and day, the same diagnosis.</summary>
public static class Doctor
{
    /// <summary>Examines a dataset: one pass over its orders and contacts, at most one sort for each further column of numbers.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="today">The day it is taken for, as <see cref="Dataset.Today"/> says.</param>
    /// <param name="horizonDays">How far predictions look ahead, 1 to 3,660 days.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="horizonDays"/> is less than 1 or greater than 3,660.</exception>
    public static Diagnosis Examine(Dataset dataset, DateOnly today, int horizonDays = 30)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizonDays, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(horizonDays, 3660);
        var history = OrderHistory.Of(dataset, today, horizonDays);
        Found[] found =
        [
            .. TallyChecks.Find(dataset.Report),
            .. UserChecks.Find(dataset, today),
            .. HistoryChecks.Find(dataset, history, today),
            .. ClassChecks.Find(dataset, history),
            .. ColumnChecks.Find(dataset),
            .. LeakChecks.Find(dataset, history),
            .. CoverageChecks.Find(dataset, history),
        ];

        var files = dataset.Report.Files.Select(file => file.FileName).ToList();
        found =
        [
            .. found
                .OrderBy(one => one.Finding.Severity)
                .ThenByDescending(one => one.Finding.Count)
                .ThenBy(one => files.IndexOf(one.Finding.File) is >= 0 and var place ? place : int.MaxValue),
        ];
        return new Diagnosis(
            dataset.Name,
            dataset.Version,
            today,
            horizonDays,
            [.. dataset.Report.Files.Select(Summary)],
            Verdict.Of(dataset, history, found, today),
            [.. found.Select(one => one.Finding)]);
    }

    /// <summary>The name of a table's file, or the one it would have.</summary>
    internal static string FileOf(DatasetReport report, DatasetTable table) => report.Of(table)?.FileName ?? DatasetSchema.FileName(table);

    private static TableSummary Summary(ReadReport file) => new(file.Table, file.FileName, file.RowCount, file.RowCount - file.LeftOutCount, file.LeftOutCount);
}
