using PersonalizedAgent.Core.Datasets.Health;
using static PersonalizedAgent.Tests.Datasets.Health.Patient;

namespace PersonalizedAgent.Tests.Datasets.Health;

/// <summary>Rows and cells that could not be read or cannot be right.</summary>
public sealed class DoctorTestsRows
{
    private static readonly Patient Healthy = new();

    /// <summary>Orders of which a hundred are good enough for all other rules, and some are as given.</summary>
    private static Patient WithOrders(int good, int bad, Func<int, string> row) => Healthy with { Orders = OrderHeader + Lines(good, i => Order(i % UserCount + 1, 200 + i % 5)) + Lines(bad, row) };

    [Theory]
    [InlineData(95, 5, Severity.Serious)]
    [InlineData(96, 5, Severity.Warning)]
    [InlineData(99, 1, Severity.Warning)]
    public void Examine_RowsLeftOut_SeriousFromOneInTwenty(int good, int bad, Severity severity)
    {
        var finding = WithOrders(good, bad, i => $"{i},1,someday,1,9.5").Find("no readable date in at");

        Assert.NotNull(finding);
        Assert.Equal((severity, "orders.csv", (long)bad), (finding.Severity, finding.File, finding.Count));
        Assert.Equal(Enumerable.Range(good + 2, Math.Min(bad, 5)), finding.Lines);
    }

    [Theory]
    [InlineData(95, 5, Severity.Warning)]
    [InlineData(96, 5, Severity.Note)]
    public void Examine_CellsKept_WarningFromOneInTwenty(int good, int bad, Severity severity) =>
        Assert.Equal(severity, WithOrders(good, bad, i => $"{i},1,{Day(5)},some,9.5").Find("of quantity are no numbers")?.Severity);

    [Theory]
    [InlineData("1", "ends before the column item_id")]
    [InlineData("1,2,2025-08-01,1,9.5,more", "has more fields than the header")]
    [InlineData("\"1\"x,2,2025-08-01,1,9.5", "has a broken quote")]
    [InlineData(",2,2025-08-01,1,9.5", "has no user_id")]
    [InlineData("1,2,0001-01-01,1,9.5", "date before 1932 or after 2067")]
    [InlineData("1,2,2025-08-01,1,much", "of amount is no number")]
    public void Examine_BrokenOrder_SaysHow(string row, string what) => Assert.NotNull(WithOrders(200, 1, _ => row).Find(what));

    [Theory]
    [InlineData("9001,1,knock_on_door,2025-08-01,0.5,1", "names no known action in action")]
    [InlineData("9001,1,send_message,2025-08-01,0.5,perhaps", "says neither yes nor no in responded")]
    [InlineData("9001,1,send_message,2025-08-01,2,1", "of propensity cannot be a chance")]
    [InlineData("1,1,send_message,2025-08-01,0.5,1", "repeats the contact_id of an earlier one")]
    [InlineData("9001,nobody,send_message,2025-08-01,0.5,1", "names a user not in the users' file")]
    public void Examine_BrokenContact_SaysHow(string row, string what)
    {
        var finding = (Healthy with { Contacts = Healthy.Contacts + row + "\n" }).Find(what);

        Assert.Equal(("contacts.csv", 1L, 302), (finding?.File, finding?.Count, finding?.Lines.Single()));
    }

    [Fact]
    public void Examine_RowLongerThanAllowed_SaysSo() => Assert.NotNull(WithOrders(200, 1, _ => $"1,{new string('x', 10_001)},2025-08-01,1,9.5").Find("cell that is too long"));

    [Theory]
    [InlineData(190, 10, Severity.Serious)]
    [InlineData(191, 10, Severity.Warning)]
    public void Examine_UsersTwice_AreDuplicates(int users, int repeated, Severity severity) =>
        Assert.Equal(severity, (Healthy with { Users = "user_id\n" + Lines(users, i => $"{i}") + Lines(repeated, i => $"{i}") }).Find("repeat the user_id of an earlier one")?.Severity);

    [Theory]
    [InlineData(95, 5, Severity.Serious)]
    [InlineData(96, 5, Severity.Warning)]
    public void Examine_OrdersTwice_AreDuplicates(int good, int repeated, Severity severity)
    {
        var patient = Healthy with
        {
            Orders = "order_id,user_id,at\n" + Lines(good, i => $"{i},{i},{Day(100)}") + Lines(repeated, i => $"{i},{i},{Day(100)}"),
        };

        Assert.Equal((severity, (long)repeated), (patient.Find("rows equal an earlier one")?.Severity, patient.Find("rows equal an earlier one")?.Count));
    }

    [Theory]
    [InlineData(95, 5, Severity.Serious)]
    [InlineData(96, 5, Severity.Warning)]
    public void Examine_OrdersOfUnknownUsers_SeriousFromOneInTwenty(int good, int bad, Severity severity) =>
        Assert.Equal(severity, WithOrders(good, bad, i => Order(90_000 + i, 5)).Find("name users not in the users' file")?.Severity);

    [Theory]
    [InlineData(95, 5, Severity.Warning)]
    [InlineData(96, 5, Severity.Note)]
    public void Examine_OrdersOfUnknownItems_WarningFromOneInTwenty(int good, int bad, Severity severity) =>
        Assert.Equal(severity, WithOrders(good, bad, i => $"{i},77,{Day(5)},1,9.5").Find("name items not in the items' file")?.Severity);

    [Theory]
    [InlineData(0, null)]
    [InlineData(-1, Severity.Warning)]
    public void Examine_OrderAfterToday_IsAWarning(int daysAgo, Severity? severity) =>
        Assert.Equal(severity, (Healthy with { Orders = Healthy.Orders + Order(1, daysAgo) + "\n" }).Find("has a date after today in at")?.Severity);

    [Fact]
    public void Examine_DatesInTwoForms_IsAWarning()
    {
        var patient = Healthy with { Orders = "user_id,at\n" + Lines(100, i => $"{i},{i % 20 + 1:00}/07/2025") + "1,07/25/2025\n" };

        Assert.Equal(Severity.Warning, patient.Find("in another form than the others in at")?.Severity);
    }

    [Theory]
    [InlineData("amount", 95, 5, Severity.Warning)]
    [InlineData("amount", 96, 5, Severity.Note)]
    [InlineData("quantity", 96, 5, Severity.Note)]
    public void Examine_NegativeNumbers_LookLikeReturns(string column, int good, int bad, Severity severity)
    {
        var patient = WithOrders(good, bad, i => $"{i},1,{Day(5)},{(column == "quantity" ? "-1,1" : "1,-1")}");

        Assert.Equal(severity, patient.Find($"have a negative {column}")?.Severity);
        Assert.Contains("returns", patient.Find($"have a negative {column}")?.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Examine_NegativePrice_IsFound() => Assert.Equal("items.csv", (Healthy with { Items = "item_id,price\n1,-2\n2,3\n3,3\n4,3\n5,3\n" }).Find("a negative price")?.File);

    [Theory]
    [InlineData(0, null)]
    [InlineData(9, Severity.Warning)]
    [InlineData(10, Severity.Serious)]
    public void Examine_UsersWhoseDataCannotBeRight_AreCounted(int wrong, Severity? severity)
    {
        var patient = Healthy with { Users = "user_id,age\n" + Lines(UserCount, i => $"{i},{(i <= wrong ? 200 : 30)}") };
        var diagnosis = patient.Examine();
        var finding = diagnosis.Findings.SingleOrDefault(finding => finding.What.StartsWith("The agent will not decide on", StringComparison.Ordinal));

        Assert.Equal((severity, severity is null ? null : (long?)wrong), (finding?.Severity, finding?.Count));
        Assert.Equal(severity is not null, diagnosis.Findings.Any(one => one.What.Contains("age must lie between 0 and 130", StringComparison.Ordinal)));
        Assert.Equal(severity == Severity.Serious ? AnswerKind.Limited : AnswerKind.Yes, diagnosis.Verdict[3].Kind);
        Assert.Equal(severity is not null, diagnosis.Verdict[3].Text.Contains($"{UserCount - wrong} of 200 users", StringComparison.Ordinal));
    }
}
