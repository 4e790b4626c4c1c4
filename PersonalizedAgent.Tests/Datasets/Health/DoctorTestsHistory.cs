using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Health;
using PersonalizedAgent.Tests.Support;
using static PersonalizedAgent.Tests.Datasets.Health.Patient;

namespace PersonalizedAgent.Tests.Datasets.Health;

/// <summary>How far orders go back, and whether there are examples of both kinds.</summary>
public sealed class DoctorTestsHistory
{
    private static readonly Patient Healthy = new();

    private static Patient With(string orders) => Healthy with { Orders = OrderHeader + orders };

    [Theory]
    [InlineData(58, Severity.Serious)]
    [InlineData(59, Severity.Warning)]
    [InlineData(118, Severity.Warning)]
    [InlineData(119, null)]
    public void Examine_OrdersGoBack_TwoHorizonsAtLeastAndFourAtBest(int firstDaysAgo, Severity? severity)
    {
        var patient = With(Lines(UserCount, i => Order(i, firstDaysAgo)) + Lines(100, i => Order(i, 0)));
        var diagnosis = patient.Examine();

        Assert.Equal(severity, diagnosis.Findings.SingleOrDefault(finding => finding.What.StartsWith("Orders span only", StringComparison.Ordinal))?.Severity);
        Assert.Equal(severity == Severity.Serious ? AnswerKind.Limited : AnswerKind.Yes, diagnosis.Verdict[0].Kind);
        Assert.Equal(severity == Severity.Serious ? AnswerKind.Limited : AnswerKind.Yes, diagnosis.Verdict[2].Kind);
    }

    [Fact]
    public void Examine_LongerHorizon_NeedsMoreHistory() => Assert.Equal(Severity.Serious, Healthy.Find("Orders span only", horizonDays: 120)?.Severity);

    [Theory]
    [InlineData(30, AnswerKind.Limited)]
    [InlineData(29, AnswerKind.No)]
    public void Examine_NoOrderBeforeTheHorizon_NothingToLearnFrom(int firstDaysAgo, AnswerKind kind)
    {
        var diagnosis = With(Lines(UserCount, i => Order(i, firstDaysAgo)) + RecentOrders(100)).Examine();

        Assert.Equal(kind, diagnosis.Verdict[0].Kind);
        Assert.Equal(kind, diagnosis.Verdict[2].Kind);
    }

    [Theory]
    [InlineData("1900-05-05")]
    [InlineData("0001-01-02")]
    public void Examine_LastEventLongAgo_IsToday(string day)
    {
        var diagnosis = (Healthy with { Users = $"user_id,last_active\n1,{day}\n", Items = null, Orders = null, Contacts = null, AsOf = AsOfRule.LastEvent }).Examine();

        Assert.Equal("Predictions of orders within 30 days: no, orders.csv is missing.", diagnosis.Verdict[0].Text);
    }

    [Fact]
    public void Examine_AnyDay_NeverThrows()
    {
        DateOnly[] days = [DateOnly.MinValue, new(1, 1, 31), new(1900, 1, 1), new(1931, 12, 31), new(1932, 1, 1), new(1932, 1, 31), new(2067, 12, 31), new(2068, 1, 1), new(2068, 1, 19), new(2068, 2, 20), DateOnly.MaxValue];
        using var files = new TempDataset(("users.csv", Healthy.Users), ("orders.csv", Healthy.Orders), ("contacts.csv", Healthy.Contacts));
        var dataset = files.Read(Today);

        foreach (var day in days)
        {
            foreach (var horizon in new[] { 1, 30, 3660 })
                Assert.StartsWith("Predictions of orders within", Doctor.Examine(dataset, day, horizon).Verdict[0].Text, StringComparison.Ordinal);
        }

        Assert.EndsWith("all orders lie after today.", Doctor.Examine(dataset, DateOnly.MinValue).Verdict[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Examine_AllOrdersAfterToday_NoAnswer() => Assert.Equal("Predictions of orders within 30 days: no, all orders lie after today.", With(Order(1, -3) + "\n").Examine().Verdict[0].Text);

    [Fact]
    public void Examine_SomeOrdersAfterToday_AreNotLearnedFrom() =>
        Assert.Contains("from 150 users", With(Lines(150, i => Order(i, 200)) + RecentOrders(75) + Lines(50, i => Order(150 + i, -1))).Examine().Verdict[0].Text, StringComparison.Ordinal);

    [Theory]
    [InlineData(30, false)]
    [InlineData(31, true)]
    public void Examine_LastOrderLongAgo_IsAWarningThatNamesToday(int lastDaysAgo, bool isFound)
    {
        var finding = With(OldOrders + Lines(100, i => Order(i, lastDaysAgo))).Find("The last order is");

        Assert.Equal(isFound ? Severity.Warning : null, finding?.Severity);
        Assert.Equal(isFound, finding?.What.Contains("takes 2025-08-13 for today", StringComparison.Ordinal) ?? false);
    }

    [Theory]
    [InlineData(3, 930, true)]
    [InlineData(3, 929, false)]
    [InlineData(4, 930, false)]
    public void Examine_FewOrdersYearsBeforeAllOthers_AreFoundAndNotCounted(int count, int daysAgo, bool isFound)
    {
        var patient = With(OldOrders + RecentOrders(100) + Lines(count, i => Order(i, daysAgo)));

        Assert.Equal(isFound ? (Severity.Warning, 3) : default, patient.Find("two years or more before") is { } finding ? (finding.Severity, (int)finding.Count) : default);
        Assert.Equal(isFound, patient.Examine().Verdict[0].Text.Contains("over 6 months", StringComparison.Ordinal));
    }

    [Fact]
    public void Examine_DataOfLongAgoOnItsOwnDay_IsNotStale()
    {
        var diagnosis = (Healthy with { Now = new DateOnly(2026, 11, 22), AsOf = AsOfRule.Automatic }).Examine();

        Assert.Equal(Today.AddDays(-4), diagnosis.Today);
        Assert.DoesNotContain(diagnosis.Findings, finding => finding.Severity != Severity.Note);
    }

    [Theory]
    [InlineData(1, Severity.Serious)]
    [InlineData(2, Severity.Warning)]
    [InlineData(49, Severity.Warning)]
    [InlineData(50, null)]
    [InlineData(150, null)]
    [InlineData(151, Severity.Warning)]
    [InlineData(198, Severity.Warning)]
    [InlineData(199, Severity.Serious)]
    public void Examine_FewExamplesOfOneKind_IsFound(int ordered, Severity? severity)
    {
        var diagnosis = With(OldOrders + RecentOrders(ordered)).Examine();
        var finding = diagnosis.Findings.SingleOrDefault(finding => finding.What.Contains("earlier customers", StringComparison.Ordinal));

        Assert.Equal((severity, severity is null ? null : (long?)Math.Min(ordered, 200 - ordered)), (finding?.Severity, finding?.Count));
        Assert.Equal(severity == Severity.Serious ? AnswerKind.Limited : AnswerKind.Yes, diagnosis.Verdict[0].Kind);
    }

    [Theory]
    [InlineData(9, Severity.Serious)]
    [InlineData(10, Severity.Warning)]
    [InlineData(49, Severity.Warning)]
    [InlineData(50, null)]
    [InlineData(950, null)]
    [InlineData(951, Severity.Warning)]
    [InlineData(991, Severity.Serious)]
    public void Examine_FewResponsesOrNearlyAll_IsFound(int responses, Severity? severity)
    {
        var diagnosis = (Healthy with { Contacts = ContactHeader + Lines(1000, i => Contact(i, Action(i), i <= responses)) }).Examine();

        Assert.Equal(severity, diagnosis.Findings.SingleOrDefault(finding => finding.What.Contains(" response", StringComparison.Ordinal))?.Severity);
        Assert.Equal(severity == Severity.Serious ? AnswerKind.Limited : AnswerKind.Yes, diagnosis.Verdict[1].Kind);
    }

    [Theory]
    [InlineData(0, "send_message was never tried.")]
    [InlineData(9, "send_message was tried in only 9 of 1,000 contacts (0.9%).")]
    [InlineData(10, null)]
    public void Examine_ActionHardlyTried_IsSerious(int count, string? what)
    {
        var diagnosis = (Healthy with { Contacts = ContactHeader + Lines(1000, i => Contact(i, i <= count ? "send_message" : Action(i % 2), i % 4 == 0)) }).Examine();
        var finding = diagnosis.Findings.SingleOrDefault(finding => finding.Severity == Severity.Serious);

        Assert.Equal(what, finding?.What);
        Assert.Equal(what is null ? AnswerKind.Yes : AnswerKind.Limited, diagnosis.Verdict[1].Kind);
        Assert.Equal(AnswerKind.Yes, diagnosis.Verdict[0].Kind);
    }
}
