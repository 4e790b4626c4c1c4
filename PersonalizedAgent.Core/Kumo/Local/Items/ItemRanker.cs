using System.Buffers;

namespace PersonalizedAgent.Core.Kumo.Local.Items;

/// <summary>Ranks the items by what a user may buy next. Immutable, safe to use from many threads.</summary>
/// <remarks>
/// A user with a history is scored by <see cref="EaseModel"/>, where new items count more (<see cref="Recency"/>); items beyond those of the model
/// follow below by popularity. Without history, or where there is too little to fit on, items are ranked by how many users bought them.
/// Only the order of the scores of one user means something.
/// Bought items are left out, but those that this user buys again and again: such an item is scored as any other one, by what the user's other items
/// say of it. That the user bought it counts neither for nor against it.
/// </remarks>
internal sealed class ItemRanker
{
    /// <summary>On how many distinct days a user must have bought an item to be offered it again.</summary>
    public const int DaysOfAgainAndAgain = 3;

    /// <summary>How many users with two items or more it takes to fit anything but popularity.</summary>
    public const int MinUsers = 50;

    private readonly ItemPopularity _popularity;
    private readonly Ease? _ease;

    private ItemRanker(ItemPopularity popularity, Ease? ease)
    {
        _popularity = popularity;
        _ease = ease;
    }

    /// <summary>How many items there are.</summary>
    public int ItemCount => _popularity.ItemCount;

    /// <summary>How users with a history are scored: "EASE" or "popularity".</summary>
    public string Method => _ease is null ? "popularity" : "EASE";

    /// <summary>The lambda that was chosen; <see langword="null"/> without a model.</summary>
    public double? Lambda => _ease?.Lambda;

    /// <summary>The <see cref="Recency.Days"/> that were chosen; infinity where age does not matter, <see langword="null"/> without a model.</summary>
    public double? RecencyDays => _ease?.Recency.Days;

    /// <summary>Fits on what users bought. Lambda and the recency are chosen on the last items of the histories, then all is fitted again on everything.</summary>
    /// <param name="histories">What users bought.</param>
    /// <param name="itemCount">How many items there are.</param>
    /// <param name="token">Ends the work.</param>
    /// <exception cref="ArgumentException">A history names a row beyond the items.</exception>
    public static ItemRanker Fit(ItemHistories histories, int itemCount, CancellationToken token) => Fit(histories, itemCount, EaseCatalogue.MaxSize, token);

    /// <summary>As the other one, with another limit of the items that the model knows.</summary>
    internal static ItemRanker Fit(ItemHistories histories, int itemCount, int maxModelSize, CancellationToken token)
    {
        var popularity = ItemPopularity.Of(histories, itemCount);
        var catalogue = new EaseCatalogue(popularity, maxModelSize);
        if (catalogue.Size < 2 || CountUsersOfTwoItems(histories) < MinUsers)
            return new(popularity, null);

        var (lambda, recency) = EaseChoice.Of(histories, catalogue, token);
        var model = EaseModel.Fit(catalogue.CountPairs(histories, null, token), catalogue.Size, lambda, token);
        return new(popularity, new(catalogue, model, lambda, recency));
    }

    /// <summary>Ranks by popularity alone, as a yardstick.</summary>
    /// <param name="histories">What users bought.</param>
    /// <param name="itemCount">How many items there are.</param>
    public static ItemRanker MostPopular(ItemHistories histories, int itemCount) => new(ItemPopularity.Of(histories, itemCount), null);

    /// <summary>Scores all items for a user: higher is better, negative infinity for items left out.</summary>
    /// <param name="history">What the user bought.</param>
    /// <param name="scores">Becomes a score for each item, by row.</param>
    /// <param name="newOnly">Whether to leave out also what the user buys again and again.</param>
    public void Score(ItemHistory history, Span<double> scores, bool newOnly = false)
    {
        if (scores.Length != ItemCount)
            throw new ArgumentException("Must have a place for each item.", nameof(scores));
        if (_ease is null || !TryScoreByModel(_ease, history, scores))
        {
            for (var row = 0; row < scores.Length; row++)
                scores[row] = _popularity[row];
        }

        for (var i = 0; i < history.Count; i++)
        {
            if (newOnly || history.Days[i] < DaysOfAgainAndAgain)
                scores[history.Items[i]] = double.NegativeInfinity;
        }
    }

    /// <summary>The items with the highest scores, best first; of equal ones the first rows. Fewer than asked for where no more are left.</summary>
    /// <param name="history">What the user bought.</param>
    /// <param name="count">How many to return at most.</param>
    /// <param name="newOnly">Whether to leave out also what the user buys again and again.</param>
    public IReadOnlyList<(int ItemRow, double Score)> Top(ItemHistory history, int count, bool newOnly = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var buffer = ArrayPool<double>.Shared.Rent(ItemCount);
        try
        {
            var scores = buffer.AsSpan(0, ItemCount);
            Score(history, scores, newOnly);
            return TopScores.Of(scores, count);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(buffer);
        }
    }

    private static int CountUsersOfTwoItems(ItemHistories histories)
    {
        var count = 0;
        for (var user = 0; user < histories.UserCount; user++)
            count += histories.Of(user).Count >= 2 ? 1 : 0;
        return count;
    }

    private bool TryScoreByModel(Ease ease, ItemHistory history, Span<double> scores)
    {
        var buffer = ArrayPool<float>.Shared.Rent(ease.Catalogue.Size);
        try
        {
            var known = buffer.AsSpan(0, ease.Catalogue.Size);
            if (!ease.Catalogue.Score(ease.Model, ease.Recency, history, known))
                return false;
            FillUnknown(known, scores);
            for (var place = 0; place < known.Length; place++)
                scores[ease.Catalogue.Rows[place]] = known[place];
            return true;
        }
        finally
        {
            ArrayPool<float>.Shared.Return(buffer);
        }
    }

    /// <summary>Scores by popularity below all items of the model.</summary>
    private void FillUnknown(ReadOnlySpan<float> known, Span<double> scores)
    {
        if (known.Length == scores.Length)
            return;
        var lowest = known[0];
        foreach (var score in known)
            lowest = Math.Min(lowest, score);
        for (var row = 0; row < scores.Length; row++)
            scores[row] = lowest - 1 + _popularity[row] / (_popularity.Max + 1.0);
    }

    private sealed record Ease(EaseCatalogue Catalogue, EaseModel Model, double Lambda, Recency Recency);
}
