using PersonalizedAgent.Core.Evaluation;
using PersonalizedAgent.Core.Evaluation.Policies;
using static PersonalizedAgent.Tests.Evaluation.Policies.Judged;

namespace PersonalizedAgent.Tests.Evaluation.Policies;

/// <summary>A world of three kinds of users whose truth is known, logged many times by a policy that prefers one action for each kind.</summary>
public sealed class PolicyCoverageTests
{
    private const int Rows = 600;
    private const int Times = 1000;

    private static readonly double[][] Chances = [[.1, .3, .2], [.5, .2, .3], [.2, .2, .6]];
    private static readonly double[][] Logged = [[.6, .2, .2], [.2, .6, .2], [.3, .5, .2]];

    /// <summary>A policy by kind, with some chance.</summary>
    private static readonly double[][] Good = [[0, .9, .1], [1, 0, 0], [.1, 0, .9]];

    private static readonly double[] Same = [.2, .5, .3];

    private static double Truth(Func<int, double[]> policy) => Enumerable.Range(0, 3).Average(kind => Enumerable.Range(0, 3).Sum(action => policy(kind)[action] * Chances[kind][action]));

    private static int Draw(Random random, double[] probabilities)
    {
        var left = random.NextDouble();
        var action = 0;
        while (action < probabilities.Length - 1 && left >= probabilities[action])
            left -= probabilities[action++];
        return action;
    }

    [Fact]
    public void Intervals_KnownTruth_HoldItNinetyFiveTimesInAHundred()
    {
        var (truth, truthOfSame) = (Truth(kind => Good[kind]), Truth(_ => Same));
        var held = new int[6];
        var lowest = double.PositiveInfinity;
        for (var time = 0; time < Times; time++)
        {
            var random = new Random(time);
            int[] kinds = [.. Enumerable.Range(0, Rows).Select(_ => random.Next(3))];
            var log = new ActionLog(
                kinds.Select(kind => (kind, action: Draw(random, Logged[kind]))).Select(row => new LoggedAction(row.action, random.NextDouble() < Chances[row.kind][row.action] ? 1 : 0, Logged[row.kind][row.action])), 3);
            // A model that is wrong, as models are.
            var expected = new RewardTable([.. kinds.SelectMany(kind => Chances[kind].Select(chance => .1 + .5 * chance))], 3);
            TargetPolicy good = new("good", row => Good[kinds[row]]), same = TargetPolicy.Same("same", Same);
            (PolicyEstimate Good, PolicyEstimate Same)[] pairs =
            [
                (Of(PolicyValue.Ips(log, good)), Of(PolicyValue.Ips(log, same))),
                (Of(PolicyValue.Snips(log, good)), Of(PolicyValue.Snips(log, same))),
                (Of(PolicyValue.DoublyRobust(log, good, expected)), Of(PolicyValue.DoublyRobust(log, same, expected))),
            ];
            for (var i = 0; i < 3; i++)
            {
                held[i] += Holds(pairs[i].Good.Value, truth);
                held[3 + i] += Holds(PolicyDifference.Of(pairs[i].Good, pairs[i].Same).Value, truth - truthOfSame);
            }

            lowest = Math.Min(lowest, pairs[0].Good.EffectiveSampleSize);
        }

        // Within three standard errors of 95 %, which are 2.1 points.
        Assert.All(held, count => Assert.InRange((double)count / Times, .929, .971));
        Assert.True(lowest > PolicyVerdict.LeastEffectiveSampleSize);

        static int Holds(Interval interval, double value) => interval.Low <= value && value <= interval.High ? 1 : 0;
    }

    [Fact]
    public void Bootstrap_ManyRows_IsNearTheNormalIntervalAndTheSameForASeed()
    {
        var random = new Random(1);
        var log = new ActionLog(Enumerable.Range(0, 2000).Select(_ => random.Next(2)).Select(action => new LoggedAction(action, random.NextDouble() < .3 ? 1 : 0, .5)), 2);
        var (first, second) = (Of(PolicyValue.Ips(log, First)), Of(PolicyValue.Ips(log, Quarter)));
        var (bootstrap, difference) = (first.Bootstrap(7), PolicyDifference.Bootstrap(first, second, 7));

        Assert.Equal(first.Value.Low, bootstrap.Low, .004);
        Assert.Equal(first.Value.High, bootstrap.High, .004);
        Assert.Equal(PolicyDifference.Of(first, second).Value.Low, difference.Low, .004);
        Assert.Equal(bootstrap, first.Bootstrap(7));
        Assert.NotEqual(bootstrap, first.Bootstrap(8));
    }
}
