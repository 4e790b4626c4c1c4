using System.Globalization;
using System.Text;
using PersonalizedAgent.Core.Kumo.Relational;
using PersonalizedAgent.Core.Kumo.Relational.Reading;

namespace PersonalizedAgent.Tests.Kumo.Relational;

public sealed class RelationalAnswerTests
{
    private static readonly AnswerShape One = new([7]);
    private static readonly AnswerShape Two = new([7, 8]);
    private static readonly HashSet<string> Candidates = ["a", "b", "c"];

    [Theory]
    [InlineData("""{"true":0.25}""", 0.25)]
    [InlineData("""{"TRUE":"0.25","FALSE":"0.75"}""", 0.25)]
    [InlineData("""{"True":" 1e-3 "}""", 0.001)]
    [InlineData("""{"true":0}""", 0)]
    [InlineData("""{"true":1}""", 1)]
    public void Probabilities_AnyCaseAndNumericTexts_AreRead(string probabilities, double expected) =>
        Assert.Equal([expected], Assert.IsType<Answer<IReadOnlyList<double>>.Read>(Probabilities($$"""{"id":"7","row_index":"0","probabilities":{{probabilities}}}""")).Value);

    [Theory]
    [InlineData("""{"id":"7","row_index":0,"prediction":true}""", "probabilities is missing")]
    [InlineData("""{"id":"7","row_index":0,"probabilities":null}""", "probabilities is missing")]
    [InlineData("""{"id":"7","row_index":0,"probabilities":{"false":0.2}}""", "does not say how likely true is")]
    [InlineData("""{"id":"7","row_index":0,"probabilities":{"true":0.2,"True":0.3}}""", "more than once")]
    [InlineData("""{"id":"7","row_index":0,"probabilities":{"true":0.2,"true":0.3}}""", "twice")]
    [InlineData("""{"id":"7","row_index":0,"probabilities":{"true":1.0000001}}""", "between 0 and 1")]
    [InlineData("""{"id":"7","row_index":0,"probabilities":{"true":-0.1}}""", "between 0 and 1")]
    [InlineData("""{"id":"7","row_index":0,"probabilities":{"true":"NaN"}}""", "no finite number")]
    [InlineData("""{"id":"7","row_index":0,"probabilities":{"true":1e999}}""", "no finite number")]
    [InlineData("""{"id":"7","row_index":0,"probabilities":{"true":"secret"}}""", "no finite number")]
    [InlineData("""{"id":"7","row_index":0,"probabilities":[0.5]}""", "no map")]
    [InlineData("""{"id":"8","row_index":0,"probabilities":{"true":1}}""", "id is not that of its row")]
    [InlineData("""{"row_index":0,"probabilities":{"true":1}}""", "id is missing")]
    [InlineData("""{"id":true,"row_index":0,"probabilities":{"true":1}}""", "id is no text")]
    [InlineData("""{"id":"7","row_index":0.5,"probabilities":{"true":1}}""", "no whole number")]
    [InlineData("""{"id":"7","row_index":1,"probabilities":{"true":1}}""", "beyond the rows")]
    [InlineData("""{"id":"7","row_index":-1,"probabilities":{"true":1}}""", "beyond the rows")]
    [InlineData("""{"id":"7","row_index":99999999999,"probabilities":{"true":1}}""", "beyond the rows")]
    [InlineData("""{"id":"7","row_index":0,"scores":{}}""", "scores is no list")]
    [InlineData("""{"id":"7","row_index":0,"embeddings":[null]}""", "embeddings holds what is no finite number")]
    [InlineData("\"x\"", "Item 0 is no object")]
    public void Probabilities_ItemThatDoesNotFit_IsRefused(string item, string reason)
    {
        var invalid = Assert.IsType<Answer<IReadOnlyList<double>>.Invalid>(Probabilities(item));

        Assert.Contains(reason, invalid.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", invalid.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id":"7","row_index":0},{"id":"7","row_index":0}""", "Item 1: row_index comes twice.")]
    [InlineData("""{"id":"7","row_index":0}""", "1 items for 2 rows.")]
    [InlineData("""{"id":"7","row_index":0},{"id":"8","row_index":1},{"id":"8","row_index":1}""", "3 items for 2 rows.")]
    [InlineData("""{"id":"7","row_index":0},{"id":"8"}""", "Item 1: row_index is missing.")]
    public void Items_ThatAreNotOneARow_AreRefused(string items, string reason) => Assert.Equal(reason, Reason(AnswerReader.Items(Body($$"""{"predictions":[{{items}}]}"""), Two)));

    [Fact]
    public void Items_OfAForecast_MayLackStepsButNoRow()
    {
        var forecast = Two with { IsForecast = true };

        var items = AnswerReader.Items(Body("""{"predictions":[{"id":"8","row_index":1,"forecast_step":2},{"id":"7","row_index":0,"forecast_step":1},{"id":"8","row_index":1,"forecast_step":1}]}"""), forecast);

        Assert.Equal([(0, 1), (1, 1), (1, 2)], Value(items).Predictions.Select(item => (item.RowIndex, item.ForecastStep!.Value)));
        Assert.Equal("There is no item for row 1.", Reason(AnswerReader.Items(Body("""{"predictions":[{"id":"7","row_index":0,"forecast_step":1}]}"""), forecast)));
        Assert.Contains("twice", Reason(AnswerReader.Items(Body("""{"predictions":[{"id":"7","row_index":0,"forecast_step":1},{"id":"7","row_index":0,"forecast_step":1}]}"""), forecast)), StringComparison.Ordinal);
    }

    [Fact]
    public void Probabilities_FurtherFieldsAndOtherModel_AreReadWithAWarning()
    {
        var read = Assert.IsType<Answer<IReadOnlyList<double>>.Read>(AnswerReader.Probabilities(
            Body("\uFEFF" + """{"model":"kumo-next","usage":{"ms":3},"predictions":[{"id":7,"row_index":0,"extra":[],"rankings":null,"probabilities":{"true":0.5}}]}"""), One));

        Assert.Equal([0.5], read.Value);
        Assert.Equal("Another model than kumo-relational answered.", Assert.Single(read.Warnings));
    }

    [Theory]
    [InlineData("", "The answer is empty.")]
    [InlineData("[]", "The answer is no JSON object.")]
    [InlineData("null", "The answer is no JSON object.")]
    [InlineData("{}", "predictions is missing.")]
    [InlineData("""{"predictions":{}}""", "predictions is no list.")]
    [InlineData("""{"predictions":[{"id":"secret""", "The answer is no JSON, or cut off")]
    [InlineData("<html>", "The answer is no JSON, or cut off")]
    [InlineData("""{"predictions":[{"id":"\ud800","row_index":0}]}""", "no Unicode")]
    public void Items_BodyThatIsNoAnswer_IsRefused(string body, string reason)
    {
        var said = Reason(AnswerReader.Items(Body(body), One));

        Assert.StartsWith(reason.StartsWith("no", StringComparison.Ordinal) ? "The answer holds text that is " + reason : reason, said, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Items_TooLarge_IsRefused() => Assert.Equal("The answer is larger than 64 MiB.", Reason(AnswerReader.Items(new byte[AnswerReader.MostBytes + 1], One)));

    [Fact]
    public void Items_AnyByteChangedOrCutOff_AreReadOrRefusedAndNeverThrow()
    {
        var body = Examples.Bytes("responses/composed_link_prediction_next_item.json");
        var random = new Random(1);
        for (var i = 0; i < 3000; i++)
        {
            var changed = (byte[])body.Clone();
            for (var n = random.Next(1, 4); n > 0; n--)
                changed[random.Next(changed.Length)] = (byte)random.Next(256);

            Assert.NotNull(AnswerReader.Rankings(changed.AsMemory(0, i % 2 == 0 ? changed.Length : random.Next(changed.Length)), Two with { TopK = 2 }));
            Assert.NotNull(ProblemReader.Text(changed, null));
        }
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("""{"id":"a","score":"1.5"},{"id":"c","score":-2}""", null)]
    [InlineData("""{"id":"a","score":2},{"id":"b","score":1},{"id":"c","score":0}""", "longer than what was asked for")]
    [InlineData("""{"id":"a","score":2},{"id":"a","score":1}""", "one candidate twice")]
    [InlineData("""{"id":"d","score":2}""", "no candidate")]
    [InlineData("""{"id":1,"score":2}""", "no id that is a text")]
    [InlineData("""{"id":"a"}""", "no score that is a finite number")]
    [InlineData("""{"id":"a","score":"Infinity"}""", "no score that is a finite number")]
    [InlineData("7", "no id that is a text")]
    public void Rankings_Any_AreCheckedAgainstTheCandidates(string entries, string? reason)
    {
        var answer = AnswerReader.Rankings(Body($$"""{"predictions":[{"id":"7","row_index":0,"rankings":[{{entries}}]}]}"""), One with { TopK = 2, Candidates = [Candidates] });

        if (reason is null)
            Assert.Equal(entries.Count(c => c == '{'), Value(answer)[0].Count);
        else
            Assert.Contains(reason, Reason(answer), StringComparison.Ordinal);
    }

    [Fact]
    public void Rankings_Missing_AreRefused() =>
        Assert.Equal("The item of row 0: rankings is missing.", Reason(AnswerReader.Rankings(Body("""{"predictions":[{"id":"7","row_index":0}]}"""), One)));

    [Theory]
    [InlineData("""{"session_id":"s"}""", "s", null)]
    [InlineData("""{"session_id":"s","expires_at":"soon","ttl_seconds":"60"}""", "s", 60)]
    [InlineData("""{"session_id":"s","expires_at":5,"ttl_seconds":{}}""", "s", null)]
    public void Session_FurtherFieldsOfAnyKind_DoNotMatter(string body, string id, int? ttl) =>
        Assert.Equal((id, ttl, null), (Value(AnswerReader.Session(Body(body))).SessionId, (int?)Value(AnswerReader.Session(Body(body))).TtlSeconds, Value(AnswerReader.Session(Body(body))).ExpiresAt));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"session_id":""}""")]
    [InlineData("""{"session_id":5}""")]
    public void Session_WithoutId_IsRefused(string body) => Assert.Equal("session_id is missing or no text.", Reason(AnswerReader.Session(Body(body))));

    [Fact]
    public void Models_OfAnotherShape_AreRefused() => Assert.Equal("data is no list.", Reason(ServiceReader.Models(Body("{}"))));

    private static Answer<IReadOnlyList<double>> Probabilities(string item) => AnswerReader.Probabilities(Body(string.Create(CultureInfo.InvariantCulture, $$"""{"predictions":[{{item}}]}""")), One);

    private static byte[] Body(string text) => Encoding.UTF8.GetBytes(text);

    private static T Value<T>(Answer<T> answer) => Assert.IsType<Answer<T>.Read>(answer).Value;

    private static string Reason<T>(Answer<T> answer) => Assert.IsType<Answer<T>.Invalid>(answer).Reason;
}
