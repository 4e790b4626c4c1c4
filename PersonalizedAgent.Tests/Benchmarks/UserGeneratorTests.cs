using PersonalizedAgent.Benchmarks;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Benchmarks;

public sealed class UserGeneratorTests
{
    private static byte[] Generate(int seed)
    {
        using var stream = new MemoryStream();
        UserGenerator.Write(stream, 2000, seed);
        return stream.ToArray();
    }

    [Fact]
    public void Write_SameSeed_SameBytes()
    {
        Assert.Equal(Generate(42), Generate(42));
        Assert.NotEqual(Generate(42), Generate(43));
    }

    [Fact]
    public void Write_MakesValidUsers_OneToCount()
    {
        var dataset = Assert.IsType<Core.Datasets.DatasetReadResult.Read>(Sample.Read(Generate(42))).Dataset;

        Assert.Empty(dataset.Report.Files[0].Issues);
        Assert.Equal(Enumerable.Range(1, 2000).Select(id => (long)id), Enumerable.Range(0, dataset.Users.Count).Select(row => dataset.Users[row].UserId.Number));
    }

    [Theory]
    [InlineData(0.5, 5)]
    [InlineData(0.9, 9)]
    [InlineData(0.95, 10)]
    [InlineData(0.01, 1)]
    public void Percentile_IsTheNearestRank(double share, double expected) => Assert.Equal(expected, Statistics.Percentile(Enumerable.Range(1, 10).Select(i => (double)i), share));
}
