namespace PersonalizedAgent.Core.Evaluation;

/// <summary>How well the next new item is foretold: users as they were known at an anchor, against the first item new to them that they bought in the horizon after it, ranked among all items but those they had.</summary>
/// <param name="Task">The question, in PQL.</param>
/// <param name="Method">How items are ranked: <c>EASE</c> or <c>popularity</c>.</param>
/// <param name="Users">How many users bought something new.</param>
/// <param name="Items">How many items are ranked.</param>
/// <param name="HitRate">For which share of users the item is among the first ten, with its 95 % interval.</param>
/// <param name="Ndcg">The mean of 1/log₂(rank + 2) for items among the first ten, 0 for others; 1 is best.</param>
/// <param name="PopularHitRate">The hit rate of ranking by popularity alone.</param>
/// <param name="PopularNdcg">The NDCG of ranking by popularity alone.</param>
public sealed record ItemReport(string Task, string Method, int Users, int Items, Interval HitRate, double Ndcg, Interval PopularHitRate, double PopularNdcg)
{
    /// <summary>Whether the ranker is better than popularity, beyond what chance would make of it.</summary>
    public bool IsBetterThanPopular => HitRate.Low > PopularHitRate.Value && Ndcg > PopularNdcg;
}
