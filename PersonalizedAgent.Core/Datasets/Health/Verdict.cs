using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Datasets.Reading;

namespace PersonalizedAgent.Core.Datasets.Health;

/// <summary>Answers the questions, from the data and from what was found.</summary>
internal static class Verdict
{
    /// <summary>An answer to each question.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="history">Its orders.</param>
    /// <param name="found">What was found, worst first.</param>
    /// <param name="today">The day it is taken for.</param>
    public static IReadOnlyList<Answer> Of(Dataset dataset, OrderHistory history, IReadOnlyList<Found> found, DateOnly today)
    {
        var orders = Orders(dataset, history, found);
        return [orders, Responses(dataset, found), NextItems(dataset, history, found), Scores(dataset, orders.Kind, today)];
    }

    private static Answer Orders(Dataset dataset, OrderHistory history, IReadOnlyList<Found> found)
    {
        var subject = $"Predictions of orders within {Words.Count(history.HorizonDays, "day")}";
        if (WithoutOrders(dataset, history) is { } reason)
            return No(Question.Orders, subject, reason);
        return Limit(Question.Orders, subject, found)
            ?? Yes(Question.Orders, subject, $"from {Words.Count(history.UsersWithOrders, "user")} with orders over {Words.Duration(history.SpanDays)}; "
                + $"{Words.Percent(Shares.Of(history.ExamplesOrdered, history.Examples))} of the earlier ones ordered in the last {Words.Count(history.HorizonDays, "day")}");
    }

    private static Answer Responses(Dataset dataset, IReadOnlyList<Found> found)
    {
        const string subject = "Predictions of responses to actions";
        if (Lacking(dataset, DatasetTable.Contacts, dataset.Contacts.Count) is { } reason)
            return No(Question.Responses, subject, reason);
        var responses = AgentActions.All.Sum(action => dataset.Contacts.CountOf(action).Responses);
        return Limit(Question.Responses, subject, found)
            ?? Yes(Question.Responses, subject, $"from {Words.Count(dataset.Contacts.Count, "contact")}, {Words.Percent(Shares.Of(responses, dataset.Contacts.Count))} of them with a response");
    }

    private static Answer NextItems(Dataset dataset, OrderHistory history, IReadOnlyList<Found> found)
    {
        const string subject = "Recommendations of items";
        var file = Doctor.FileOf(dataset.Report, DatasetTable.Orders);
        if (WithoutOrders(dataset, history) is { } reason)
            return No(Question.NextItems, subject, reason);
        if (!dataset.Orders.HasItems)
            return No(Question.NextItems, subject, $"{file} has no column item_id");
        if (dataset.Orders.Items.IndexOfAnyExceptInRange(int.MinValue, -1) < 0)
            return No(Question.NextItems, subject, $"no row of {file} names an item");
        if (!dataset.Has(DatasetTable.Items))
            return new Answer(Question.NextItems, AnswerKind.Limited, $"{subject}: limited, orders name items but {DatasetSchema.FileName(DatasetTable.Items)} is missing, so there are no names or prices.");
        return Limit(Question.NextItems, subject, found)
            ?? Yes(Question.NextItems, subject, $"from orders of {Words.Count(dataset.Items.Count, "item")}");
    }

    private static Answer Scores(Dataset dataset, AnswerKind orders, DateOnly today)
    {
        const string subject = "A score for every user";
        var (all, wrong) = (dataset.Users.Count, dataset.Users.CountIssues(today));
        if (all == 0)
            return No(Question.Scores, subject, $"{Doctor.FileOf(dataset.Report, DatasetTable.Users)} has no usable rows");
        if (Shares.IsMany(wrong, all))
            return new Answer(Question.Scores, AnswerKind.Limited, $"{subject}: limited, for {Words.Number(all - wrong)} of {Words.Count(all, "user")}, as the others' data cannot be right.");
        var users = wrong == 0 ? Words.Count(all, "user") : $"{Words.Number(all - wrong)} of {Words.Count(all, "user")} (the others' data cannot be right)";
        return Yes(Question.Scores, subject, orders == AnswerKind.No ? $"for {users}, but only simulated or as a rank, not as a chance" : $"for {users}");
    }

    /// <summary>Why there is nothing to learn from orders, if so.</summary>
    private static string? WithoutOrders(Dataset dataset, OrderHistory history) =>
        Lacking(dataset, DatasetTable.Orders, dataset.Orders.Count)
        ?? (history.Last is null ? "all orders lie after today"
            : history.Examples == 0 ? $"no order is older than the horizon of {Words.Count(history.HorizonDays, "day")}, so there is nothing to learn from"
            : null);

    private static string? Lacking(Dataset dataset, DatasetTable table, int count)
    {
        var file = Doctor.FileOf(dataset.Report, table);
        return !dataset.Has(table) ? $"{file} is missing" : count == 0 ? $"{file} has no usable rows" : null;
    }

    private static Answer? Limit(Question question, string subject, IReadOnlyList<Found> found) =>
        found.FirstOrDefault(one => one.Finding.Severity == Severity.Serious && one.Touches.Contains(question)) is { } worst
            ? new Answer(question, AnswerKind.Limited, $"{subject}: limited, {worst.Clause} ({worst.Finding.File}).")
            : null;

    private static Answer Yes(Question question, string subject, string reason) => new(question, AnswerKind.Yes, $"{subject}: yes, {reason}.");

    private static Answer No(Question question, string subject, string reason) => new(question, AnswerKind.No, $"{subject}: no, {reason}.");
}
