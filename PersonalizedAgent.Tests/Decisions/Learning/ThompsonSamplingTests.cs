using MathNet.Numerics.Distributions;
using PersonalizedAgent.Core.Decisions.Learning;

namespace PersonalizedAgent.Tests.Decisions.Learning;

public sealed class ThompsonSamplingTests
{
    [Theory]
    [InlineData(0.3, 0.1, 0.2, 0.1)]
    [InlineData(0.3, 0.1, 0.3, 0.1)]
    [InlineData(0.3, 0.02, 0.25, 0.4)]
    [InlineData(0.3, 1e-6, 0.25, 0.4)]
    [InlineData(0.3, 1e-6, 0.3, 1)]
    [InlineData(-0.7, 10, 0.3, 1e-6)]
    [InlineData(0.9, 0.05, 0.3, 0.05)]
    [InlineData(0.1, 1e-6, 0.9, 1e-6)]
    [InlineData(0.300001, 1e-6, 0.3, 1e-6)]
    public void Propensities_OfTwo_AreTheClosedForm(double mean, double deviation, double otherMean, double otherDeviation)
    {
        var expected = Normal.CDF(0, 1, (mean - otherMean) / Math.Sqrt(deviation * deviation + otherDeviation * otherDeviation));

        var propensities = ThompsonSampling.Propensities([new(mean, deviation), new(otherMean, otherDeviation)]);

        Assert.Equal(expected, propensities[0], 1e-9);
        Assert.Equal(1 - expected, propensities[1], 1e-9);
    }

    [Fact]
    public void Propensities_OfThree_AgreeWithMonteCarlo()
    {
        const int draws = 200_000;
        var random = new Random(3);
        for (var trial = 0; trial < 8; trial++)
        {
            var beliefs = Enumerable.Range(0, 3).Select(_ => new Belief(random.NextDouble() * 0.2, Math.Pow(10, -3 * random.NextDouble()))).ToArray();
            var wins = new int[3];
            var samples = new double[3];
            for (var i = 0; i < draws; i++)
            {
                for (var arm = 0; arm < 3; arm++)
                    samples[arm] = Normal.Sample(random, beliefs[arm].Mean, beliefs[arm].Deviation);
                wins[Array.IndexOf(samples, samples.Max())]++;
            }

            var propensities = ThompsonSampling.Propensities(beliefs);

            for (var arm = 0; arm < 3; arm++)
                Assert.Equal((double)wins[arm] / draws, propensities[arm], 4.5 * Math.Sqrt(propensities[arm] * (1 - propensities[arm]) / draws) + 1.0 / draws);
            Assert.Equal(1, propensities.Sum(), 1e-12);
        }
    }

    [Fact]
    public void Propensities_AThirdOneFarBelow_ChangesNothing()
    {
        var two = ThompsonSampling.Propensities([new(0.3, 0.1), new(0.2, 0.2)]);

        var three = ThompsonSampling.Propensities([new(0.3, 0.1), new(-50, 0.1), new(0.2, 0.2)]);

        Assert.Equal(two[0], three[0], 1e-9);
        Assert.Equal(0, three[1], 1e-12);
    }

    [Fact]
    public void Propensities_Equals_ShareEqually()
    {
        Assert.Equal([1], ThompsonSampling.Propensities([new(0.3, 0.1)]));
        Assert.All(ThompsonSampling.Propensities([new(0.3, 0.1), new(0.3, 0.1), new(0.3, 0.1)]), propensity => Assert.Equal(1.0 / 3, propensity, 1e-12));
    }

    [Fact]
    public void Propensities_OrderOfActions_DoesNotMatter()
    {
        var forth = ThompsonSampling.Propensities([new(0.3, 0.1), new(0.25, 0.02), new(0.2, 0.3)]);

        var back = ThompsonSampling.Propensities([new(0.2, 0.3), new(0.25, 0.02), new(0.3, 0.1)]);

        Assert.Equal(forth, back.Reverse(), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Theory]
    [InlineData(0, 1, 0, 0)]
    [InlineData(0.15, 0.85, 0.1, 0.05)]
    [InlineData(0.3, 0.7, 0.2, 0.1)]
    [InlineData(0.31, 0.7, 0.2, 0.1)]
    [InlineData(1, 0.7, 0.2, 0.1)]
    public void Bounded_Others_HaveAtMostSoMuch(double most, double first, double second, double third) =>
        Assert.Equal([first, second, third], ThompsonSampling.Bounded([0.7, 0.2, 0.1], 0, most), (a, b) => Math.Abs(a - b) < 1e-12);

    [Fact]
    public void Bounded_GreedyIsNotTheLikeliest_StillHoldsTheBound() =>
        Assert.Equal([0.15, 0.8, 0.05], ThompsonSampling.Bounded([0.6, 0.2, 0.2], 1, 0.2), (a, b) => Math.Abs(a - b) < 1e-12);

    [Fact]
    public void Bounded_OneAlone_IsCertain() => Assert.Equal([1], ThompsonSampling.Bounded([1], 0, 0));
}
