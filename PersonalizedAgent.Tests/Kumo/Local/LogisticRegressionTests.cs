using PersonalizedAgent.Core.Kumo.Local;
using PersonalizedAgent.Tests.Kumo.Local.Items;

namespace PersonalizedAgent.Tests.Kumo.Local;

public sealed class LogisticRegressionTests
{
    private static LinearLogit Fit(Design design, double penalty = 1) => LogisticRegression.Fit(design, penalty, CancellationToken.None);

    /// <summary>200 examples of three features, from a generator that Python has too (see <see cref="Fit_KnownData_IsThatOfScikitLearn"/>).</summary>
    private static Design Reference(int columns = 3)
    {
        long state = 12_345;
        double Next() => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648.0;
        var (values, labels) = (new List<float>(), new List<bool>());
        for (var row = 0; row < 200; row++)
        {
            float[] x = [(float)(Next() * 4 - 2), (float)(Next() * Next() * 100), Next() < 0.3 ? 1 : 0];
            labels.Add(Next() < 1 / (1 + Math.Exp(-(1.2 * x[0] - 0.03 * x[1] + 0.8 * x[2] - 0.2))));
            values.AddRange(x[..columns]);
        }

        return new Design([.. values], columns, [.. labels], [.. Enumerable.Range(0, 200)]);
    }

    /// <summary>Made by scikit-learn 1.2.1: StandardScaler, then LogisticRegression(C = 1 / penalty, tol = 1e-10); weights divided by the scale.</summary>
    [Theory]
    [InlineData(0.1, -0.9166371365698222, 1.1224800771130206, -0.03044356794591792, 0.7533222382728211, 0.5886038010290893)]
    [InlineData(1, -0.8934491159101563, 1.0754302310518664, -0.028870649244799915, 0.7102805095485536, 0.579285949453091)]
    [InlineData(10, -0.7737919104512582, 0.7989653362863842, -0.020179228033621786, 0.4814484068609981, 0.5236618651320071)]
    [InlineData(100, -0.6374749510631966, 0.2727577166915701, -0.006333577328541093, 0.14635036582843478, 0.4124275488967013)]
    public void Fit_KnownData_IsThatOfScikitLearn(double penalty, double expectedBase, double first, double second, double third, double firstProbability)
    {
        var design = Reference();

        var model = Fit(design, penalty);

        Assert.Equal(70, design.Labels.Count(label => label));
        Assert.Equal(expectedBase, model.Base, 1e-5);
        Assert.Equal(first, model.Weights[0], 1e-5);
        Assert.Equal(second, model.Weights[1], 1e-6);
        Assert.Equal(third, model.Weights[2], 1e-5);
        Assert.Equal(firstProbability, model.Probability(design.Row(0)), 1e-5);
        Assert.Equal([-0.015431953491643072, 23.1607197931048, 0.36], model.Means.Select(mean => Math.Round(mean, 12)), (a, b) => Math.Abs(a - b) < 1e-9);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    public void Fit_SignOfAFeature_HoldsOrTheFeatureIsLeftOut(int sign)
    {
        var design = Reference();
        var other = new Design([.. Enumerable.Range(0, design.Rows).SelectMany(row => design.Row(row)[1..].ToArray())], 2, design.Labels, design.Groups);

        var model = Fit(design with { Signs = [(sbyte)sign, 0, 0] });

        // The first one moves it up.
        if (sign < 0)
            Assert.Equal([0, .. Fit(other).Weights], model.Weights);
        else
            Assert.Equal(Fit(design).Weights, model.Weights);
    }

    [Fact]
    public void Fit_OneColumn_IsThatOfScikitLearn()
    {
        var model = Fit(Reference(columns: 1));

        Assert.Equal(-0.7961528465316859, model.Base, 1e-5);
        Assert.Equal(0.9831572307249498, Assert.Single(model.Weights), 1e-5);
    }

    [Fact]
    public void Fit_SeparableData_StaysFiniteAndIsThatOfScikitLearn()
    {
        var design = new Design([.. Enumerable.Range(0, 40).Select(i => (float)i)], 1, [.. Enumerable.Range(0, 40).Select(i => i >= 20)], [.. Enumerable.Range(0, 40)]);

        Assert.Equal(0.2254274275687154, Fit(design).Weights[0], 1e-5);
        Assert.True(double.IsFinite(Fit(design, 1e-6).Weights[0]));
        Assert.InRange(LogisticRegression.Fit(design, CancellationToken.None).Probability([39]), 0.9, 1);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(0.1f)]
    [InlineData(1e12f)]
    public void Fit_ConstantColumn_GetsNoWeightAndChangesNothing(float constant)
    {
        var design = Reference();
        var wider = new Design([.. Enumerable.Range(0, design.Rows).SelectMany(row => (float[])[.. design.Row(row), constant])], 4, design.Labels, design.Groups);

        var (model, same) = (Fit(design), Fit(wider));

        Assert.Equal(0, same.Weights[3]);
        Assert.Equal(model.Probability([1, 20, 0]), same.Probability([1, 20, 0, constant]), 1e-9);
        Assert.Equal(model.Probability([1, 20, 0]), same.Probability([1, 20, 0, 7]), 1e-9);
    }

    [Fact]
    public void Fit_RowsInAnotherOrder_IsTheSameModel()
    {
        var design = Reference();
        var rows = Enumerable.Range(0, design.Rows).ToArray();
        new Random(3).Shuffle(rows);
        var shuffled = new Design([.. rows.SelectMany(row => design.Row(row).ToArray())], 3, [.. rows.Select(row => design.Labels[row])], rows);

        var (model, same) = (LogisticRegression.Fit(design, CancellationToken.None), LogisticRegression.Fit(shuffled, CancellationToken.None));

        Assert.Equal(model.Base, same.Base, 1e-8);
        for (var i = 0; i < 3; i++)
            Assert.Equal(model.Weights[i], same.Weights[i], 1e-8);
    }

    [Fact]
    public async Task Fit_AgainAndOnOneThread_IsTheSameToTheBit()
    {
        var design = Reference();

        var first = LogisticRegression.Fit(design, CancellationToken.None);
        var again = LogisticRegression.Fit(design, CancellationToken.None);
        var alone = await Purchases.OnOneThread(() => LogisticRegression.Fit(design, CancellationToken.None));

        Assert.All([again, alone], other => Assert.Equal([first.Base, .. first.Means, .. first.Weights], [other.Base, .. other.Means, .. other.Weights]));
    }

    [Fact]
    public void Fit_Groups_AreNotPartedWhenThePenaltyIsChosen()
    {
        // Each group has its own column and one label for all its examples: only who parts groups believes that columns tell anything.
        const int groups = 24;
        var random = new Random(5);
        var labelOf = Enumerable.Range(0, groups).Select(_ => random.Next(2) == 0).ToArray();
        var (values, labels, groupOf) = (new List<float>(), new List<bool>(), new List<int>());
        for (var i = 0; i < groups * 20; i++)
        {
            var x = new float[groups];
            x[i % groups] = 1;
            values.AddRange(x);
            labels.Add(labelOf[i % groups]);
            groupOf.Add(i % groups);
        }

        var together = new Design([.. values], groups, [.. labels], [.. groupOf]);
        var parted = together with { Groups = [.. Enumerable.Range(0, labels.Count)] };

        var (byGroup, byRow) = (LogisticRegression.Fit(together, CancellationToken.None), LogisticRegression.Fit(parted, CancellationToken.None));

        Assert.True(byGroup.Weights.Sum(Math.Abs) < byRow.Weights.Sum(Math.Abs));
    }

    [Fact]
    public void Fit_OneGroupAlone_ChoosesSomePenalty()
    {
        var design = Reference() with { Groups = new int[200] };

        Assert.All(LogisticRegression.Fit(design, CancellationToken.None).Weights, weight => Assert.True(double.IsFinite(weight)));
    }

    [Fact]
    public void Fit_Cancelled_Throws() =>
        Assert.ThrowsAny<OperationCanceledException>(() => LogisticRegression.Fit(Reference(), new CancellationToken(true)));

    [Fact]
    public void Contribution_OfAllRanges_SumsToTheLogitAboveTheBase()
    {
        var design = Reference();
        var model = Fit(design);
        for (var row = 0; row < design.Rows; row++)
        {
            var x = design.Row(row);

            var sum = model.Contribution(x, ..1) + model.Contribution(x, 1..2) + model.Contribution(x, 2..) + model.Contribution(x, 1..1);

            Assert.Equal(model.Logit(x) - model.Base, sum, 1e-12);
            Assert.Equal(1 / (1 + Math.Exp(-model.Logit(x))), model.Probability(x), 1e-15);
        }

        Assert.Equal(model.Base, model.Logit([.. model.Means.Select(mean => (float)mean)]), 1e-6);
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(800, 1)]
    [InlineData(-800, 0)]
    [InlineData(double.PositiveInfinity, 1)]
    [InlineData(double.NegativeInfinity, 0)]
    public void Sigmoid_FarValues_StayBetweenNoughtAndOne(double logit, double expected) => Assert.Equal(expected, LinearLogit.Sigmoid(logit));
}
