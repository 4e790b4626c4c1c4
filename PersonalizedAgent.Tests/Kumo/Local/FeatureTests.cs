using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Kumo.Context;
using PersonalizedAgent.Core.Kumo.Local.Features;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Kumo.Local;

public sealed class FeatureTests
{
    private static readonly DateTime Now = new(2025, 6, 14, 9, 0, 0);

    private static (float[] Values, string Words) Of(FeatureSet features, string block, Dataset dataset, int row, DateTime at)
    {
        var past = UserPast.Of(dataset, row, World.Moment(at));
        var summary = PastSummary.Of(past);
        var values = new float[features.Width];
        features.Fill(past, summary, values);
        var place = features.Blocks.Select(one => one.Name).ToList().IndexOf(block);
        return (values[features.RangeOf(place)], features.Blocks[place].Describe(past, summary));
    }

    private static (float[] Values, string Words) Of(string block, Dataset dataset, DateTime? at = null) => Of(FeatureSet.ForResponses(dataset), block, dataset, 0, at ?? Now);

    [Fact]
    public void Blocks_Columns_AreThoseThatDoNotCountWhatHappened()
    {
        var dataset = World.MadeUp(1).Read();

        string[] engagement = ["recency", "volume", "tenure", "lately", "categories", "contacts", "age", "city", "joined", "balance"];

        Assert.Equal(engagement.Where(name => name != "city"), FeatureSet.ForEngagement(dataset).Blocks.Select(block => block.Name).Where(name => name != "city"));
        Assert.Equal("calendar", FeatureSet.ForResponses(dataset).Blocks[^1].Name);
        Assert.DoesNotContain(FeatureSet.ForResponses(dataset).Blocks, block => block.Name is "last_active" or "interactions" or "purchases" or "days_since_active");
    }

    [Fact]
    public void Blocks_PredictedColumns_AreNotAmongThem()
    {
        var dataset = World.MadeUp(1).Read();
        var scored = dataset with { Users = new Core.Kumo.Local.ScoreTable(new float[60], new byte[60]).AddTo(dataset.Users) };

        Assert.Equal(FeatureSet.ForEngagement(dataset).Blocks.Select(block => block.Name), FeatureSet.ForEngagement(scored).Blocks.Select(block => block.Name));
    }

    [Theory]
    [InlineData(29, 1, 1, 0)]
    [InlineData(30, 0, 1, 1)]
    [InlineData(59, 0, 1, 1)]
    [InlineData(60, 0, 1, 0)]
    [InlineData(89, 0, 1, 0)]
    [InlineData(90, 0, 0, 0)]
    public void Summary_PurchaseDaysAgo_FallsIntoItsWindows(int daysAgo, int in30, int in90, int before)
    {
        var dataset = FolderFiles.ReadOrders($"user_id,at,amount\n1,{Now.AddDays(-daysAgo):yyyy-MM-dd},2\n1,{Now.AddDays(-daysAgo):yyyy-MM-dd}T08:00:00,5\n");

        var summary = PastSummary.Of(UserPast.Of(dataset, 0, World.Moment(Now)));

        Assert.Equal((1, daysAgo, daysAgo, in30, in90, before), (summary.Purchases, summary.Recency, summary.Tenure, summary.In30Days, summary.In90Days, summary.In30DaysBefore));
        Assert.Equal((7, 7), (summary.Amount, summary.MeanAmount));
    }

    [Theory]
    [InlineData(-86_401, -2)]
    [InlineData(-86_400, -1)]
    [InlineData(-1, -1)]
    [InlineData(0, 0)]
    [InlineData(86_399, 0)]
    [InlineData(86_400, 1)]
    public void DayOf_Moment_IsItsDay(int moment, int expected) => Assert.Equal(expected, PastSummary.DayOf(moment));

    [Theory]
    [InlineData("2025-06-13T23:59:58", false, "it is a Friday")]
    [InlineData("2025-06-13T23:59:59", true, "it is a weekend")]
    [InlineData("2025-06-15T23:59:58", true, "it is a weekend")]
    [InlineData("2025-06-15T23:59:59", false, "it is a Monday")]
    public void Calendar_Anchor_IsTheDayOfTheMomentAfterIt(string anchor, bool isWeekend, string words)
    {
        // The anchor of a contact is the second before it; many logs know the day alone, and so midnight.
        var (values, told) = Of("calendar", FolderFiles.ReadOrders("user_id,at\n1,2025-01-01\n"), DateTime.Parse(anchor, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal([isWeekend ? 1 : 0, 0, 0], values);
        Assert.Equal(words, told);
    }

    [Theory]
    [InlineData(7, 1, 0, 0)]
    [InlineData(8, 0, 1, 0)]
    [InlineData(30, 0, 1, 0)]
    [InlineData(31, 0, 0, 1)]
    [InlineData(90, 0, 0, 1)]
    [InlineData(91, 0, 0, 0)]
    public void Recency_Days_FallIntoOneStep(int days, int week, int month, int quarter)
    {
        var (values, words) = Of("recency", FolderFiles.ReadOrders($"user_id,at\n1,{Now.AddDays(-days):yyyy-MM-dd}\n"));

        Assert.Equal([(float)Math.Log(1 + days), 0, 0, week, month, quarter, 0], values);
        Assert.Equal($"bought {days} days ago", words);
    }

    [Fact]
    public void Recency_NeverBought_IsAStepOfItsOwn()
    {
        var dataset = FolderFiles.ReadOrders("user_id,at\n2,2025-01-01\n");

        Assert.Equal([0, 0, 0, 0, 0, 0, 1], Of("recency", dataset).Values);
        Assert.Equal("has not bought yet", Of("recency", dataset).Words);
    }

    [Fact]
    public void Contacts_Past_AreCountedByActionAndResponse()
    {
        var dataset = FolderFiles.ReadContacts("user_id,action,at,responded\n1,offer_discount,2025-01-01,1\n1,send_message,2025-06-13,0\n1,send_message,2025-06-14,1\n1,send_message,2025-06-15,1\n");

        var (values, words) = Of("contacts", dataset);

        Assert.Equal([(float)Math.Log(3), (float)Math.Log(2), (float)Math.Log(2), 0, 0, (float)Math.Log(3), (float)Math.Log(2)], values);
        Assert.Equal("responded to 2 of 3 contacts", words);
    }

    [Theory]
    [InlineData("2025-06-04", 10, 0, "joined: 10 days ago")]
    [InlineData("2025-06-14", 0, 0, "joined: 0 days ago")]
    [InlineData("2025-06-15", 0, 1, "joined unknown")]
    [InlineData("", 0, 1, "joined unknown")]
    public void DayColumn_AfterTheAnchor_IsNotKnownYet(string joined, int days, int unknown, string words)
    {
        var dataset = FolderFiles.Read(("users.csv", $"user_id,joined\n1,{joined}\n2,2025-01-01\n"), ("orders.csv", "user_id,at\n1,2025-01-01\n"));

        var (values, told) = Of("joined", dataset);

        Assert.Equal([(float)Math.Log(1 + days), unknown], values);
        Assert.Equal(words, told);
    }

    [Fact]
    public void Categories_AreChosenByTheItemsNotByWhatIsOrdered()
    {
        const string items = "item_id,name,category\na,A,Tea\nb,B,Tea\nc,C,Nuts\nd,D,\n";

        var dataset = FolderFiles.ReadOrders("user_id,at,item_id\n1,2025-01-01,c\n1,2025-01-01,d\n1,2025-01-02,\n1,2025-01-03,a\n2,2025-06-20,c\n2,2025-06-21,c\n2,2025-06-22,c\n", items);

        // The line without an item says nothing of categories.
        Assert.Equal([1 / 3f, 1 / 3f], Of("categories", dataset).Values);
        Assert.Equal("buys mostly Tea (33 %)", Of("categories", dataset).Words);
    }
}
