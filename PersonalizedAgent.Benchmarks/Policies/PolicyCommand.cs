using System.Globalization;
using System.Text.Json.Nodes;
using PersonalizedAgent.Core.Evaluation;
using PersonalizedAgent.Core.Evaluation.Policies;

namespace PersonalizedAgent.Benchmarks.Policies;

/// <summary>Prints what policies would have earned on a log, and whether one pays more than another.</summary>
internal static class PolicyCommand
{
    /// <summary>0, or 2 where a file cannot be used.</summary>
    public static int Run(PolicyOptions options, TextWriter output, TextWriter errors)
    {
        PolicyReport report;
        try
        {
            report = PolicyTrial.Run(options);
        }
        catch (UnusableLogException e)
        {
            errors.WriteLine(e.Message);
            return 2;
        }

        Interval OfEstimate(PolicyEstimate estimate) => options.Bootstrap > 0 ? estimate.Bootstrap(options.Seed, options.Bootstrap) : estimate.Value;
        Interval OfDifference(PolicyEstimate first, PolicyEstimate second) =>
            options.Bootstrap > 0 ? PolicyDifference.Bootstrap(first, second, options.Seed, options.Bootstrap) : PolicyDifference.Of(first, second).Value;
        var method = options.Bootstrap > 0 ? $"bootstrap of {options.Bootstrap} resamples" : "normal approximation";
        var rows = report.Policies.Select(policy => new PolicyRow(policy, OfEstimate, policy == report.Against ? null : report.Against, OfDifference)).ToArray();
        Print(report, rows, method, output);
        if (options.Json is { } file)
            File.WriteAllText(file, ToJson(report, rows, method).ToJsonString(new() { WriteIndented = true }) + "\n");
        return 0;
    }

    private static void Print(PolicyReport report, PolicyRow[] rows, string method, TextWriter output)
    {
        var learned = report.LearnedOn > 0 ? FormattableString.Invariant($", learned on {report.LearnedOn:#,0} others") : "";
        output.WriteLine(FormattableString.Invariant($"{report.Rows:#,0} decisions among {report.Actions} actions{learned}; {report.Reward} per 1,000 decisions, 95 % intervals by {method}"));
        output.WriteLine();
        PrintTable(
            ["policy", "IPS", "SNIPS", "doubly robust", "sample", "matched", "weight"],
            rows.Select(row => (string[])[row.Policy.Name, Cell(row.Ips, row, Plain), Cell(row.Snips, row, Plain), Cell(row.DoublyRobust, row, Plain), .. Evidence(row.Policy.Ips)]), output);
        output.WriteLine();
        PrintTable(
            [$"less {report.Against.Name}", "IPS", "SNIPS", "doubly robust"],
            rows.Where(row => row.Differences is not null).Select(row => (row, row.Differences!.Value))
                .Select(pair => (string[])[pair.row.Policy.Name, Cell(pair.Value.Ips, pair.row, Signed), Cell(pair.Value.Snips, pair.row, Signed), Cell(pair.Value.DoublyRobust, pair.row, Signed)]), output);
        output.WriteLine();
        foreach (var policy in report.Others)
            output.WriteLine(report.VerdictOn(policy).Text);
        output.WriteLine();
        output.WriteLine(report.Verdict);
        foreach (var note in report.Notes)
            output.WriteLine($"Note: {note}");
        output.WriteLine("Verdicts are by the doubly robust difference and the normal approximation, each by itself: of twenty policies that are no better and no worse, one is likely named so.");
        output.WriteLine(FormattableString.Invariant($"Sample: the effective sample size; below {PolicyVerdict.LeastEffectiveSampleSize} is too few for an interval. Matched: the share of rows with an action that the policy may take. Weight: the greatest one."));
    }

    private static void PrintTable(string[] header, IEnumerable<string[]> rows, TextWriter output)
    {
        string[][] lines = [header, .. rows];
        var widths = header.Select((_, i) => lines.Max(line => line[i].Length)).ToArray();
        foreach (var line in lines)
            output.WriteLine(string.Join("  ", line.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd());
    }

    private static string[] Evidence(PolicyEstimate estimate) =>
    [
        estimate.EffectiveSampleSize.ToString("#,0", CultureInfo.InvariantCulture),
        estimate.MatchedShare.ToString("0.00", CultureInfo.InvariantCulture),
        estimate.MaxWeight.ToString("0.0", CultureInfo.InvariantCulture),
    ];

    /// <summary>An interval of few rows may have no width at all; then it would say the most where least is known.</summary>
    private static string Cell(Interval value, PolicyRow row, Func<double, string> text) =>
        $"{text(value.Value)} ({(row.Policy.Ips.EffectiveSampleSize < PolicyVerdict.LeastEffectiveSampleSize ? "too few" : $"{text(value.Low)} to {text(value.High)}")})";

    private static string Plain(double value) => (1000 * value).ToString("0.00;−0.00;0.00", CultureInfo.InvariantCulture);

    private static string Signed(double value) => (1000 * value).ToString("+0.00;−0.00;0.00", CultureInfo.InvariantCulture);

    private static JsonObject ToJson(PolicyReport report, PolicyRow[] rows, string method) => new()
    {
        ["reward"] = report.Reward,
        ["rows"] = report.Rows,
        ["learned_on"] = report.LearnedOn,
        ["actions"] = report.Actions,
        ["intervals"] = method,
        ["against"] = report.Against.Name,
        ["verdict"] = report.Verdict,
        ["policies"] = new JsonArray([.. rows.Select(row => ToJson(report, row))]),
        ["notes"] = new JsonArray([.. report.Notes.Select(note => JsonValue.Create(note))]),
    };

    private static JsonObject ToJson(PolicyReport report, PolicyRow row) => new()
    {
        ["name"] = row.Policy.Name,
        ["ips"] = ToJson(row.Ips),
        ["snips"] = ToJson(row.Snips),
        ["doubly_robust"] = ToJson(row.DoublyRobust),
        ["effective_sample_size"] = row.Policy.Ips.EffectiveSampleSize,
        ["matched_share"] = row.Policy.Ips.MatchedShare,
        ["max_weight"] = row.Policy.Ips.MaxWeight,
        ["mean_weight"] = row.Policy.Ips.MeanWeight,
        ["difference"] = row.Differences is { } differences
            ? new JsonObject { ["ips"] = ToJson(differences.Ips), ["snips"] = ToJson(differences.Snips), ["doubly_robust"] = ToJson(differences.DoublyRobust) }
            : null,
        ["verdict"] = row.Differences is null ? null : ToJson(report.VerdictOn(row.Policy)),
    };

    private static JsonObject ToJson(PolicyVerdict verdict) => new()
    {
        ["kind"] = verdict switch
        {
            PolicyVerdict.Winner => "winner",
            PolicyVerdict.NotEnoughEvidence => "not_enough_evidence",
            _ => "no_difference_shown",
        },
        ["winner"] = (verdict as PolicyVerdict.Winner)?.Name,
        ["more_decisions"] = verdict switch
        {
            PolicyVerdict.NotEnoughEvidence few => few.MoreDecisions,
            PolicyVerdict.NoDifferenceShown none => none.MoreDecisions,
            _ => null,
        },
        ["text"] = verdict.Text,
    };

    private static JsonObject ToJson(Interval value) => new() { ["value"] = value.Value, ["low"] = value.Low, ["high"] = value.High };

    /// <summary>What is printed of a policy.</summary>
    private sealed class PolicyRow(PolicyFigures policy, Func<PolicyEstimate, Interval> of, PolicyFigures? against, Func<PolicyEstimate, PolicyEstimate, Interval> differenceOf)
    {
        public PolicyFigures Policy { get; } = policy;

        public Interval Ips { get; } = of(policy.Ips);

        public Interval Snips { get; } = of(policy.Snips);

        public Interval DoublyRobust { get; } = of(policy.DoublyRobust);

        public (Interval Ips, Interval Snips, Interval DoublyRobust)? Differences { get; } = against is null ? null
            : (differenceOf(policy.Ips, against.Ips), differenceOf(policy.Snips, against.Snips), differenceOf(policy.DoublyRobust, against.DoublyRobust));
    }
}
