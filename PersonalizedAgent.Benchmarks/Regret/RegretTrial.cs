using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Decisions.Learning;

namespace PersonalizedAgent.Benchmarks.Regret;

/// <summary>Lets policies decide one after the other for the same users on the same days, and counts what each misses.</summary>
internal static class RegretTrial
{
    /// <summary>The share of decisions in which the policy that is compared with explores.</summary>
    public const double Epsilon = 0.1;

    /// <summary>The policies, by what they have learned so far; those without chance or memory too.</summary>
    public static IReadOnlyList<(string Name, bool Learns, Func<BanditState, IDecisionPolicy> Make)> Policies { get; } =
    [
        ("learning", true, state => new LearningPolicy(state)),
        ("epsilon-greedy 0.1", true, state => new EpsilonGreedyPolicy(state, Epsilon)),
        ("threshold", false, _ => new ThresholdPolicy()),
        ("random", false, _ => new RandomPolicy()),
    ];

    /// <summary>Runs one policy.</summary>
    /// <param name="world">Whom it decides for.</param>
    /// <param name="prior">What it knows at first.</param>
    /// <param name="learns">Whether it is told what came of it.</param>
    /// <param name="make">Makes it of what was learned.</param>
    /// <param name="decisions">How many decisions.</param>
    /// <param name="seed">Users, days, draws and responses; equal seeds bring all policies the same.</param>
    /// <param name="marks">After how many decisions to note the sum, ascending.</param>
    /// <returns>The expected regret up to each mark: the sum of the best true probability less that of the action chosen.</returns>
    public static double[] Run(ShopWorld world, BanditState prior, bool learns, Func<BanditState, IDecisionPolicy> make, int decisions, int seed, IReadOnlyList<int> marks)
    {
        var random = new Random(seed);
        var options = new AgentOptions();
        var (state, regret, noted) = (prior, 0.0, new List<double>());
        for (var step = 1; step <= decisions; step++)
        {
            var (row, day, draw, luck) = (random.Next(world.Users), random.Next(ShopWorld.Days), random.NextDouble(), random.NextDouble());
            var input = new PolicyInput(world.User(row), world.Predict(row, day), AgentActions.All, options, ShopWorld.TimeOf(day), draw);
            var action = make(state).Choose(input).Action!.Value;
            regret += AgentActions.All.Max(other => world.Truth(row, day, other)) - world.Truth(row, day, action);
            if (learns)
                state = state.Learn(BanditFeatures.Of(input, action), action, luck < world.Truth(row, day, action) ? 1 : 0);
            if (noted.Count < marks.Count && step == marks[noted.Count])
                noted.Add(regret);
        }

        return [.. noted];
    }

    /// <summary>Microseconds for one reward: its features, the next state and the version of it.</summary>
    public static double MicrosecondsPerStep(ShopWorld world, BanditState prior, int steps, TimeProvider clock)
    {
        var (options, state, hashed) = (new AgentOptions(), prior, 0);
        // The first tenth warms up.
        var (warm, started) = (steps / 10, clock.GetTimestamp());
        for (var step = 0; step < warm + steps; step++)
        {
            if (step == warm)
                started = clock.GetTimestamp();
            var (row, action) = (step % world.Users, AgentActions.All[step % AgentActions.All.Count]);
            var input = new PolicyInput(world.User(row), world.Predict(row, 0), AgentActions.All, options, ShopWorld.TimeOf(0));
            state = state.Learn(BanditFeatures.Of(input, action), action, step % 2);
            hashed += state.Version.Length;
        }

        return hashed > 0 ? clock.GetElapsedTime(started).TotalMicroseconds / steps : 0;
    }
}
