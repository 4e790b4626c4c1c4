using PersonalizedAgent.Benchmarks;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Shop;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Datasets.Shop;

public sealed class ShopGeneratorTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public void Write_Seed42_IsTheShopOfTheRepository()
    {
        foreach (var name in ShopFixture.FileNames)
            Assert.True(Bytes(shop.Folder, name).SequenceEqual(Bytes(Path.Combine(ShopFixture.RepositoryRoot, "data", "shop"), name)), $"{name} differs: run generate-shop again, as data/README.md says.");
    }

    [Fact]
    public void Write_SameSeed_SameBytes()
    {
        var folders = ((int Seed, int Users)[])[(7, 300), (7, 300), (8, 300)];
        var shops = folders.Select(f => Generate(f.Users, f.Seed)).ToList();

        Assert.Equal(shops[0], shops[1]);
        Assert.Equal(shops[0]["items.csv"], shops[2]["items.csv"]);
        foreach (var name in (string[])["users.csv", "orders.csv", "contacts.csv"])
            Assert.NotEqual(shops[0][name], shops[2][name]);
    }

    [Theory]
    [InlineData(42)]
    [InlineData(1)]
    [InlineData(-5)]
    public void Write_AnySeed_BeginsWithTheFourUsers(int seed)
    {
        var users = System.Text.Encoding.UTF8.GetString(Generate(ShopGenerator.LeastUsers, seed)["users.csv"]).Split('\n');

        Assert.Equal("user_id,age,gender,last_active,interactions,purchases,kind,joined,country,newsletter_opens", users[0]);
        Assert.StartsWith("1,25,M,2025-08-10,15,2,Window shopper,", users[1], StringComparison.Ordinal);
        Assert.StartsWith("2,30,F,2025-08-12,8,1,Window shopper,", users[2], StringComparison.Ordinal);
        Assert.StartsWith("3,22,F,2025-08-11,20,5,Newcomer,", users[3], StringComparison.Ordinal);
        Assert.StartsWith("4,40,M,2025-08-09,3,0,Window shopper,", users[4], StringComparison.Ordinal);
        Assert.Equal([""], users[5..]);
    }

    [Fact]
    public void Write_TooFewUsers_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => ShopGenerator.Write(shop.Folder, 3, 42));

    [Fact]
    public void Write_TwoThousandUsers_TakesAtMostThreeMegabytes() => Assert.InRange(ShopFixture.FileNames.Sum(name => Bytes(shop.Folder, name).Length), 1, 3_000_000);

    [Fact]
    public void Write_MakesUsersTheReaderAccepts()
    {
        var dataset = Assert.IsType<DatasetReadResult.Read>(Sample.Read(Bytes(shop.Folder, "users.csv"))).Dataset;

        Assert.Equal(2000, dataset.Users.Count);
        Assert.Empty(dataset.Report.Files[0].Issues);
    }

    [Fact]
    public async Task GenerateShop_ByCommand_WritesTheSameFiles()
    {
        var folder = Directory.CreateTempSubdirectory("shop-tests-");
        try
        {
            Assert.Equal(0, await Commands.RunAsync(["generate-shop", "--seed", "42", "--users", "2000", "--out", Path.Combine(folder.FullName, "new")]));
            Assert.Equal(2, await Commands.RunAsync(["generate-shop", "--users", "3", "--out", folder.FullName]));
            Assert.Equal(2, await Commands.RunAsync(["generate-shop"]));

            foreach (var name in ShopFixture.FileNames)
                Assert.Equal(Bytes(shop.Folder, name), Bytes(Path.Combine(folder.FullName, "new"), name));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static byte[] Bytes(string folder, string name) => File.ReadAllBytes(Path.Combine(folder, name));

    private static Dictionary<string, byte[]> Generate(int users, int seed)
    {
        var folder = Directory.CreateTempSubdirectory("shop-tests-");
        try
        {
            ShopGenerator.Write(folder.FullName, users, seed);
            return ShopFixture.FileNames.ToDictionary(name => name, name => Bytes(folder.FullName, name));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
