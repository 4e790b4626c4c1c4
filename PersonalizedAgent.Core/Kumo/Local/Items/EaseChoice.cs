using System.Buffers;

namespace PersonalizedAgent.Core.Kumo.Local.Items;

/// <summary>Chooses lambda and the recency by how well the last item of each user's history is foretold from those before it.</summary>
/// <remarks>The last items of the users asked are left out of what is fitted for that. The measure is NDCG at 10; of equal choices the first one stands.</remarks>
internal sealed class EaseChoice
{
    /// <summary>The most users asked; of more, these many are taken at even distances.</summary>
    public const int MaxUsers = 2_000;

    /// <summary>With at most this many items several lambdas are tried: each one costs an inversion.</summary>
    public const int MaxSizeForLambdas = 1_500;

    /// <summary>The lambda where only one is tried.</summary>
    public const double UsualLambda = 100;

    private const int Depth = 10;
    private static readonly double[] Lambdas = [50, UsualLambda, 200];
    private static readonly Recency[] Recencies = [Recency.None, new(30), new(7), new(1)];

    private readonly ItemHistories _histories;
    private readonly EaseCatalogue _catalogue;
    private readonly CancellationToken _token;
    private readonly int[] _users;

    private EaseChoice(ItemHistories histories, EaseCatalogue catalogue, CancellationToken token)
    {
        _histories = histories;
        _catalogue = catalogue;
        _token = token;
        _users = Sample(histories, MaxUsers);
    }

    /// <summary>Chooses.</summary>
    public static (double Lambda, Recency Recency) Of(ItemHistories histories, EaseCatalogue catalogue, CancellationToken token) =>
        new EaseChoice(histories, catalogue, token).Best();

    /// <summary>Users with two items or more, at even distances where there are more of them than asked for; ascending.</summary>
    internal static int[] Sample(ItemHistories histories, int maxUsers)
    {
        int[] all = [.. Enumerable.Range(0, histories.UserCount).Where(user => histories.Of(user).Count >= 2)];
        return all.Length <= maxUsers ? all : [.. Enumerable.Range(0, maxUsers).Select(i => all[(int)((long)i * all.Length / maxUsers)])];
    }

    private (double Lambda, Recency Recency) Best()
    {
        var isShortened = new bool[_histories.UserCount];
        foreach (var user in _users)
            isShortened[user] = true;

        (double Lambda, Recency Recency, double Gain) best = (UsualLambda, Recency.None, double.NegativeInfinity);
        foreach (var lambda in _catalogue.Size <= MaxSizeForLambdas ? Lambdas : [UsualLambda])
        {
            var model = EaseModel.Fit(_catalogue.CountPairs(_histories, isShortened, _token), _catalogue.Size, lambda, _token);
            foreach (var recency in Recencies)
            {
                if (GainOf(model, recency) is var gain && gain > best.Gain)
                    best = (lambda, recency, gain);
            }
        }

        return (best.Lambda, best.Recency);
    }

    private double GainOf(EaseModel model, Recency recency)
    {
        var gains = new double[_users.Length];
        Parallel.For(0, gains.Length, new ParallelOptions { CancellationToken = _token }, i => gains[i] = GainOf(model, recency, _histories.Of(_users[i])));
        // Added up in one order: the sum does not depend on who was done first.
        return gains.Sum();
    }

    private double GainOf(EaseModel model, Recency recency, ItemHistory history)
    {
        var target = _catalogue.PlaceOf(history.Items[^1]);
        if (target < 0)
            return 0;
        var known = history.WithoutLast();
        var buffer = ArrayPool<float>.Shared.Rent(_catalogue.Size);
        try
        {
            var scores = buffer.AsSpan(0, _catalogue.Size);
            if (!_catalogue.Score(model, recency, known, scores))
                return 0;
            foreach (var item in known.Items)
            {
                if (_catalogue.PlaceOf(item) is >= 0 and var place)
                    scores[place] = float.NegativeInfinity;
            }

            var rank = RankOf(scores, target);
            return rank < Depth ? 1 / Math.Log2(rank + 2) : 0;
        }
        finally
        {
            ArrayPool<float>.Shared.Return(buffer);
        }
    }

    /// <summary>How many score higher, and half of those that score the same.</summary>
    private static double RankOf(ReadOnlySpan<float> scores, int target)
    {
        var (higher, same) = (0, -1);
        foreach (var score in scores)
        {
            higher += score > scores[target] ? 1 : 0;
            same += score == scores[target] ? 1 : 0;
        }

        return higher + same / 2.0;
    }
}
