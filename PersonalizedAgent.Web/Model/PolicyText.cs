using System.Globalization;
using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Evaluation.Policies;

namespace PersonalizedAgent.Web.Model;

/// <summary>How policies are written for people.</summary>
internal static class PolicyText
{
    /// <summary>The policies, in the order in which they are shown.</summary>
    public static IReadOnlyList<PolicyKind> Kinds { get; } = Enum.GetValues<PolicyKind>();

    /// <summary>What a policy is called.</summary>
    public static string Name(PolicyKind kind) => kind switch
    {
        PolicyKind.Threshold => "Threshold",
        PolicyKind.NextBestAction => "Next best action",
        PolicyKind.Learning => "Learning",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a policy."),
    };

    /// <summary>What it does, in a sentence.</summary>
    public static string Meaning(PolicyKind kind) => kind switch
    {
        PolicyKind.Threshold => "Who scores above the threshold gets the recommended action; everybody else gets a message.",
        PolicyKind.NextBestAction => "Takes the action that is worth most: value × chance of a response − cost.",
        PolicyKind.Learning => "Learns from rewards which action earns most, and now and then tries another one.",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a policy."),
    };

    /// <summary>The test id of a policy.</summary>
    public static string Id(PolicyKind kind) => kind switch
    {
        PolicyKind.NextBestAction => "next-best-action",
        _ => kind.ToString().ToLowerInvariant(),
    };

    /// <summary>A policy of a table, with the action in its usual words.</summary>
    public static string Row(string name)
    {
        foreach (var action in AgentActions.All)
            name = name.Replace(action.WireName(), action.DisplayName().ToLowerInvariant(), StringComparison.Ordinal);
        return Display.Sentence(name);
    }

    /// <summary>A verdict as a sentence with the usual words.</summary>
    public static string Verdict(PolicyVerdict verdict)
    {
        var text = verdict.Text;
        foreach (var action in AgentActions.All)
            text = text.Replace(action.WireName(), action.DisplayName().ToLowerInvariant(), StringComparison.Ordinal);
        return Display.Sentence(text);
    }

    /// <summary>A number as an input field has it.</summary>
    public static string Input(double? value) => value?.ToString("0.####", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A number that was typed; <see langword="null"/> for none.</summary>
    public static double? Number(object? typed) =>
        double.TryParse(typed?.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    /// <summary>A whole number that was typed; <see langword="null"/> for none.</summary>
    public static int? Whole(object? typed) => Number(typed) is { } number && number is >= int.MinValue and <= int.MaxValue ? (int)Math.Round(number) : null;

    /// <summary>A reward with two places: <c>0.27</c>, <c>−0.03</c>.</summary>
    public static string Reward(double reward) => reward.ToString("0.00;−0.00;0.00", CultureInfo.InvariantCulture);

    /// <summary>An estimate per 100 decisions.</summary>
    public static string PerHundred(double value) => (100 * value).ToString("0.0;−0.0;0.0", CultureInfo.InvariantCulture);
}
