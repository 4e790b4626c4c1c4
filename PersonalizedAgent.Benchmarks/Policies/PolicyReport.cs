using PersonalizedAgent.Core.Evaluation.Policies;

namespace PersonalizedAgent.Benchmarks.Policies;

/// <summary>How policies do on a log.</summary>
/// <param name="Reward">The column of what came of a decision.</param>
/// <param name="Rows">How many decisions they are judged by.</param>
/// <param name="LearnedOn">How many others were learned on; 0 where there is no split.</param>
/// <param name="Actions">How many actions there are.</param>
/// <param name="Against">The policy that the others are compared with.</param>
/// <param name="Policies">All of them.</param>
/// <param name="Notes">What else there is to know, a sentence each.</param>
internal sealed record PolicyReport(string Reward, int Rows, int LearnedOn, int Actions, PolicyFigures Against, IReadOnlyList<PolicyFigures> Policies, IReadOnlyList<string> Notes)
{
    /// <summary>By doubly robust estimates: they spread least.</summary>
    public PolicyVerdict VerdictOn(PolicyFigures policy) => PolicyVerdict.Of(PolicyDifference.Of(policy.DoublyRobust, Against.DoublyRobust));

    /// <summary>The policies to compare with the one that they are compared with.</summary>
    public IEnumerable<PolicyFigures> Others => Policies.Where(policy => policy != Against);

    /// <summary>Whether any policy pays more.</summary>
    public string Verdict
    {
        get
        {
            string[] better = [.. Others.Where(policy => VerdictOn(policy) is PolicyVerdict.Winner winner && winner.Name == policy.Name).Select(policy => policy.Name)];
            return better.Length > 0 ? $"Shown to earn more than {Against.Name}: {string.Join(", ", better)}." : $"No policy here is shown to earn more than {Against.Name}.";
        }
    }
}

/// <summary>What a policy would have earned, estimated in three ways.</summary>
/// <param name="Name">The policy.</param>
/// <param name="Ips">By inverse propensity scores.</param>
/// <param name="Snips">The same, self-normalized.</param>
/// <param name="DoublyRobust">Doubly robust.</param>
internal sealed record PolicyFigures(string Name, PolicyEstimate Ips, PolicyEstimate Snips, PolicyEstimate DoublyRobust);
