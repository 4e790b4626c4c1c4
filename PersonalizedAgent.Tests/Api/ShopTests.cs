using System.Text.Json;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Tests.Support;
using PersonalizedAgent.Web.Data;

namespace PersonalizedAgent.Tests.Api;

/// <summary>The endpoints on the real host with the shop and the real local model.</summary>
public sealed class ShopTests : IAsyncLifetime
{
    private AppHost _app = null!;

    public async ValueTask InitializeAsync()
    {
        _app = new AppHost(settings: new() { ["Dataset:Path"] = "data/shop", ["Dataset:AsOf"] = "LastEvent" });
        var (models, datasets) = (_app.Get<ModelDesk>(), _app.Get<DatasetStore>());
        await Eventually.TrueAsync(() => models.ModelOf(datasets.Current) is not null, "the model is fitted");
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task<string> GetAsync(string path) => _app.Client.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    private static string[] Columns(string csv) => csv[..csv.IndexOf('\n', StringComparison.Ordinal)].Split(',');

    [Fact]
    public async Task Recommend_Product_NamesIt_AndOtherActionsNameNone()
    {
        var model = _app.Get<ModelDesk>().ModelOf(_app.Get<DatasetStore>().Current)!;
        var users = Enumerable.Range(0, 300).Select(row => model.Predict(row, model.AsOf)).Where(prediction => prediction.EngagementScore.Value > 0.7).ToArray();
        var (product, discount) = (
            users.First(user => user.RecommendedAction == Core.Actions.AgentAction.RecommendProduct),
            users.First(user => user.RecommendedAction == Core.Actions.AgentAction.OfferDiscount));

        using var recommended = JsonDocument.Parse(await GetAsync($"/recommend/{product.UserId}"));
        Assert.Equal("recommend_product", recommended.RootElement.GetProperty("action").GetString());
        Assert.Equal(product.Items[0].ItemId, recommended.RootElement.GetProperty("product").GetProperty("item_id").GetString());
        Assert.Equal(product.Items[0].Title, recommended.RootElement.GetProperty("product").GetProperty("name").GetString());

        using var offered = JsonDocument.Parse(await GetAsync($"/recommend/{discount.UserId}"));
        Assert.Equal(["user_id", "action", "engagement_score"], offered.RootElement.EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public async Task Recommend_SameUserTwice_IsTheSame() => Assert.Equal(await GetAsync("/recommend/1002"), await GetAsync("/recommend/1002"));

    [Fact]
    public async Task Export_HasScoresAndActions_SortsAndFiltersByThem_AndFollowsTheBackend()
    {
        var lines = (await GetAsync("/api/users.csv?engagement_score=0.7..&best_action=offer_discount&sort=engagement_score&dir=desc")).Split('\n')[..^1];

        var columns = Columns(lines[0] + "\n");
        var (score, action) = (Array.IndexOf(columns, "engagement_score"), Array.IndexOf(columns, "best_action"));
        var scores = lines[1..].Select(line => double.Parse(line.Split(',')[score], System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        Assert.InRange(scores.Length, 200, 1000);
        Assert.All(scores, value => Assert.InRange(value, 0.7, 1));
        Assert.Equal(scores.OrderDescending(), scores);
        Assert.All(lines[1..], line => Assert.Equal("offer_discount", line.Split(',')[action]));

        _app.Get<KumoSwitch>().Choice = BackendChoice.Mock;
        Assert.DoesNotContain("engagement_score", Columns(await GetAsync("/api/users.csv")));
    }

    [Fact]
    public async Task Recommend_FollowsTheSetting_Rank()
    {
        await using var app = new AppHost(settings: new() { ["Kumo:Backend"] = "rank" });

        using var answer = JsonDocument.Parse(await app.Client.GetStringAsync(new Uri("/recommend/3", UriKind.Relative), TestContext.Current.CancellationToken));

        // Of the four: the second most recent of all, most interactions, most purchases.
        Assert.Equal(0.79, answer.RootElement.GetProperty("engagement_score").GetDouble());
        Assert.Equal(PredictionBackend.Rank, app.Get<KumoSwitch>().BackendFor(app.Get<DatasetStore>().Current));
    }
}
