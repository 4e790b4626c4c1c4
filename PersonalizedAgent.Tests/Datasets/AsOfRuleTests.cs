using System.Globalization;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Intake;
using PersonalizedAgent.Core.Users;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Datasets;

/// <summary>Which day a dataset takes for today.</summary>
public sealed class AsOfRuleTests
{
    private static readonly TimeProvider Clock = new ManualClock();

    private static string DaysAgo(int days) => Sample.Today.AddDays(-days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Dataset WithEvent(AsOfRule rule, int daysAgo, bool isContact = false)
    {
        using var folder = new TempDataset(
            ("users.csv", FolderFiles.Users),
            isContact ? ("contacts.csv", $"user_id,action,at,responded\n1,send_message,{DaysAgo(daysAgo)},1\n") : ("orders.csv", $"user_id,at\n1,{DaysAgo(daysAgo)}T23:59:59\n1,{DaysAgo(400)}\n"));
        return folder.Read(Sample.Today, rule);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(31, false)]
    [InlineData(32, true)]
    [InlineData(400, true)]
    public void Automatic_LastEventMoreThanAMonthAgo_RunsOnTheDayAfterIt(int daysAgo, bool isFixed)
    {
        foreach (var isContact in (bool[])[false, true])
        {
            var dataset = WithEvent(AsOfRule.Automatic, daysAgo, isContact);
            Assert.Equal(Sample.Today.AddDays(-daysAgo), dataset.LastEvent);
            Assert.Equal(isFixed ? Sample.Today.AddDays(1 - daysAgo) : null, dataset.FixedToday);
            Assert.Equal(isFixed ? Sample.Today.AddDays(1 - daysAgo) : Sample.Today, dataset.Today(Clock));
        }
    }

    [Theory]
    [InlineData(31, false)]
    [InlineData(32, true)]
    public void Automatic_ActivityLaterThanOrders_CountsAsEvent(int daysAgo, bool isFixed)
    {
        using var folder = new TempDataset(("users.csv", $"user_id,last_active\n1,{DaysAgo(daysAgo)}\n"), ("orders.csv", $"user_id,at\n1,{DaysAgo(300)}\n"));

        Assert.Equal(isFixed, folder.Read(Sample.Today, AsOfRule.Automatic).FixedToday is not null);
    }

    [Theory]
    [InlineData(31)]
    [InlineData(400)]
    public void Clock_FollowsTheClockWhateverTheData(int daysAgo)
    {
        var dataset = WithEvent(AsOfRule.Clock, daysAgo);

        Assert.Null(dataset.FixedToday);
        Assert.Equal(Sample.Today, dataset.Today(Clock));
        Assert.Equal(Sample.Now, dataset.AsOf(Clock));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(400)]
    public void LastEvent_RunsOnTheDayAfterIt(int daysAgo)
    {
        var dataset = WithEvent(AsOfRule.LastEvent, daysAgo);

        Assert.Equal(Sample.Today.AddDays(1 - daysAgo), dataset.FixedToday);
        Assert.Equal(new DateTimeOffset(Sample.Today.AddDays(1 - daysAgo).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero), dataset.AsOf(Clock));
    }

    [Fact]
    public void LastEvent_InTheFuture_DoesNotCount()
    {
        using var folder = new TempDataset(("users.csv", $"user_id,last_active\n1,{DaysAgo(-1)}\n"), ("orders.csv", $"user_id,at\n1,{DaysAgo(5)}\n1,{DaysAgo(-3)}\n"));

        var dataset = folder.Read(Sample.Today, AsOfRule.LastEvent);

        Assert.Equal((Sample.Today.AddDays(-5), Sample.Today.AddDays(-4)), (dataset.LastEvent, dataset.FixedToday));
    }

    [Theory]
    [InlineData(AsOfRule.Automatic)]
    [InlineData(AsOfRule.LastEvent)]
    public void NothingDated_FollowsTheClock(AsOfRule rule)
    {
        using var folder = new TempDataset(("users.csv", FolderFiles.Users), ("orders.csv", "user_id,at\n"));

        var dataset = folder.Read(Sample.Today, rule);

        Assert.Equal((null, null), (dataset.LastEvent, dataset.FixedToday));
    }

    [Fact]
    public void UsersFileAlone_FollowsTheClockHoweverOld()
    {
        Assert.Null(Sample.Dataset("1,25,M,2020-08-10,15,2").FixedToday);

        using var folder = new TempDataset(("users.csv", "user_id,last_active\n1,2020-08-10\n"));
        var dataset = folder.Read(Sample.Today, AsOfRule.Automatic);
        Assert.Equal((new DateOnly(2020, 8, 10), null), (dataset.LastEvent, dataset.FixedToday));
    }

    [Theory]
    [InlineData(AsOfRule.Automatic)]
    [InlineData(AsOfRule.Clock)]
    [InlineData(AsOfRule.LastEvent)]
    public void FixedToday_BeatsEveryRuleAndTellsWhatIsFuture(AsOfRule rule)
    {
        using var folder = new TempDataset(("users.csv", "user_id,last_active\n1,\n2,2024-05-02\n"), ("orders.csv", "user_id,at\n1,2024-05-01T23:59:59\n1,2024-05-02\n"));
        Assert.Null(DatasetFolder.TryFind(folder.Folder, new DatasetLimits(), out var source));

        var result = DatasetReader.Read(source with { AsOf = rule, FixedToday = new DateOnly(2024, 5, 1) }, new DatasetLimits(), Sample.Today);

        var dataset = Assert.IsType<DatasetReadResult.Read>(result).Dataset;
        Assert.Equal((new DateOnly(2024, 5, 1), new DateOnly(2024, 5, 1)), (dataset.FixedToday, dataset.Today(Clock)));
        Assert.Equal(["line 3, last_active: must not lie in the future", "line 3, at: lies after today"], dataset.Report.Window(0, 9).Select(issue => issue.Issue.ToString()));
        Assert.Equal(new DateOnly(2024, 5, 1), dataset.LastEvent);
        Assert.Equal((new DateOnly(2024, 5, 1), DerivedFields.LastActive | DerivedFields.Purchases), (dataset.Users[0].LastActive, dataset.Users[0].Derived));
    }
}
