using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Datasets.Reading;

namespace PersonalizedAgent.Core.Datasets.Health;

/// <summary>Whether there are examples of both: of those who did and of those who did not.</summary>
internal static class ClassChecks
{
    /// <summary>An action rarer than this is hardly tried.</summary>
    private const double HardlyTried = 0.01;

    public static IEnumerable<Found> Find(Dataset dataset, OrderHistory history) =>
        Orders(dataset, history).Concat(Responses(dataset)).Concat(Actions(dataset));

    private static IEnumerable<Found> Orders(Dataset dataset, OrderHistory history)
    {
        var (all, ordered) = (history.Examples, history.ExamplesOrdered);
        if (all == 0)
            yield break;
        var file = Doctor.FileOf(dataset.Report, DatasetTable.Orders);
        var rarer = Math.Min(ordered, all - ordered);
        var days = Words.Count(history.HorizonDays, "day");
        if (Shares.IsNearlyAbsent(ordered, all))
        {
            yield return Found.That(
                Severity.Serious, file, rarer, $"{Words.Number(ordered)} of {Words.Count(all, "earlier customer")} ({Words.Percent(Shares.Of(ordered, all))}) ordered in the last {days}",
                "Where nearly all do the same there is nothing to tell them apart by.", "Ask for another horizon, or check that all orders are in the file.", Question.Orders);
        }
        else if (rarer < Shares.FewExamples)
        {
            yield return Found.That(
                Severity.Warning, file, rarer, $"only {Words.Number(rarer)} of {Words.Count(all, "earlier customer")} {(rarer == ordered ? "ordered" : "did not order")} in the last {days}",
                $"Fewer than {Shares.FewExamples} examples say little; predictions will be unsure.", "Bring more users or a longer history, or ask for another horizon.", Question.Orders);
        }
    }

    private static IEnumerable<Found> Responses(Dataset dataset)
    {
        var all = dataset.Contacts.Count;
        if (all == 0)
            yield break;
        var file = Doctor.FileOf(dataset.Report, DatasetTable.Contacts);
        var responded = AgentActions.All.Sum(action => dataset.Contacts.CountOf(action).Responses);
        var rarer = Math.Min(responded, all - responded);
        if (Shares.IsNearlyAbsent(responded, all))
        {
            yield return Found.That(
                Severity.Serious, file, rarer, $"{Words.Number(responded)} of {Words.Count(all, "contact")} ({Words.Percent(Shares.Of(responded, all))}) had a response",
                "Where nearly all do the same there is nothing to tell them apart by.", "Check what counts as a response, and that contacts without one are in the file too.", Question.Responses);
        }
        else if (rarer < Shares.FewExamples)
        {
            yield return Found.That(
                Severity.Warning, file, rarer, $"only {Words.Number(rarer)} of {Words.Count(all, "contact")} had {(rarer == responded ? "a" : "no")} response",
                $"Fewer than {Shares.FewExamples} examples say little; predictions will be unsure.", "Bring more contacts.", Question.Responses);
        }
    }

    private static IEnumerable<Found> Actions(Dataset dataset)
    {
        var all = dataset.Contacts.Count;
        if (all == 0)
            yield break;
        foreach (var action in AgentActions.All)
        {
            var count = dataset.Contacts.CountOf(action).Count;
            if (Shares.Of(count, all) >= HardlyTried)
                continue;
            yield return Found.That(
                Severity.Serious,
                Doctor.FileOf(dataset.Report, DatasetTable.Contacts),
                count,
                count == 0 ? $"{action.WireName()} was never tried" : $"{action.WireName()} was tried in only {Words.Number(count)} of {Words.Count(all, "contact")} ({Words.Percent(Shares.Of(count, all))})",
                "What was hardly tried cannot be learned: its scores will be guesses.",
                "Try the action on a small random share of users, or leave its scores aside.",
                Question.Responses);
        }
    }
}
