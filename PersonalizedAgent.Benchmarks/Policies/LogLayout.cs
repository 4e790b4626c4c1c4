namespace PersonalizedAgent.Benchmarks.Policies;

/// <summary>Which columns of a log mean what.</summary>
/// <param name="Action">The column of the action taken.</param>
/// <param name="Reward">The column of what came of it.</param>
/// <param name="Propensity">The column of propensities, if there is one.</param>
/// <param name="PropensityValue">The propensity of all rows, if it is one.</param>
/// <param name="Features">Columns to learn from.</param>
/// <param name="Rule">A policy as a rule.</param>
internal sealed record LogLayout(string Action, string Reward, string? Propensity, double? PropensityValue, IReadOnlyList<string> Features, string? Rule)
{
    /// <summary>The e-mail experiment of Hillstrom 2008: three arms drawn with a chance of a third each.</summary>
    private static readonly LogLayout Hillstrom = new(
        "segment", "visit", null, 1.0 / 3, ["recency", "history:log", "mens", "womens", "newbie", "zip_code", "channel"], "womens=1&mens=0:Womens E-Mail;*:Mens E-Mail");

    /// <summary>The Open Bandit Dataset (Saito et al. 2021).</summary>
    private static readonly LogLayout OpenBandit = new("item_id", "click", "propensity_score", null, [], null);

    /// <summary>What the options say; what they do not, as in the known layout that the header is of, or by its usual name.</summary>
    /// <exception cref="UsageException">It must be said which column is the action and which the reward.</exception>
    public static LogLayout Of(IReadOnlyList<string> headers, PolicyOptions options)
    {
        var known = Has("segment", "visit", "recency", "history", "mens", "womens", "newbie", "zip_code", "channel") ? Hillstrom : Has("item_id", "click", "propensity_score") ? OpenBandit : null;
        // A known layout says what the actions are only for its own column of actions.
        var isItsAction = known is not null && (options.Action is null || string.Equals(options.Action, known.Action, StringComparison.OrdinalIgnoreCase));
        var saysPropensity = options.Propensity is not null || options.PropensityValue is not null;
        return new LogLayout(
            options.Action ?? known?.Action ?? (Has("action") ? "action" : throw new UsageException("Say which column has the action taken: --action COLUMN.")),
            options.Reward ?? known?.Reward ?? (Has("reward") ? "reward" : throw new UsageException("Say which column has what came of it: --reward COLUMN.")),
            saysPropensity ? options.Propensity : isItsAction ? known!.Propensity : Has("propensity") ? "propensity" : null,
            saysPropensity ? options.PropensityValue : isItsAction ? known!.PropensityValue : null,
            options.Features ?? (isItsAction ? known!.Features : []),
            options.Rule ?? (isItsAction ? known!.Rule : null));

        bool Has(params string[] names) => names.All(name => headers.Contains(name, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The log of another policy that lies beside one of a random policy, as the Open Bandit Dataset is laid out: bts… beside random….</summary>
    /// <returns>The file; <see langword="null"/> where there is none.</returns>
    public static string? SiblingOf(string log)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(log))!;
        var name = Path.GetFileName(folder);
        if (!name.StartsWith("random", StringComparison.OrdinalIgnoreCase))
            return null;
        var sibling = Path.Combine(folder, "..", $"bts{name["random".Length..]}", Path.GetFileName(log));
        return File.Exists(sibling) ? Path.GetFullPath(sibling) : null;
    }
}
