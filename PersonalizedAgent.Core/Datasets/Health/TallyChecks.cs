using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Datasets.Health;

/// <summary>What reading found in rows and cells, by column and problem.</summary>
internal static class TallyChecks
{
    private const string LeftOutWhy = "These rows are left out: what they say is not known.";

    public static IEnumerable<Found> Find(DatasetReport report) =>
        report.Files.SelectMany(file => file.Tallies.Select(tally => Of(file, tally).At(tally.Lines)));

    private static Found Of(ReadReport file, IssueTally tally) => tally.Issue.Problem switch
    {
        RowProblem.Duplicate or RowProblem.DuplicateOrder => Duplicates(file, tally),
        RowProblem.UnknownUser => UnknownUsers(file, tally),
        RowProblem.UnknownItem => UnknownItems(file, tally),
        RowProblem.InFuture or RowProblem.OtherDateForm => Dates(file, tally),
        RowProblem.Negative => Negatives(file, tally),
        null => UserFields(file, tally),
        _ => Unreadable(file, tally),
    };

    private static Found Unreadable(ReadReport file, IssueTally tally)
    {
        var (problem, column) = (tally.Issue.Problem!.Value, Words.Name(tally.Issue.Column));
        var (rows, cells) = (Words.Count(tally.Count, "row"), Words.Count(tally.Count, "cell"));
        var one = tally.Count == 1;
        return problem switch
        {
            RowProblem.TooFewFields => LeftOut(file, tally, $"{rows} {(one ? "ends" : "end")} before the column {column}", "Export the file again with all columns in every row."),
            RowProblem.TooManyFields => LeftOut(file, tally, $"{rows} {(one ? "has" : "have")} more fields than the header", "Put quotes around texts that hold the separator."),
            RowProblem.BrokenQuotes => LeftOut(file, tally, $"{rows} {(one ? "has" : "have")} a broken quote", "Write a quote inside quotes twice."),
            RowProblem.CellTooLong => LeftOut(file, tally, $"{rows} {(one ? "has" : "have")} a cell that is too long", "Shorten the texts, or raise Dataset:Limits:CellLength."),
            RowProblem.NoValue => LeftOut(file, tally, $"{rows} {(one ? "has" : "have")} no {column}", "Fill in the column, or leave these rows out of the export."),
            RowProblem.NoMoment => LeftOut(file, tally, $"{rows} {(one ? "has" : "have")} no readable date in {column}", "Write dates such as 2025-08-10 or 2025-08-10T18:22:00."),
            RowProblem.MomentOutOfRange => LeftOut(file, tally, $"{rows} {(one ? "has" : "have")} a date before 1932 or after 2067 in {column}", "Leave out dates that stand for none."),
            RowProblem.NotAnAction => LeftOut(file, tally, $"{rows} {(one ? "names" : "name")} no known action in {column}", "Use offer_discount, recommend_product or send_message."),
            RowProblem.NotAFlag => LeftOut(file, tally, $"{rows} {(one ? "says" : "say")} neither yes nor no in {column}", "Write 1 or 0."),
            RowProblem.NotANumber => Kept(file, tally, $"{cells} of {column} {(one ? "is no number" : "are no numbers")}", "These cells count as empty.", "Write numbers such as 12.50, without currency or unit."),
            RowProblem.NotAChance => Kept(file, tally, $"{cells} of {column} cannot be a chance", "These cells count as empty; such contacts cannot be used to compare policies exactly.", "Write the chance as greater than 0 and at most 1."),
            RowProblem.NotUtf8 => Kept(file, tally, $"{cells} of {column} {(one ? "is" : "are")} not written in UTF-8", "What cannot be read shows as a replacement character; different texts may look the same.", "Save the file with the encoding UTF-8."),
            _ => Kept(file, tally, $"{rows} {(one ? "has" : "have")} something wrong in {column}", "It was read as well as it can be.", $"Look at the lines named: {column} {tally.Issue.Reason}."),
        };
    }

    private static Found UserFields(ReadReport file, IssueTally tally)
    {
        var issue = tally.Issue.User!.Value;
        var (column, rows) = (tally.Issue.Column, Words.Count(tally.Count, "row"));
        var clause = issue.Problem == UserProblem.Missing
            ? $"{rows} {(tally.Count == 1 ? "has" : "have")} no {column}"
            : $"in {rows} {column} {issue.Message}";
        return tally.Issue.IsLeftOut
            ? LeftOut(file, tally, clause, "Correct the column in these rows.")
            : Kept(file, tally, clause, "The agent decides nothing on a user whose data cannot be right.", "Correct the column in these rows.");
    }

    private static Found Duplicates(ReadReport file, IssueTally tally)
    {
        var isOrder = tally.Issue.Problem == RowProblem.DuplicateOrder;
        var clause = isOrder
            ? $"{Words.Count(tally.Count, "row equals", "rows equal")} an earlier one in all columns"
            : $"{Words.Count(tally.Count, "row repeats", "rows repeat")} the {tally.Issue.Column} of an earlier one";
        return Found.That(
            LeftOutSeverity(file, tally),
            file.FileName,
            tally.Count,
            clause,
            isOrder ? "They are counted once; where they were separate purchases, quantities and amounts are too low." : "Only the first row counts; what the others say is not used.",
            isOrder ? "Check whether the export joins tables twice; give separate lines an order_id each." : $"Make the {tally.Issue.Column} unique, or leave the repeated rows out.",
            TouchedBy(file.Table));
    }

    private static Found UnknownUsers(ReadReport file, IssueTally tally) => Found.That(
        LeftOutSeverity(file, tally),
        file.FileName,
        tally.Count,
        $"{Words.Count(tally.Count, "row")} ({Words.Percent(Shares.Of(tally.Count, file.RowCount))}) {(tally.Count == 1 ? "names a user" : "name users")} not in the users' file",
        "These rows are left out: nobody can be told what they say.",
        "Export users and the other files at the same time, and write ids alike in all of them, leading noughts too.",
        TouchedBy(file.Table));

    private static Found UnknownItems(ReadReport file, IssueTally tally) => Found.That(
        KeptSeverity(file, tally),
        file.FileName,
        tally.Count,
        $"{Words.Count(tally.Count, "row")} ({Words.Percent(Shares.Of(tally.Count, file.RowCount))}) {(tally.Count == 1 ? "names an item" : "name items")} not in the items' file",
        "The rows are used, but these items have no name, category or price.",
        "Add the items, also those no longer sold, to the items' file.",
        Question.NextItems);

    private static Found Dates(ReadReport file, IssueTally tally)
    {
        var rows = Words.Count(tally.Count, "row");
        var one = tally.Count == 1;
        var column = Words.Name(tally.Issue.Column);
        return tally.Issue.Problem == RowProblem.InFuture
            ? Found.That(
                Severity.Warning, file.FileName, tally.Count, $"{rows} {(one ? "has a date" : "have dates")} after today in {column}",
                "What lies in the future is not learned from; perhaps day and month are swapped.", "Check how dates are written, and which day the data takes for today.", TouchedBy(file.Table))
            : Found.That(
                Severity.Warning, file.FileName, tally.Count, $"{rows} {(one ? "writes its date" : "write dates")} in another form than the others in {column}",
                "Day and month may be mistaken for each other.", "Write all dates in one form, best as year-month-day.", TouchedBy(file.Table));
    }

    private static Found Negatives(ReadReport file, IssueTally tally) => Found.That(
        KeptSeverity(file, tally),
        file.FileName,
        tally.Count,
        $"{Words.Count(tally.Count, "row")} ({Words.Percent(Shares.Of(tally.Count, file.RowCount))}) {(tally.Count == 1 ? "has" : "have")} a negative {tally.Issue.Column}",
        file.Table == DatasetTable.Orders ? "They look like returns, and a return counts as an order as well." : "A price below nothing is hardly meant.",
        file.Table == DatasetTable.Orders ? "Leave returns out of the orders if they should not count as orders." : "Correct these rows.",
        TouchedBy(file.Table));

    private static Found LeftOut(ReadReport file, IssueTally tally, string clause, string mend) =>
        Found.That(LeftOutSeverity(file, tally), file.FileName, tally.Count, clause, LeftOutWhy, mend, TouchedBy(file.Table));

    private static Found Kept(ReadReport file, IssueTally tally, string clause, string why, string mend) =>
        Found.That(KeptSeverity(file, tally), file.FileName, tally.Count, clause, why, mend, TouchedBy(file.Table));

    private static Severity LeftOutSeverity(ReadReport file, IssueTally tally) => Shares.IsMany(tally.Count, file.RowCount) ? Severity.Serious : Severity.Warning;

    private static Severity KeptSeverity(ReadReport file, IssueTally tally) => Shares.IsMany(tally.Count, file.RowCount) ? Severity.Warning : Severity.Note;

    private static Question[] TouchedBy(DatasetTable table) => table switch
    {
        DatasetTable.Users => [Question.Orders, Question.Responses, Question.NextItems],
        DatasetTable.Items => [Question.NextItems],
        DatasetTable.Orders => [Question.Orders, Question.NextItems],
        _ => [Question.Responses],
    };
}
