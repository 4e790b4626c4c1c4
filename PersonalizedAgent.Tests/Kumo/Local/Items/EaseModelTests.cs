using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Core.Kumo.Local.Items;

namespace PersonalizedAgent.Tests.Kumo.Local.Items;

public sealed class EaseModelTests
{
    [Fact]
    public void Fit_TwoItems_IsAsByHand()
    {
        // Four users bought the first item, three the second one, two both: with P by Cramer's rule B[0,1] = 2 / (4 + 1) and B[1,0] = 2 / (3 + 1).
        var model = EaseModel.Fit([4, 2, 2, 3], 2, 1, CancellationToken.None);

        Assert.Equal(0.4f, model[0, 1], 1e-6f);
        Assert.Equal(0.5f, model[1, 0], 1e-6f);
        Assert.Equal((0f, 0f), (model[0, 0], model[1, 1]));
    }

    [Fact]
    public void Fit_ManyItems_SolvesEachItemsRegression()
    {
        // The weights of a column are the ridge regression of that item on all others: G[i,j] = sum over k of (G + lambda I)[i,k] B[k,j] for i other than j.
        const int size = 70;
        var catalogue = CatalogueOf(Purchases.Of(Purchases.InGroups(200, 2, 35, 9)), size, out var gram);

        var model = EaseModel.Fit((double[])gram.Clone(), size, 3, CancellationToken.None);

        Assert.Equal(size, catalogue.Size);
        foreach (var (i, j) in new[] { (0, 1), (1, 0), (5, 34), (69, 40), (3, 68) })
            Assert.Equal(gram[i * size + j], Enumerable.Range(0, size).Sum(k => (gram[i * size + k] + (i == k ? 3 : 0)) * model[k, j]), 1e-4);
    }

    [Fact]
    public void CountPairs_ShortenedUser_LeavesTheLastItemOut()
    {
        var histories = Purchases.Of([0, 1], [1, 0], [], [2]);
        var catalogue = CatalogueOf(histories, 3, out var all);

        var shortened = catalogue.CountPairs(histories, [true, false, false, false], CancellationToken.None);

        Assert.Equal([2, 2, 0, 2, 2, 0, 0, 0, 1], all);
        Assert.Equal([2, 1, 0, 1, 1, 0, 0, 0, 1], shortened);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(30)]
    public void WeightOf_Age_FallsFromOneToTheFloor(int age)
    {
        var weight = new Recency(7).WeightOf(-age * Moments.SecondsPerDay, 0);

        Assert.Equal(0.3 + 0.7 * Math.Exp(-age / 7.0), weight, 1e-6);
    }

    [Fact]
    public void WeightOf_Extremes_StaysInRange()
    {
        Assert.Equal(0.3f, new Recency(1).WeightOf(Moments.Min, Moments.Max));
        Assert.Equal(1f, Recency.None.WeightOf(Moments.Min, Moments.Max));
    }

    private static EaseCatalogue CatalogueOf(ItemHistories histories, int itemCount, out double[] gram)
    {
        var catalogue = new EaseCatalogue(ItemPopularity.Of(histories, itemCount), EaseCatalogue.MaxSize);
        gram = catalogue.CountPairs(histories, null, CancellationToken.None);
        return catalogue;
    }
}
