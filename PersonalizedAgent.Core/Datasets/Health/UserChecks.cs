using PersonalizedAgent.Core.Datasets.Reading;

namespace PersonalizedAgent.Core.Datasets.Health;

/// <summary>Users whose data cannot be right.</summary>
internal static class UserChecks
{
    public static IEnumerable<Found> Find(Dataset dataset, DateOnly today)
    {
        if (dataset.Users.CountIssues(today) is not (> 0 and var count))
            yield break;
        var all = dataset.Users.Count;
        yield return Found.That(
            Shares.IsMany(count, all) ? Severity.Serious : Severity.Warning,
            Doctor.FileOf(dataset.Report, DatasetTable.Users),
            count,
            $"the agent will not decide on {Words.Count(count, "user")} ({Words.Percent(Shares.Of(count, all))}) whose data cannot be right",
            "A decision on wrong data would be worse than none.",
            "Correct the cells named by the other findings on this file.",
            Question.Orders,
            Question.Responses,
            Question.NextItems);
    }
}
