using System.Text.Json;
using System.Text.Json.Nodes;
using PersonalizedAgent.Core.Decisions.Learning;

namespace PersonalizedAgent.Benchmarks.Regret;

/// <summary>Measures in generated shops, whose truth is known, what policies miss while they learn.</summary>
internal static class RegretCommand
{
    private const double MostMicroseconds = 50;

    /// <summary>0 where the learning policy misses least at both marks and a step takes no longer than 50 µs, else 1.</summary>
    /// <param name="users">Users of each shop.</param>
    /// <param name="seeds">How many shops, of seeds 1, 2 and so on.</param>
    /// <param name="decisions">How many decisions in each; the first mark is at a tenth of them.</param>
    /// <param name="jsonFile">Where to write the figures as JSON, if anywhere.</param>
    /// <param name="clock">Measures times.</param>
    /// <param name="output">For the figures.</param>
    public static int Run(int users, int seeds, int decisions, string? jsonFile, TimeProvider clock, TextWriter output)
    {
        int[] marks = [Math.Max(decisions / 10, 1), decisions];
        var regrets = RegretTrial.Policies.Select(_ => new double[seeds][]).ToArray();
        var microseconds = 0.0;
        for (var seed = 1; seed <= seeds; seed++)
        {
            var world = ShopWorld.Of(users, seed, clock);
            var prior = BanditState.FromContacts(world.Model.Dataset, world.Model.AsOf, new LearningOptions(), world.Model);
            for (var policy = 0; policy < regrets.Length; policy++)
            {
                var (_, learns, make) = RegretTrial.Policies[policy];
                regrets[policy][seed - 1] = RegretTrial.Run(world, prior, learns, make, decisions, seed, marks);
            }

            if (seed == seeds)
                microseconds = RegretTrial.MicrosecondsPerStep(world, prior, decisions, clock);
        }

        var rows = RegretTrial.Policies.Select((policy, i) => new Row(policy.Name, Summary.Of(regrets[i], 0), Summary.Of(regrets[i], 1), Summary.OfDifference(regrets[i], regrets[0], 1))).ToArray();
        var isLowest = rows.Skip(1).All(row => rows[0].First.Mean < row.First.Mean && rows[0].Last.Mean < row.Last.Mean);
        Print(rows, users, seeds, marks, microseconds, isLowest, output);
        if (jsonFile is not null)
            File.WriteAllText(jsonFile, ToJson(rows, users, seeds, marks, microseconds).ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n");
        return isLowest && microseconds <= MostMicroseconds ? 0 : 1;
    }

    private static void Print(Row[] rows, int users, int seeds, int[] marks, double microseconds, bool isLowest, TextWriter output)
    {
        output.WriteLine(FormattableString.Invariant($"Expected regret (responses missed against the best action) in {seeds} generated shops of {users:#,0} users; mean ± standard error over the shops"));
        output.WriteLine();
        output.WriteLine(FormattableString.Invariant($"policy              after {marks[0],6:#,0}       after {marks[1],6:#,0}       more than learning"));
        foreach (var row in rows)
            output.WriteLine(FormattableString.Invariant($"{row.Name,-18}  {row.First}   {row.Last}   {(row == rows[0] ? "" : row.More)}").TrimEnd());
        output.WriteLine();
        output.WriteLine(isLowest ? "The learning policy misses least at both marks." : "The learning policy does not miss least at both marks.");
        output.WriteLine(FormattableString.Invariant($"One learning step takes {microseconds:0.0} µs (bound {MostMicroseconds:0} µs)"));
    }

    private static JsonObject ToJson(Row[] rows, int users, int seeds, int[] marks, double microseconds) => new()
    {
        ["users"] = users,
        ["seeds"] = seeds,
        ["decisions"] = new JsonArray([.. marks.Select(mark => JsonValue.Create(mark))]),
        ["learning_step_microseconds"] = microseconds,
        ["policies"] = new JsonArray([.. rows.Select(row => new JsonObject
        {
            ["name"] = row.Name,
            ["regret"] = new JsonArray(row.First.Mean, row.Last.Mean),
            ["standard_error"] = new JsonArray(row.First.Error, row.Last.Error),
        })]),
    };

    private sealed record Row(string Name, Summary First, Summary Last, Summary More);

    /// <summary>A mean and its standard error; 0 for one shop alone, which shows no spread.</summary>
    private readonly record struct Summary(double Mean, double Error)
    {
        public static Summary Of(double[][] regrets, int mark) => Of([.. regrets.Select(marks => marks[mark])]);

        /// <summary>Shop by shop, as the policies met the same users there.</summary>
        public static Summary OfDifference(double[][] regrets, double[][] others, int mark) => Of([.. regrets.Zip(others, (a, b) => a[mark] - b[mark])]);

        public override string ToString() => FormattableString.Invariant($"{Mean,7:0.0} ± {Error,-5:0.0}");

        private static Summary Of(double[] values)
        {
            var mean = values.Average();
            return new Summary(mean, values.Length > 1 ? Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1) / values.Length) : 0);
        }
    }
}
