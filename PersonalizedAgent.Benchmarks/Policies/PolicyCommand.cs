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
        var width = Math.Max(rows.Max(row => row.Policy.Name.Length), "policy".Length) + 2;
        var learned = report.LearnedOn > 0 ? FormattableString.Invariant($", learned on {report.LearnedOn:#,0} others") : "";
        output.WriteLine(FormattableString.Invariant($"{report.Rows:#,0} decisions among {report.Actions} actions{learned}; {report.Reward} per 1,000 decisions, 95 % intervals by {method}"));
        output.WriteLine();
        output.WriteLine($"{"policy".PadRight(width)}{"IPS",-27}{"SNIPS",-27}{"doubly robust",-27}{"sample",9}{"matched",9}{"weight",8}");
        foreach (var row in rows)
        {
            var ips = row.Policy.Ips;
            output.WriteLine(FormattableString.Invariant($"{row.Policy.Name.PadRight(width)}{Cell(row.Ips),-27}{Cell(row.Snips),-27}{Cell(row.DoublyRobust),-27}{ips.EffectiveSampleSize,9:#,0}{ips.MatchedShare,9:0.00}{ips.MaxWeight,8:0.0}"));
        }

        output.WriteLine();
        output.WriteLine($"less {report.Against.Name}");
        foreach (var (name, differences) in rows.Where(row => row.Differences is not null).Select(row => (row.Policy.Name, row.Differences!.Value)))
            output.WriteLine($"{name.PadRight(width)}{Signed(differences.Ips),-27}{Signed(differences.Snips),-27}{Signed(differences.DoublyRobust),-27}".TrimEnd());
        output.WriteLine();
        foreach (var policy in report.Others)
            output.WriteLine(report.VerdictOn(policy).Text);
        output.WriteLine();
        output.WriteLine(report.Verdict);
        foreach (var note in report.Notes)
            output.WriteLine($"Note: {note}");
        output.WriteLine("Verdicts are by the doubly robust difference and the normal approximation, each by itself: of twenty policies that are no better and no worse, one is likely named so.");
        output.WriteLine("Sample: the effective sample size. Matched: rows with an action that the policy may take. Weight: the greatest one.");
    }

    private static string Cell(Interval value) => FormattableString.Invariant($"{1000 * value.Value:0.00} ({1000 * value.Low:0.00} to {1000 * value.High:0.00})");

    private static string Signed(Interval value) => FormattableString.Invariant($"{1000 * value.Value:+0.00;−0.00;0.00} ({1000 * value.Low:+0.00;−0.00;0.00} to {1000 * value.High:+0.00;−0.00;0.00})");

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
