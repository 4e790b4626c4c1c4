namespace PersonalizedAgent.Core.Kumo.Local.Items;

/// <summary>The items that a model of <see cref="EaseModel"/> knows, and where they stand in it. Immutable.</summary>
internal sealed class EaseCatalogue
{
    /// <summary>The most items a model knows: fitting takes time by the cube of their number, and memory by the square.</summary>
    public const int MaxSize = 4_000;

    private readonly int[] _rows;
    private readonly int[] _placeOf;

    /// <summary>Takes the items that most users bought.</summary>
    public EaseCatalogue(ItemPopularity popularity, int maxSize)
    {
        _rows = popularity.Top(maxSize);
        _placeOf = new int[popularity.ItemCount];
        Array.Fill(_placeOf, -1);
        for (var place = 0; place < _rows.Length; place++)
            _placeOf[_rows[place]] = place;
    }

    /// <summary>How many items the model knows.</summary>
    public int Size => _rows.Length;

    /// <summary>The items' rows by their place in the model, ascending.</summary>
    public ReadOnlySpan<int> Rows => _rows;

    /// <summary>The place of an item in the model; -1 where the model does not know it.</summary>
    public int PlaceOf(int itemRow) => _placeOf[itemRow];

    /// <summary>X'X: how many users bought each pair of items, and each item.</summary>
    /// <param name="histories">What the users bought.</param>
    /// <param name="isShortened">Whether a user's last item is left out, by user; <see langword="null"/> for nobody's.</param>
    /// <param name="token">Ends the work.</param>
    public double[] CountPairs(ItemHistories histories, bool[]? isShortened, CancellationToken token)
    {
        var counts = new double[Size * Size];
        var places = new List<int>();
        for (var user = 0; user < histories.UserCount; user++)
        {
            token.ThrowIfCancellationRequested();
            var history = histories.Of(user);
            FillPlaces(places, isShortened is not null && isShortened[user] ? history.WithoutLast() : history);
            foreach (var i in places)
            {
                var row = counts.AsSpan(i * Size, Size);
                foreach (var j in places)
                    row[j]++;
            }
        }

        return counts;
    }

    /// <summary>Scores the items of the model for a user.</summary>
    /// <param name="model">The weights, of this catalogue.</param>
    /// <param name="recency">How much each item of the history counts.</param>
    /// <param name="history">What the user bought.</param>
    /// <param name="scores">Becomes a score for each item of the model.</param>
    /// <returns>Whether the model knows any item of the history; else all scores are 0.</returns>
    public bool Score(EaseModel model, Recency recency, ItemHistory history, Span<float> scores)
    {
        scores.Clear();
        var isKnown = false;
        for (var i = 0; i < history.Count; i++)
        {
            if (PlaceOf(history.Items[i]) is >= 0 and var place)
            {
                model.AddTo(scores, place, recency.WeightOf(history.FirstBought[i], history.FirstBought[^1]));
                isKnown = true;
            }
        }

        return isKnown;
    }

    private void FillPlaces(List<int> places, ItemHistory history)
    {
        places.Clear();
        foreach (var item in history.Items)
        {
            if (PlaceOf(item) is >= 0 and var place)
                places.Add(place);
        }
    }
}
