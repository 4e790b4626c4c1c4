using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Intake;
using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Web.Model;

namespace PersonalizedAgent.Tests.Model;

public sealed class ImportStateTests
{
    private static InspectedFile File(string name, DatasetTable? table, params string[] headers) =>
        new InspectedFile("/somewhere/" + name, 10, new FilePreview(headers, [], headers.Length), null, new Dictionary<string, int>(), DateOrder.YearMonthDay).As(table);

    private static ImportState.Matching Matching(params InspectedFile[] files) => new("id", "My data", AsOfRule.Automatic, files);

    private static readonly InspectedFile Users = File("users.csv", DatasetTable.Users, "user_id", "age");

    [Fact]
    public void Problems_UsersAlone_None() => Assert.Empty(Matching(Users, File("other.csv", null, "x")).Problems);

    [Fact]
    public void Problems_NoUsers_AsksForThem() =>
        Assert.Equal("No file is taken for the users. Choose one; it needs a column that names the user.", Assert.Single(Matching(File("items.csv", DatasetTable.Items, "item_id")).Problems));

    [Fact]
    public void Problems_TwoFilesOfOneTable_AreNamed()
    {
        var items = File("items.csv", DatasetTable.Items, "item_id");

        Assert.Equal(["2 files are taken for items. Choose one."], Matching(Users, items, items, File("a.csv", null, "x"), File("b.csv", null, "x")).Problems);
    }

    [Fact]
    public void Problems_MissingFields_AreNamedByFile() =>
        Assert.Equal(["orders.csv: choose a column for user_id, at."], Matching(Users, File("orders.csv", DatasetTable.Orders, "colour")).Problems);

    [Theory]
    [InlineData("", false)]
    [InlineData("   ", false)]
    [InlineData("x", true)]
    public void Problems_Name(string name, bool isFine) => Assert.Equal(isFine, (Matching(Users) with { Name = name }).Problems.Count == 0);

    [Fact]
    public void Problems_LongName()
    {
        Assert.Empty((Matching(Users) with { Name = new string('x', 80) }).Problems);
        Assert.Equal(["Give the dataset a name of 1 to 80 characters."], (Matching(Users) with { Name = new string('x', 81) }).Problems);
    }

    [Fact]
    public void Problems_Several_AreAllSaid() =>
        Assert.Equal(3, (Matching(File("orders.csv", DatasetTable.Orders, "colour")) with { Name = "" }).Problems.Count);

    [Theory]
    [InlineData(1000, 250, 1000, 2, 500.0, 6.0)]
    [InlineData(1000, 1000, 1000, 4, 250.0, 0.0)]
    [InlineData(0, 0, 1000, 0, null, null)]
    [InlineData(0, 100, 1000, 1, null, 9.0)]
    [InlineData(10, 100, 1000, 0, null, 0.0)]
    public void Reading_RateAndTimeLeft(long rows, long bytes, long totalBytes, int seconds, double? rate, double? left)
    {
        var reading = new ImportState.Reading("id", "My data", new ReadProgress("users.csv", rows, bytes, totalBytes), TimeSpan.FromSeconds(seconds));

        Assert.Equal((rate, left), (reading.RowsPerSecond, reading.Left?.TotalSeconds));
    }
}
