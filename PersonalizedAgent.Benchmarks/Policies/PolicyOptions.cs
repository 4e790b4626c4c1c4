using System.Globalization;

namespace PersonalizedAgent.Benchmarks.Policies;

/// <summary>What to judge, and by which columns; what is not said is taken from the layout of the log where it is a known one.</summary>
internal sealed record PolicyOptions(string Log)
{
    private static readonly string[] Names = ["log", "split", "action", "reward", "propensity", "propensity-value", "features", "rule", "mixture-from", "against", "bootstrap", "seed", "json"];

    /// <summary>A file with the columns row (from 0) and train (1 or 0): policies are learned on the one part and judged on the other.</summary>
    public string? Split { get; init; }

    public string? Action { get; init; }

    public string? Reward { get; init; }

    public string? Propensity { get; init; }

    /// <summary>The propensity of every row, where they are all the same.</summary>
    public double? PropensityValue { get; init; }

    /// <summary>Columns to learn from, <c>:log</c> behind those to take as log(1 + value).</summary>
    public IReadOnlyList<string>? Features { get; init; }

    public string? Rule { get; init; }

    public string? MixtureFrom { get; init; }

    /// <summary>The policy that the others are compared with.</summary>
    public string? Against { get; init; }

    /// <summary>From how many resamples to take the intervals in the table; 0 for the normal approximation.</summary>
    public int Bootstrap { get; init; }

    public int Seed { get; init; }

    public string? Json { get; init; }

    /// <exception cref="UsageException">An option is missing, unknown, or has a value that it cannot have.</exception>
    public static PolicyOptions Of(Options options)
    {
        if (options.Names.Except(Names).FirstOrDefault() is { } unknown)
            throw new UsageException($"There is no option --{unknown} of policy.");
        if (options.Text("propensity") is not null && options.Text("propensity-value") is not null)
            throw new UsageException("Give --propensity COLUMN or --propensity-value P, not both.");
        return new PolicyOptions(options.Text("log") ?? throw new UsageException("Say which decisions to judge by: --log FILE."))
        {
            Split = options.Text("split"),
            Action = options.Text("action"),
            Reward = options.Text("reward"),
            Propensity = options.Text("propensity"),
            PropensityValue = options.Text("propensity-value") is { } text ? Probability(text) : null,
            Features = options.Text("features")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            Rule = options.Text("rule"),
            MixtureFrom = options.Text("mixture-from"),
            Against = options.Text("against"),
            Bootstrap = options.Integer("bootstrap", 0),
            Seed = options.Integer("seed", 0),
            Json = options.Text("json"),
        };
    }

    private static double Probability(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is > 0 and <= 1
        ? value
        : throw new UsageException("--propensity-value must be greater than 0 and at most 1, such as 0.3333333333.");
}
