using PersonalizedAgent.Core.Decisions;

namespace PersonalizedAgent.Web.Model;

/// <summary>The decisions that the log holds in memory, and those of them that a filter lets through. It does not change.</summary>
/// <param name="Found">Those that match, newest first.</param>
/// <param name="Held">How many were looked through.</param>
/// <param name="Count">How many were ever made.</param>
/// <param name="Policies">The policies that made them, by name.</param>
public sealed record DecisionList(IReadOnlyList<LoggedDecision> Found, int Held, long Count, IReadOnlyList<string> Policies)
{
    /// <summary>At most so many are looked through: as many as a log keeps in memory.</summary>
    public const int MostHeld = MemoryDecisionLog.DefaultCapacity;

    /// <summary>Nothing at all.</summary>
    public static DecisionList Empty { get; } = new([], 0, 0, []);

    /// <summary>Looks through a log.</summary>
    public static DecisionList Of(IDecisionLog log, DecisionFilter filter)
    {
        var (count, held) = (log.Count, log.Newest(MostHeld));
        return new DecisionList(
            filter == new DecisionFilter() ? held : [.. held.Where(filter.Matches)],
            held.Count,
            Math.Max(count, held.Count > 0 ? held[0].Sequence : 0),
            [.. held.Select(logged => logged.Decision.Policy).Distinct().Order(StringComparer.Ordinal)]);
    }

    /// <summary>Whether there are older decisions than those looked through.</summary>
    public bool IsCut => Count > Held;

    /// <summary>A stretch of those found; shorter where they end.</summary>
    public IReadOnlyList<LoggedDecision> Window(int start, int count) => [.. Found.Skip(start).Take(count)];
}
