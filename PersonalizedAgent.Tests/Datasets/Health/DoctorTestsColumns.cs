using System.Globalization;
using PersonalizedAgent.Core.Datasets.Health;
using static PersonalizedAgent.Tests.Datasets.Health.Patient;

namespace PersonalizedAgent.Tests.Datasets.Health;

/// <summary>Further columns of users: those that tell nothing, and those that tell too much. Users of an even id ordered within the last month.</summary>
public sealed class DoctorTestsColumns
{
    private const string SaysTheSame = "says the same of all users";
    private const string SaysSomethingElse = "says something else of every user";
    private const string Knows = "seems to know the answer";

    private static readonly Patient Healthy = new();

    [Theory]
    [InlineData("A", true)]
    [InlineData("7", true)]
    [InlineData("2020-01-01", true)]
    public void Examine_ConstantColumn_IsANote(string value, bool isFound)
    {
        Assert.Equal(isFound ? Severity.Note : null, Healthy.WithColumn(_ => value).Find(SaysTheSame)?.Severity);
        Assert.Null(Healthy.WithColumn(i => i == 1 ? "" : value).Find(SaysTheSame));
        Assert.Null(Healthy.WithColumn(i => i == 1 ? "2019-01-01" : value).Find(SaysTheSame));
    }

    [Theory]
    [InlineData(19, false)]
    [InlineData(20, true)]
    public void Examine_AllTextsDifferent_IsANote(int users, bool isFound)
    {
        Assert.Equal(isFound, Healthy.WithColumn(i => $"text {i}", users).Find(SaysSomethingElse) is not null);
        Assert.Null(Healthy.WithColumn(i => $"text {Math.Max(i, 2)}", users).Find(SaysSomethingElse));
        Assert.Null(Healthy.WithColumn(i => $"{i}.5", users).Find(SaysSomethingElse));
    }

    [Theory]
    [InlineData(189, null)]
    [InlineData(190, "Column extra is almost empty: 95% of users have no value.")]
    [InlineData(200, "Column extra is empty.")]
    public void Examine_ManyMissing_IsANote(int missing, string? what)
    {
        var finding = Healthy.WithColumn(i => i <= missing ? "" : "x").Examine().Findings.SingleOrDefault(finding => finding.What.Contains("empty", StringComparison.Ordinal));

        Assert.Equal((what, what is null ? null : (long?)missing), (finding?.What, finding?.Count));
    }

    [Theory]
    [InlineData(4, Severity.Serious)]
    [InlineData(5, null)]
    public void Examine_NumbersKnowTheAnswer_UpToABound(int wrong, Severity? severity)
    {
        // Of a hundred who ordered so many have the number of the others: each costs half a pair with each of them.
        string Value(int user, int sign) => (user % 2 == 0 && user > 2 * wrong ? sign : 0).ToString(CultureInfo.InvariantCulture);

        Assert.Equal(severity, Healthy.WithColumn(user => Value(user, 1)).Find(Knows)?.Severity);
        Assert.Equal(severity, Healthy.WithColumn(user => Value(user, -1)).Find(Knows)?.Severity);
    }

    [Theory]
    [InlineData(4, true)]
    [InlineData(5, false)]
    public void Examine_MissingNumbersKnowTheAnswer_UpToABound(int wrong, bool isFound)
    {
        Assert.Equal(isFound, Healthy.WithColumn(user => user % 2 == 0 && user > 2 * wrong ? $"{user % 7}" : "").Find(Knows) is not null);
        Assert.Equal(isFound, Healthy.WithColumn(user => user % 2 == 0 && user > 2 * wrong ? "" : $"{user % 7}").Find(Knows) is not null);
    }

    [Theory]
    [InlineData(4, true)]
    [InlineData(5, false)]
    public void Examine_CategoriesKnowTheAnswer_UpToABound(int wrong, bool isFound)
    {
        Assert.Equal(isFound, Healthy.WithColumn(user => user % 2 == 0 && user > 2 * wrong ? "yes" : "no").Find(Knows) is not null);
        Assert.Equal(isFound, Healthy.WithColumn(user => user % 2 == 0 && user > 2 * wrong ? "" : "no").Find(Knows) is not null);
    }

    [Theory]
    [InlineData(19, false)]
    [InlineData(20, true)]
    public void Examine_SmallCategories_SayNothing(int size, bool isFound) =>
        Assert.Equal(isFound, Healthy.WithColumn(user => $"{(user % 2 == 0 ? 'a' : 'b')}{(user - 1) / (2 * size)}").Find(Knows) is not null);

    [Fact]
    public void Examine_HonestColumn_IsNotFlagged()
    {
        Assert.Null(Healthy.WithColumn(user => $"{user % 10 + (user % 2 == 0 ? 3 : 0)}").Find(Knows));
        Assert.Null(Healthy.WithColumn(user => Day(100 + user)).Find(Knows));
    }

    [Theory]
    [InlineData(29, 10, Severity.Warning)]
    [InlineData(29, 9, null)]
    [InlineData(30, 10, null)]
    public void Examine_DaysAfterTheAnchor_KnowSomeAnswers(int daysAgo, int late, Severity? severity) =>
        Assert.Equal(severity, Healthy.WithColumn(user => user % 2 == 0 && user <= 2 * late ? Day(daysAgo) : Day(300 + user % 30)).Find(Knows)?.Severity);

    [Fact]
    public void Examine_DaysAfterTheAnchorOfOthersToo_KnowNothing() => Assert.Null(Healthy.WithColumn(user => user <= 20 ? Day(5) : Day(300)).Find(Knows));

    [Fact]
    public void Examine_DaysOfThoseWhoOrdered_KnowTheAnswer() => Assert.Equal(Severity.Serious, Healthy.WithColumn(user => user % 2 == 0 ? Day(user % 20) : Day(100)).Find(Knows)?.Severity);

    [Theory]
    [InlineData(49, 2, false)]
    [InlineData(50, 2, true)]
    [InlineData(90, 10, false)]
    [InlineData(100, 10, true)]
    public void Examine_FewUsersOrExamples_NothingIsSaid(int users, int step, bool isFound)
    {
        // Every second or tenth user ordered: of 90 just nine.
        var patient = (Healthy with { Orders = OrderHeader + OldOrders + RecentOrders(users / step, step) }).WithColumn(user => user % step == 0 ? "1" : "0", users);

        Assert.Equal(isFound, patient.Find(Knows) is not null);
    }
}
