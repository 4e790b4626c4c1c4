using PersonalizedAgent.Core.Datasets.Reading;

namespace PersonalizedAgent.Core.Datasets.Health;

/// <summary>What is not there or not used.</summary>
internal static class CoverageChecks
{
    /// <summary>From this share on, users without any events are worth a note.</summary>
    private const double Half = 0.5;

    public static IEnumerable<Found> Find(Dataset dataset, OrderHistory history) =>
        WithoutEvents(dataset, history).Concat(OrderColumns(dataset)).Concat(Propensities(dataset)).Concat(Unused(dataset.Report));

    private static IEnumerable<Found> WithoutEvents(Dataset dataset, OrderHistory history)
    {
        var (all, file) = (dataset.Users.Count, Doctor.FileOf(dataset.Report, DatasetTable.Users));
        var withoutOrders = all - history.UsersWithOrders;
        if (dataset.Orders.Count > 0 && Shares.Of(withoutOrders, all) >= Half)
        {
            yield return Found.That(
                Severity.Note, file, withoutOrders, $"{Words.Count(withoutOrders, "user")} of {Words.Number(all)} ({Words.Percent(Shares.Of(withoutOrders, all))}) never ordered",
                "Of them only the users' file tells something.", "Check that the orders' file reaches back far enough and that ids are written alike.");
        }

        if (dataset.Contacts.Count == 0)
            yield break;
        var withoutContacts = 0;
        for (var user = 0; user < all; user++)
            withoutContacts += dataset.Contacts.CountOf(user) == 0 ? 1 : 0;
        if (Shares.Of(withoutContacts, all) >= Half)
        {
            yield return Found.That(
                Severity.Note, file, withoutContacts, $"{Words.Count(withoutContacts, "user")} of {Words.Number(all)} ({Words.Percent(Shares.Of(withoutContacts, all))}) were never contacted",
                "How they respond is told from others.", "Nothing to mend; contact a random few to learn.");
        }
    }

    private static IEnumerable<Found> OrderColumns(Dataset dataset)
    {
        var orders = dataset.Orders;
        if (orders.Count == 0)
            yield break;
        var file = Doctor.FileOf(dataset.Report, DatasetTable.Orders);
        var (withoutItem, withoutAmount) = (0, 0);
        foreach (var item in orders.Items)
            withoutItem += item < 0 ? 1 : 0;
        foreach (var amount in orders.Amounts)
            withoutAmount += double.IsNaN(amount) ? 1 : 0;

        const string noItems = "Items cannot be recommended by what was bought.", noAmounts = "What users are worth cannot be told.";
        if (Lacking(file, "item_id", orders.HasItems, withoutItem, orders.Count, noItems, Question.NextItems) is { } items)
            yield return items;
        if (Lacking(file, "amount", orders.HasAmounts, withoutAmount, orders.Count, noAmounts) is { } amounts)
            yield return amounts;
    }

    private static IEnumerable<Found> Propensities(Dataset dataset)
    {
        if (dataset.Contacts.Count == 0)
            yield break;
        var without = 0;
        foreach (var propensity in dataset.Contacts.Propensities)
            without += float.IsNaN(propensity) ? 1 : 0;
        const string why = "Policies cannot be evaluated exactly without the chance with which each action was chosen.";
        if (Lacking(Doctor.FileOf(dataset.Report, DatasetTable.Contacts), "propensity", dataset.Contacts.HasPropensities, without, dataset.Contacts.Count, why) is { } found)
            yield return found;
    }

    /// <summary>A column that is not there, or empty in many rows.</summary>
    private static Found? Lacking(string file, string column, bool isThere, int without, int all, string why, params Question[] touches) =>
        !isThere ? Found.That(Severity.Note, file, all, $"there is no column {column}", why, $"Add the column {column} if it is known.", touches)
        : Shares.IsMany(without, all) ? Found.That(
            Severity.Note, file, without, $"{Words.Count(without, "row")} ({Words.Percent(Shares.Of(without, all))}) {(without == 1 ? "has" : "have")} no {column}", why, $"Fill in the column {column} if it is known.", touches)
        : null;

    private static IEnumerable<Found> Unused(DatasetReport report)
    {
        foreach (var file in report.Files.Where(file => file.UnusedHeaders.Count > 0))
        {
            var count = file.UnusedHeaders.Count;
            yield return Found.That(
                Severity.Note, file.FileName, count, $"{Words.Count(count, "column is", "columns are")} not used: {Words.Names(file.UnusedHeaders)}",
                "Of this table only its own fields are used; further columns are used of users.", "Nothing to mend; where a column is meant for a field, say so on the page Data.");
        }

        foreach (var file in report.UnusedFiles)
        {
            yield return Found.That(
                Severity.Note, Words.Name(file), 1, "this file was not read", "It was not taken for users, items, orders or contacts, or another file was.",
                "Name it users.csv, items.csv, orders.csv or contacts.csv if it is one of them.");
        }
    }
}
