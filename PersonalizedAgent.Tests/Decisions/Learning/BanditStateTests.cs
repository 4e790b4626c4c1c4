using MathNet.Numerics.LinearAlgebra;
using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Decisions.Learning;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Decisions.Learning;

public sealed class BanditStateTests
{
    private static readonly LearningOptions Options = new();

    private static BanditFeatures Features(int i) => BanditFeatures.Of(i % 11 / 11.0, i % 3 == 0 ? null : i % 7 / 7.0, i % 5 * 20, i % 13, new DateOnly(2025, 8, 1).AddDays(i));

    private static IEnumerable<(BanditFeatures Features, AgentAction Action, double Reward)> Events(int count) =>
        Enumerable.Range(0, count).Select(i => (Features(i), AgentActions.All[i % 3], i * 7 % 10 / 9.0));

    private static BanditState Fold(IEnumerable<(BanditFeatures Features, AgentAction Action, double Reward)> events) =>
        events.Aggregate(BanditState.Initial(Options), (state, next) => state.Learn(next.Features, next.Action, next.Reward));

    [Fact]
    public void Learn_SameEventsInTheSameOrder_IsEqualToTheBit()
    {
        var (one, other) = (Fold(Events(500)), Fold(Events(500)));

        Assert.Equal(one.ToBytes(), other.ToBytes());
        Assert.Equal((one.Hash, one.Version), (other.Hash, other.Version));
        Assert.Equal(500, one.Events);
        Assert.Equal($"learning-1/500/{one.Hash[..8]}", one.Version);
    }

    [Fact]
    public void Learn_AnythingElse_IsAnotherVersion()
    {
        var events = Events(20).ToList();
        var versions = new List<string> { Fold(events).Version, Fold(events.Take(19)).Version, BanditState.Initial(Options).Version };
        versions.Add(Fold(events.Select((next, i) => i == 3 ? next with { Reward = 0.123 } : next)).Version);
        versions.Add(Fold(events.Select((next, i) => i == 3 ? next with { Action = AgentAction.SendMessage } : next)).Version);
        versions.Add(BanditState.Initial(new LearningOptions { NoiseVariance = 0.21 }).Version);
        versions.Add(BanditState.Initial(new LearningOptions { PriorDeviation = 0.31 }).Version);

        Assert.Equal(versions.Count, versions.Distinct().Count());
        Assert.StartsWith("learning-1/0/", versions[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Learn_LeavesTheStateAsItWas()
    {
        var before = Fold(Events(10));
        var bytes = before.ToBytes();

        before.Learn(Features(3), AgentAction.OfferDiscount, 1);

        Assert.Equal(bytes, before.ToBytes());
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(-1e-9, false)]
    [InlineData(1.000001, false)]
    [InlineData(double.NaN, false)]
    public void Learn_Reward_MustLieWithinItsBounds(double reward, bool isValid)
    {
        var state = BanditState.Initial(Options);

        if (isValid)
            Assert.Equal(1, state.Learn(Features(1), AgentAction.OfferDiscount, reward).Events);
        else
            Assert.Equal("reward", Assert.Throws<ArgumentOutOfRangeException>(() => state.Learn(Features(1), AgentAction.OfferDiscount, reward)).ParamName);
    }

    [Fact]
    public void Learn_NoSuchAction_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => BanditState.Initial(Options).Learn(Features(1), (AgentAction)3, 1));

    [Theory]
    [InlineData(0.3, 0.3)]
    [InlineData(null, 0.25)]
    public void Believe_NothingLearned_ExpectsWhatIsPredicted(double? response, double expected)
    {
        var belief = BanditState.Initial(Options).Believe(BanditFeatures.Of(0.9, response, 10, 3, Sample.Today), AgentAction.SendMessage);

        Assert.Equal(expected, belief.Mean, 1e-12);
        Assert.Equal((belief.Mean - 1.959963984540054 * belief.Deviation, belief.Mean + 1.959963984540054 * belief.Deviation), (belief.Low, belief.High));
        Assert.True(belief.Deviation >= Options.PriorDeviation);
    }

    [Fact]
    public void Believe_AfterRewards_IsTheClosedForm()
    {
        var ofDiscounts = Events(300).Where(next => next.Action == AgentAction.OfferDiscount).ToList();
        var x = Matrix<double>.Build.DenseOfRows(ofDiscounts.Select(next => next.Features.Values));
        var r = Vector<double>.Build.DenseOfEnumerable(ofDiscounts.Select(next => next.Reward));
        var start = Matrix<double>.Build.DenseIdentity(x.ColumnCount) / (Options.PriorDeviation * Options.PriorDeviation);
        var precision = start + x.TransposeThisAndMultiply(x) / Options.NoiseVariance;
        var weights = precision.Solve(start * Vector<double>.Build.Dense([0, 0, 1, 0.25, 0, 0, 0]) + x.TransposeThisAndMultiply(r) / Options.NoiseVariance);
        var at = Vector<double>.Build.DenseOfEnumerable(Features(17).Values);

        var belief = Fold(Events(300)).Believe(Features(17), AgentAction.OfferDiscount);

        Assert.Equal(weights * at, belief.Mean, 1e-9);
        Assert.Equal(Math.Sqrt(at * precision.Solve(at)), belief.Deviation, 1e-9);
    }

    [Fact]
    public void Learn_OneAction_TellsNothingOfTheOthers()
    {
        var (before, after) = (BanditState.Initial(Options), BanditState.Initial(Options).Learn(Features(1), AgentAction.OfferDiscount, 1));

        Assert.True(after.Believe(Features(1), AgentAction.OfferDiscount).Mean > before.Believe(Features(1), AgentAction.OfferDiscount).Mean);
        Assert.True(after.Believe(Features(1), AgentAction.OfferDiscount).Deviation < before.Believe(Features(1), AgentAction.OfferDiscount).Deviation);
        Assert.Equal(before.Believe(Features(1), AgentAction.SendMessage), after.Believe(Features(1), AgentAction.SendMessage));
    }

    [Fact]
    public void Learn_ManyRewards_FindsTheTrueExpectation()
    {
        var random = new Random(5);
        var state = BanditState.Initial(Options);
        for (var i = 0; i < 20_000; i++)
            state = state.Learn(Features(i), AgentAction.SendMessage, random.NextDouble() < Truth(Features(i)) ? 1 : 0);

        Assert.All(Enumerable.Range(0, 50), i =>
        {
            var belief = state.Believe(Features(i), AgentAction.SendMessage);
            Assert.InRange(Truth(Features(i)), belief.Mean - 4 * belief.Deviation, belief.Mean + 4 * belief.Deviation);
            Assert.InRange(belief.Deviation, 0, 0.02);
        });

        static double Truth(BanditFeatures features) => 0.2 + 0.3 * features.Values[2] + 0.1 * features.Values[3] + 0.2 * features.Values[5];
    }

    [Fact]
    public void Believe_Actions_AreInTheirOrder()
    {
        var input = PolicyInput.Of(Sample.User, Sample.Prediction() with { ActionScores = [new(AgentAction.OfferDiscount, new(0.3)), new(AgentAction.SendMessage, new(0.6))] }, new AgentOptions());

        Assert.Equal([0.6, 0.3], BanditState.Initial(Options).Believe(input, [AgentAction.SendMessage, AgentAction.OfferDiscount]).Select(belief => Math.Round(belief.Mean, 12)));
    }
}
