namespace PersonalizedAgent.Core.Kumo;

/// <summary>What a score becomes on days to come. Each list has one place a day told of.</summary>
/// <param name="Days">Days from now, ascending; the first is 0, the last the horizon.</param>
/// <param name="WithoutOrder">The score on that day if nothing is ordered until then, 0 to 1.</param>
/// <param name="WithOrder">The score on that day if one more order, of the user's usual amount, is made on it, 0 to 1.</param>
public sealed record ScoreOutlook(IReadOnlyList<int> Days, IReadOnlyList<double> WithoutOrder, IReadOnlyList<double> WithOrder);
