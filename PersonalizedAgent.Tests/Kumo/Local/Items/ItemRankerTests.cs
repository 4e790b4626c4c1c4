using PersonalizedAgent.Core.Kumo.Local.Items;

namespace PersonalizedAgent.Tests.Kumo.Local.Items;

public sealed class ItemRankerTests
{
    private const int GroupSize = 8;
    private static readonly int[][] Groups = Purchases.InGroups(120, 3, GroupSize, 5);

    [Fact]
    public void Top_ItemsOfOneGroup_AreFollowedByTheRestOfTheGroup()
    {
        var ranker = Fit(Groups);

        var top = ranker.Top(Purchases.Of([8, 9, 10, 11, 12]).Of(0), 3);

        Assert.Equal("EASE", ranker.Method);
        Assert.Equal([13, 14, 15], top.Select(item => item.ItemRow).Order());
        Assert.True(top[0].Score >= top[1].Score && top[1].Score >= top[2].Score && top[2].Score > 0);
    }

    [Fact]
    public void Score_KnownHistory_IsTheWeightedSumOfTheModel()
    {
        var ranker = Fit(Groups);
        var histories = Purchases.Of(Groups);
        var catalogue = new EaseCatalogue(ItemPopularity.Of(histories, 24), 24);
        var model = EaseModel.Fit(catalogue.CountPairs(histories, null, CancellationToken.None), 24, ranker.Lambda!.Value, CancellationToken.None);
        var recency = new Recency(ranker.RecencyDays!.Value);

        var scores = ScoresOf(ranker, Purchases.Of([3, 5]).Of(0));

        Assert.Equal(recency.WeightOf(0, 86_400) * model[3, 6] + model[5, 6], scores[6], 1e-5);
        Assert.Equal((double.NegativeInfinity, double.NegativeInfinity), (scores[3], scores[5]));
    }

    [Fact]
    public void Top_NoHistory_IsByPopularityThenRow()
    {
        int[][] users = [.. Groups, [20, 2], [20, 3]];

        var top = Fit(users).Top(default, 100);

        var counts = Enumerable.Range(0, 24).Select(row => users.Count(user => user.Contains(row))).ToArray();
        Assert.Equal(Enumerable.Range(0, 24).OrderByDescending(row => counts[row]), top.Select(item => item.ItemRow));
        Assert.All(top, item => Assert.Equal(counts[item.ItemRow], item.Score));
    }

    [Theory]
    [InlineData(49, "popularity")]
    [InlineData(50, "EASE")]
    public void Method_ByUsersWithTwoItems_SaysHowItRanks(int users, string expected)
    {
        int[][] withOthers = [.. Purchases.InGroups(users, 1, 4, 2), .. Enumerable.Range(1, 3).Select(item => new[] { item }), []];

        var ranker = Fit(withOthers);

        Assert.Equal(expected, ranker.Method);
        Assert.Equal(expected == "EASE", ranker.Lambda is not null && ranker.RecencyDays is not null);
    }

    [Fact]
    public void Score_TooFewUsers_IsPopularityWithoutBoughtItems()
    {
        var ranker = Fit([[0, 1], [1, 2], [1]]);

        Assert.Equal([1, double.NegativeInfinity, 1, .. Enumerable.Repeat(0d, 21)], ScoresOf(ranker, Purchases.Of([1]).Of(0)));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(9, true)]
    public void Top_BoughtOnSeveralDays_IsOfferedAgainFromThreeOn(int days, bool isOffered)
    {
        var history = Purchases.OfDays([(0, 0, days), (1, 1, 1), (2, 2, 1), (3, 3, 1)]).Of(0);

        var ranker = Fit(Groups);

        Assert.Equal(isOffered, ranker.Top(history, 24).Any(item => item.ItemRow == 0));
        Assert.DoesNotContain(ranker.Top(history, 24, newOnly: true), item => item.ItemRow == 0);
        Assert.DoesNotContain(ranker.Top(history, 24), item => item.ItemRow is 1 or 2 or 3);
    }

    [Fact]
    public void Score_BoughtAgainAndAgain_IsWhatTheOtherItemsSay()
    {
        var ranker = Fit(Groups);

        var with = ScoresOf(ranker, Purchases.OfDays([(0, 0, 3), (1, 0, 1), (2, 0, 1)]).Of(0));
        var without = ScoresOf(ranker, Purchases.OfDays([(1, 0, 1), (2, 0, 1)]).Of(0));

        Assert.Equal(without[0], with[0], 1e-6);
    }

    [Fact]
    public void Score_BeyondTheCap_IsByPopularityBelowAllOthers()
    {
        // Items 0 to 3 are bought by most; of those beyond, 5 by two users, 4 and 6 by one, 7 by nobody.
        int[][] users = [.. Purchases.InGroups(80, 1, 4, 3), [5, 4], [5, 6]];
        var ranker = ItemRanker.Fit(Purchases.Of(users), 8, maxModelSize: 4, CancellationToken.None);

        var scores = ScoresOf(ranker, Purchases.Of([0, 1]).Of(0));

        Assert.True(Math.Min(scores[2], scores[3]) > scores[5]);
        Assert.True(scores[5] > scores[4] && scores[4] == scores[6] && scores[6] > scores[7] && scores[7] > double.NegativeInfinity);
        // Who bought only such items is served by popularity.
        Assert.Equal([5, 4, 6], ranker.Top(Purchases.Of([7]).Of(0), 8).Select(item => item.ItemRow).Skip(4));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(22, 22)]
    [InlineData(23, 22)]
    [InlineData(1000, 22)]
    public void Top_Count_IsAtMostWhatIsLeft(int count, int expected)
    {
        var top = Fit(Groups).Top(Purchases.Of([0, 1]).Of(0), count);

        Assert.Equal(expected, top.Count);
        Assert.Equal(top.OrderByDescending(item => item.Score).ThenBy(item => item.ItemRow), top);
    }

    [Fact]
    public void Fit_OrderRecentThingsTell_LetsNewItemsCountMore()
    {
        // Ten of twelve old items say little, the two new ones all: what comes last is of the new ones' group.
        var random = new Random(5);
        var users = Enumerable.Range(0, 200).Select(user =>
        {
            int[] old = [.. Enumerable.Range(user % 4 * 12, 12)];
            int[] fresh = [.. Enumerable.Range(48 + user / 4 % 4 * 12, 12)];
            random.Shuffle(old);
            random.Shuffle(fresh);
            return old[..10].Select(item => (item, 0, 1)).Concat(fresh[..3].Select((item, i) => (item, 400 + i, 1))).ToArray();
        });

        var ranker = ItemRanker.Fit(Purchases.OfDays([.. users]), 96, CancellationToken.None);

        Assert.True(double.IsFinite(ranker.RecencyDays!.Value));
    }

    [Fact]
    public void Fit_AgeDoesNotMatter_WeighsAllTheSame()
    {
        // All is bought at one moment: all recencies are equal, and the plainest one stands.
        var users = Groups.Select(items => items.Select(item => (item, 0, 1)).ToArray());

        Assert.Equal(double.PositiveInfinity, ItemRanker.Fit(Purchases.OfDays([.. users]), 24, CancellationToken.None).RecencyDays);
    }

    [Fact]
    public void Fit_ManyItems_TakesTheUsualLambda()
    {
        int[][] users = [.. Enumerable.Range(0, 60).Select(user => Enumerable.Range(user * 26, 26).ToArray())];

        Assert.Equal(EaseChoice.UsualLambda, ItemRanker.Fit(Purchases.Of(users), 60 * 26, CancellationToken.None).Lambda);
    }

    [Theory]
    [InlineData(6, new[] { 0, 2, 3, 4, 5, 6 })]
    [InlineData(7, new[] { 0, 2, 3, 4, 5, 6 })]
    [InlineData(3, new[] { 0, 3, 5 })]
    public void Sample_ManyUsers_TakesThoseWithTwoItemsAtEvenDistances(int max, int[] expected) =>
        Assert.Equal(expected, EaseChoice.Sample(Purchases.Of([0, 1], [0], [0, 1], [1, 0], [0, 1], [1, 2], [2, 1], []), max));

    [Fact]
    public async Task Fit_AgainAndOnOneThread_GivesTheSameScores()
    {
        var first = Scores();

        Assert.Equal(first, Scores());
        Assert.Equal(first, await Purchases.OnOneThread(Scores));

        static double[] Scores() => ScoresOf(Fit(Groups), Purchases.Of([8, 9, 20]).Of(0));
    }

    [Fact]
    public void Top_ManyThreads_AgreeWithOne()
    {
        var ranker = Fit(Groups);
        var expected = Groups.Select(items => ranker.Top(Purchases.Of(items).Of(0), 5)).ToArray();

        Parallel.For(0, 1000, i => Assert.Equal(expected[i % Groups.Length], ranker.Top(Purchases.Of(Groups[i % Groups.Length]).Of(0), 5)));
    }

    [Fact]
    public void Fit_NoItems_RanksNothing()
    {
        var ranker = ItemRanker.Fit(Purchases.Of([], []), 0, CancellationToken.None);

        Assert.Equal("popularity", ranker.Method);
        Assert.Empty(ranker.Top(default, 5));
    }

    [Fact]
    public void Fit_ItemBeyondTheTable_Throws() =>
        Assert.Throws<ArgumentException>(() => ItemRanker.Fit(Purchases.Of([0, 3]), 3, CancellationToken.None));

    [Fact]
    public void Fit_Cancelled_Throws() =>
        Assert.ThrowsAny<OperationCanceledException>(() => ItemRanker.Fit(Purchases.Of(Groups), 24, new CancellationToken(canceled: true)));

    [Fact]
    public void Score_OtherLength_Throws() => Assert.Throws<ArgumentException>(() => Fit(Groups).Score(default, new double[23]));

    [Fact]
    public void Top_NegativeCount_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => Fit(Groups).Top(default, -1));

    private static ItemRanker Fit(int[][] users) => ItemRanker.Fit(Purchases.Of(users), 3 * GroupSize, CancellationToken.None);

    private static double[] ScoresOf(ItemRanker ranker, ItemHistory history)
    {
        var scores = new double[ranker.ItemCount];
        ranker.Score(history, scores);
        return scores;
    }
}
