using PersonalizedAgent.Core.Evaluation.Policies;

namespace PersonalizedAgent.Tests.Evaluation.Policies;

public sealed class RewardModelTests
{
    /// <summary>The first action does well for those below 0, the second one for those above.</summary>
    private static (ActionLog Log, FeatureRows Features) MadeUp(int rows, int seed = 1)
    {
        var random = new Random(seed);
        float[] values = [.. Enumerable.Range(0, rows).Select(_ => (float)(2 * random.NextDouble() - 1))];
        var log = values.Select(value => (value, action: random.Next(2))).Select(row => new LoggedAction(row.action, random.NextDouble() < (row.action == 0 == row.value < 0 ? .8 : .2) ? 1 : 0, .5));
        return (new(log, 2), new(values, rows, 1));
    }

    [Fact]
    public void Predict_NoFeatures_IsTheMeanDrawnToThatOfAll()
    {
        var log = new ActionLog([new(0, 1), new(0, 1), new(0, 0), new(1, 0)], 3);

        var model = RewardModel.Fit(log, new([], 4, 0));
        var expected = model.Predict(new([], 1, 0));

        // (2 + 10 · ½) / 13, (0 + 10 · ½) / 11, and ½ for an action that was never taken.
        Assert.Equal([7 / 13.0, 5 / 11.0, .5], expected.Of(0).ToArray());
        Assert.Equal((0, 1, 3), (model.LearnedActions, expected.Rows, expected.Actions));
    }

    [Fact]
    public void Predict_Features_TellTheActionsApart()
    {
        var (log, features) = MadeUp(1000);

        var model = RewardModel.Fit(log, features);
        var expected = model.Predict(new([-.8f, .8f], 2, 1));

        Assert.Equal(2, model.LearnedActions);
        Assert.Equal((0, 1), (expected.BestOf(0), expected.BestOf(1)));
        Assert.All([expected[0, 0], expected[1, 1]], chance => Assert.InRange(chance, .7, .95));
    }

    [Theory]
    [InlineData(9, 0)]
    [InlineData(10, 1)]
    public void Fit_FewOfOneReward_FallsBackToTheMean(int ones, int learned)
    {
        var log = new ActionLog(Enumerable.Range(0, 40).Select(row => new LoggedAction(0, row < ones ? 1 : 0)), 1);

        Assert.Equal(learned, RewardModel.Fit(log, new([.. Enumerable.Range(0, 40).Select(row => (float)row)], 40, 1)).LearnedActions);
    }

    [Fact]
    public void Fit_RewardsThatAreAmounts_FallsBackToTheMean()
    {
        var (log, features) = MadeUp(200);
        var amounts = new ActionLog(log.Rows.Select(row => row with { Reward = 7 * row.Reward }), 2);

        Assert.Equal(0, RewardModel.Fit(amounts, features).LearnedActions);
    }

    [Fact]
    public void CrossFit_RewardOfARow_DoesNotCountForThatRow()
    {
        var (log, features) = MadeUp(200);
        var other = new ActionLog(log.Rows.Select((row, i) => i == 17 ? row with { Reward = 1 - row.Reward } : row), 2);

        var (before, after) = (RewardModel.CrossFit(log, features, 5), RewardModel.CrossFit(other, features, 5));

        Assert.Equal(before.Of(17).ToArray(), after.Of(17).ToArray());
        Assert.Contains(Enumerable.Range(0, 200), row => before[row, log.Rows[17].Action] != after[row, log.Rows[17].Action]);
    }

    [Fact]
    public void CrossFit_Seed_DecidesAlone()
    {
        var (log, features) = MadeUp(200);

        Assert.Equal(Of(1), Of(1));
        Assert.NotEqual(Of(1), Of(2));

        double[] Of(int seed)
        {
            var expected = RewardModel.CrossFit(log, features, seed);
            return [.. Enumerable.Range(0, expected.Rows).Select(row => expected[row, 0])];
        }
    }

    [Fact]
    public void All_InputThatDoesNotFit_Throws()
    {
        var log = new ActionLog([new(0, 1)], 1);

        Assert.Throws<ArgumentException>(() => RewardModel.Fit(new([], 1), new([], 0, 0)));
        Assert.Throws<ArgumentException>(() => RewardModel.Fit(log, new([], 2, 0)));
        Assert.Throws<ArgumentException>(() => RewardModel.CrossFit(log, new([], 1, 0), 0));
        Assert.Throws<ArgumentException>(() => new FeatureRows([1, 2, 3], 2, 2));
        Assert.Throws<ArgumentException>(() => new FeatureRows([1, float.NaN], 2, 1));
        Assert.Throws<ArgumentException>(() => new RewardTable([1, 2, 3], 2));
        Assert.Throws<ArgumentException>(() => new RewardTable([1, double.NaN], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => TargetPolicy.Always("none", 2, 2));
    }

    [Fact]
    public void Greedy_EqualRewards_TakesTheFirst() =>
        Assert.Equal([0, 1], TargetPolicy.Greedy("greedy", new([.5, .5, .1, .2], 2)) is var policy ? [BestOf(policy, 0), BestOf(policy, 1)] : Array.Empty<int>());

    private static int BestOf(TargetPolicy policy, int row) => policy.ProbabilitiesOf(row).ToList().IndexOf(1);
}
