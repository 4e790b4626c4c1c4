using System.Globalization;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Core.Kumo.Context;
using PersonalizedAgent.Core.Kumo.Relational;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Kumo.Relational;

public sealed class RelationalSplitTests
{
    private static readonly int Anchor = Moments.FromDateTime(new DateTime(2025, 6, 1));
    private static readonly PredictiveTask.Engagement Engagement = new(30);
    private static readonly LabelledExample[] Two = [new(0, Anchor, true), new(1, Anchor, false)];

    // User 1 has 40 orders, the others have one each.
    private static readonly Dataset Shop = FolderFiles.ReadOrders(
        "order_id,user_id,item_id,at\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"{i},1,i{i},2025-05-01T00:00:{i.ToString("00", CultureInfo.InvariantCulture)}\n"))
        + "40,2,i1,2025-05-01\n41,3,i2,2025-05-01\n");

    [Theory]
    [InlineData(0, new int[0])]
    [InlineData(1, new[] { 1 })]
    [InlineData(999, new[] { 999 })]
    [InlineData(1000, new[] { 1000 })]
    [InlineData(1001, new[] { 1000, 1 })]
    public void Binary_RowsAroundTheLimit_AreSplit(int rows, int[] expected)
    {
        var requests = Binary(Two, Rows(rows, user: 1)).Ready();

        Assert.Equal(expected, requests.Select(request => request.Count));
        Assert.Equal(expected, requests.Select(request => request.Rows("predict", "instance_table").Length));
        Assert.All(requests, request => Assert.Same(requests[0].Wire.Context, request.Wire.Context));
        Assert.All(requests, request => Assert.Equal(Enumerable.Range(2, request.Count).Select(i => (long)i), request.Answer.InstanceIds));
        Assert.Equal(rows, requests.Sum(request => request.Count));
    }

    [Fact]
    public void Ranking_MoreThanTwoHundredRows_AreSplit()
    {
        var questions = Enumerable.Repeat(new ItemQuestion(0, Anchor, [0, 1]), 201).ToArray();

        var requests = new RequestBuilder(Shop, new RelationalShape(), new RequestLimits())
            .Ranking(new PredictiveTask.NextItems(30, 5), [new(0, Anchor, [1])], [0], questions).Ready();

        Assert.Equal([(0, 200), (200, 1)], requests.Select(request => (request.First, request.Count)));
    }

    [Fact]
    public void Binary_BodyAtTheLimitAndBelow_IsSplitWhereItDoesNotFit()
    {
        var rows = Rows(8, user: 1);
        var size = Binary(Two, rows).Only().Body.Length;

        Assert.Equal([8], Counts(Binary(Two, rows, size)));
        Assert.Equal([4, 4], Counts(Binary(Two, rows, size - 1)));
        Assert.All(Binary(Two, rows, size - 1).Ready(), request => Assert.True(request.Body.Length < size));
    }

    [Fact]
    public void Binary_OneRowTooLarge_TakesFewerRowsOfTables()
    {
        var size = Binary(Two, Rows(1, user: 0)).Only().Body.Length;

        var request = Binary(Two, Rows(1, user: 0), size - 1).Only();

        Assert.Equal(16, request.FanOut);
        Assert.Equal(16, request.Rows("predict", "orders").Length);
        Assert.EndsWith("\"2025-05-01T00:00:39.000000Z\"]", request.Rows("predict", "orders")[^1], StringComparison.Ordinal);
        Assert.True(request.Body.Length < size);
    }

    [Theory]
    [InlineData(100, "examples alone")]
    [InlineData(1500, "single row")]
    public void Binary_NothingFits_IsSaidAsAValue(int bytes, string expected)
    {
        var impossible = Assert.IsType<BuiltRequest.Impossible>(Assert.Single(Binary(Two, Rows(1, user: 0), bytes)));

        Assert.Contains(expected, impossible.Reason, StringComparison.Ordinal);
        Assert.Equal(0, impossible.First);
    }

    [Fact]
    public void Binary_NoExamples_IsSaidAsAValue() =>
        Assert.Contains("no examples", Assert.IsType<BuiltRequest.Impossible>(Assert.Single(Binary([], Rows(1, user: 0)))).Reason, StringComparison.Ordinal);

    [Fact]
    public void Binary_MoreExamplesThanTheRunModeTakes_KeepsTheFirstAndBothClasses()
    {
        LabelledExample[] context = [.. Enumerable.Repeat(new LabelledExample(1, Anchor, true), 150), new(2, Anchor, false), new(0, Anchor, false)];

        var rows = Binary(context, Rows(1, user: 1), shape: new RelationalShape { RunMode = RelationalRunMode.Debug }).Only().Rows("context", "instance_table");

        Assert.Equal(100, rows.Length);
        Assert.All(rows[..99], row => Assert.EndsWith("true]", row, StringComparison.Ordinal));
        Assert.Equal("""[99,3,"2025-06-01T00:00:00.000000Z",false]""", rows[99]);
    }

    [Theory]
    [InlineData(RelationalRunMode.Debug, "debug", 100, 16)]
    [InlineData(RelationalRunMode.Fast, "fast", 1_000, 32)]
    [InlineData(RelationalRunMode.Normal, "normal", 5_000, 64)]
    [InlineData(RelationalRunMode.Best, "best", 10_000, 64)]
    public void RunMode_Each_IsAsTheContractSays(RelationalRunMode mode, string name, int size, int fanOut)
    {
        Assert.Equal((name, size, fanOut), (mode.WireName(), mode.ContextSize(), mode.FanOut()[0]));
        Assert.Equal(6, mode.FanOut().Count);
        Assert.Equal(32, new RelationalShape { RunMode = mode }.FanOutFor(isLinkPrediction: true));
        Assert.Equal(7, new RelationalShape { RunMode = mode, FanOut = 7 }.FanOutFor(isLinkPrediction: true));
    }

    private static PredictRow[] Rows(int count, int user) => [.. Enumerable.Repeat(new PredictRow(user, Anchor), count)];

    private static int[] Counts(IEnumerable<BuiltRequest> requests) => [.. requests.Ready().Select(request => request.Count)];

    private static IEnumerable<BuiltRequest> Binary(LabelledExample[] context, PredictRow[] rows, int? bytes = null, RelationalShape? shape = null) =>
        new RequestBuilder(Shop, shape ?? new RelationalShape(), bytes is { } most ? new RequestLimits { BodyBytes = most } : new RequestLimits()).Binary(Engagement, context, rows);
}
