using System.Text;
using PersonalizedAgent.Core.Kumo.Relational;
using PersonalizedAgent.Core.Kumo.Relational.Reading;
using PersonalizedAgent.Core.Kumo.Relational.Wire;

namespace PersonalizedAgent.Tests.Kumo.Relational;

/// <summary>Each example of an answer or a problem is read, or refused with a reason.</summary>
public sealed class RelationalAnswerExampleTests
{
    private static readonly AnswerShape Engagement = new([12, 13, 14]);

    [Theory]
    [InlineData("composed_binary_engagement_30d.json", new long[] { 12, 13, 14 }, new[] { 0.91, 0.34, 0.62 })]
    [InlineData("composed_binary_out_of_order_titlecase.json", new long[] { 12, 13, 14 }, new[] { 0.91, 0.34, 0.62 })]
    [InlineData("test_binary_classification.json", new long[] { 601 }, new[] { 0.65 })]
    public void Probabilities_Example_AreThoseOfTrueInTheOrderOfTheRows(string file, long[] ids, double[] expected)
    {
        var read = Read(AnswerReader.Probabilities(Response(file), new AnswerShape(ids)));

        Assert.Equal(expected, read.Value);
        Assert.Empty(read.Warnings);
    }

    [Theory]
    [InlineData("composed_multiclass.json", 4, 0.7)]
    [InlineData("test_multiclass.json", 601, 0.6)]
    public void Items_MulticlassExample_HasAllClasses(string file, long id, double expected)
    {
        var item = Assert.Single(Read(AnswerReader.Items(Response(file), new AnswerShape([id]))).Value.Predictions);

        Assert.Equal(("pro", expected), (item.Prediction!.Value.GetString(), item.Probabilities!["pro"]));
    }

    [Theory]
    [InlineData("composed_regression_ltv_30d.json", 41.75, null)]
    [InlineData("composed_regression_ltv_30d_quantiles.json", 40.0, 80.0)]
    public void Items_RegressionExample_HasNumbers(string file, double expected, double? ninthDecile)
    {
        var items = Read(AnswerReader.Items(Response(file), Engagement)).Value.Predictions;

        Assert.Equal(3, items.Count);
        Assert.Equal(expected, items[0].Prediction!.Value.GetDouble());
        Assert.Equal(ninthDecile, items[0].Quantiles?["0.9"]);
    }

    [Fact]
    public void Items_ForecastingExample_HasAllSteps()
    {
        var items = Read(AnswerReader.Items(Response("composed_forecasting.json"), new AnswerShape([2001]) { IsForecast = true })).Value.Predictions;

        Assert.Equal([(1, 33.1), (2, 34.0), (3, 35.2)], items.Select(item => (item.ForecastStep!.Value, item.Prediction!.Value.GetDouble())));
    }

    [Fact]
    public void Rankings_LinkPredictionExample_AreBestFirst()
    {
        var candidates = new HashSet<string> { "item_10", "item_11", "item_12" };

        var rankings = Read(AnswerReader.Rankings(Response("composed_link_prediction_next_item.json"), new AnswerShape([7, 8]) { TopK = 2, Candidates = [candidates, candidates] })).Value;

        Assert.Equal([new ItemScore("item_12", 0.71), new ItemScore("item_10", 0.22)], rankings[0]);
        Assert.Equal([new ItemScore("item_10", 0.55), new ItemScore("item_11", 0.31)], rankings[1]);
    }

    [Theory]
    [InlineData("composed_invalid_id_mismatch.json", "Item 0: id is not that of its row.")]
    [InlineData("composed_invalid_missing_row_index.json", "Item 0: row_index is missing.")]
    public void Probabilities_InvalidExample_IsRefused(string file, string reason)
    {
        Assert.Equal("1 items for 3 rows.", Reason(AnswerReader.Probabilities(Response(file), Engagement)));
        Assert.Equal(reason, Reason(AnswerReader.Probabilities(Response(file), new AnswerShape([0]))));
    }

    [Fact]
    public void Items_ExplanationExample_IsKept()
    {
        var body = $$"""{"predictions":[{"id":"4","row_index":0,"prediction":true,"explanation":{{Examples.Text("responses/test_explanation_object.json")}}}]}""";

        var item = Assert.Single(Read(AnswerReader.Items(Encoding.UTF8.GetBytes(body), new AnswerShape([4]))).Value.Predictions);

        Assert.Equal("kumo_rfm_v2_1", item.Explanation!.Value.GetProperty("format").GetString());
    }

    [Fact]
    public void Session_Example_IsRead() =>
        Assert.Equal(new SessionCreated("sess_test", new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero), 3600), Read(AnswerReader.Session(Response("test_session_create.json"))).Value);

    [Theory]
    [InlineData("test_health_ready.json")]
    [InlineData("composed_health_ready_alt.json")]
    public void IsReady_Example_IsTrue(string file) => Assert.True(Read(ServiceReader.IsReady(Response(file))).Value);

    [Fact]
    public void Models_Example_AreListed() => Assert.Equal(["kumo-relational"], Read(ServiceReader.Models(Response("test_models.json"))).Value);

    [Theory]
    [InlineData("composed_404_session_not_found.json", "Session not found or expired.", "SESSION_NOT_FOUND")]
    [InlineData("composed_413_plain.txt", "request entity too large", null)]
    [InlineData("composed_422_unsupported_shape.json", "N_train 10001 exceeds limit 10000", "UNSUPPORTED_SHAPE")]
    [InlineData("composed_429_rate_limit.json", "slow down", "RATE_LIMIT_EXCEEDED")]
    [InlineData("composed_502_gateway.html", "502 Bad Gateway", null)]
    [InlineData("composed_503_unavailable.json", "Service Unavailable", "SERVICE_UNAVAILABLE")]
    [InlineData("test_422_cardinality.json", "categorical cardinality 15001 exceeds limit 10000.", null)]
    [InlineData("test_422_invalid_schema.json", "Request validation failed: context.instance_table.rows[0][age]: expected int64, got string", "INVALID_SCHEMA")]
    public void Problem_Example_IsTold(string file, string text, string? code)
    {
        var body = Examples.Bytes("errors/" + file);

        Assert.Equal(text, ProblemReader.Text(body, null));
        Assert.Equal(code, ProblemReader.Read(body)?.Code);
    }

    private static byte[] Response(string file) => Examples.Bytes("responses/" + file);

    private static Answer<T>.Read Read<T>(Answer<T> answer) => Assert.IsType<Answer<T>.Read>(answer);

    private static string Reason<T>(Answer<T> answer) => Assert.IsType<Answer<T>.Invalid>(answer).Reason;
}
