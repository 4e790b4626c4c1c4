using System.Text.Json.Nodes;
using PersonalizedAgent.Benchmarks.KumoStub;
using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Kumo.Relational;
using PersonalizedAgent.Core.Kumo.Relational.Wire;
using PersonalizedAgent.Web.Model;

namespace PersonalizedAgent.Tests.Kumo.Relational;

/// <summary>What the client does while the service does not answer, or not as it should: over HTTP, with a stub that misbehaves.</summary>
public sealed class RelationalFailureTests
{
    public static TheoryData<string> Spoiled => [nameof(AnswerTwists.MissingRow), nameof(AnswerTwists.RepeatedRow), nameof(AnswerTwists.WrongId), nameof(AnswerTwists.NoTrue)];

    public static TheoryData<string> Odd => [nameof(AnswerTwists.Reversed), nameof(AnswerTwists.NumbersAsTexts)];

    private static Action<JsonObject> Twist(string name) => name switch
    {
        nameof(AnswerTwists.MissingRow) => AnswerTwists.MissingRow,
        nameof(AnswerTwists.RepeatedRow) => AnswerTwists.RepeatedRow,
        nameof(AnswerTwists.WrongId) => AnswerTwists.WrongId,
        nameof(AnswerTwists.NoTrue) => AnswerTwists.NoTrue,
        nameof(AnswerTwists.Reversed) => AnswerTwists.Reversed,
        _ => AnswerTwists.NumbersAsTexts,
    };

    private static async Task AssertLocalAsync(RelationalBench bench, Prediction prediction, string cause)
    {
        var local = await bench.LocalAsync(RelationalBench.Messaging);
        Assert.Equal(cause, prediction.Fallback?.Cause);
        Assert.Equal((PredictionBackend.Local, local.EngagementScore, local.RecommendedAction), (prediction.Backend, prediction.EngagementScore, prediction.RecommendedAction));
        Assert.Equal($"LOCAL (KUMO unavailable: {cause})", Display.FullBadge(prediction));
        Assert.Equal("LOCAL (KUMO unavailable)", Display.Badge(prediction));
        Assert.StartsWith("KUMO unavailable: ", prediction.Fallback!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Down_LocalAnswers_AndItIsSaid()
    {
        await using var bench = await RelationalBench.StartAsync();
        await bench.StopStubAsync();

        await AssertLocalAsync(bench, await bench.AskAsync(RelationalBench.Messaging), "no answer");
    }

    [Fact]
    public async Task Down_AfterAGoodAnswerOfAnEarlierHour_ThatOneStands_WithItsAge()
    {
        await using var bench = await RelationalBench.StartAsync();
        var good = await bench.AskAsync(RelationalBench.Recommending);
        await bench.StopStubAsync();
        bench.Clock.Advance(TimeSpan.FromMinutes(60));

        var prediction = await bench.AskAsync(RelationalBench.Recommending, asOf: RelationalBench.AsOf.AddHours(1));

        Assert.Equal((PredictionBackend.Kumo, good.EngagementScore, good.ModelVersion), (prediction.Backend, prediction.EngagementScore, prediction.ModelVersion));
        Assert.Equal("no answer", prediction.Fallback!.Cause);
        Assert.EndsWith("This is its answer of 60 minutes ago.", prediction.Fallback.Reason, StringComparison.Ordinal);
        Assert.Equal("KUMO STUB (earlier answer; unavailable: no answer)", Display.FullBadge(prediction));
        Assert.Equal("KUMO STUB (earlier answer)", Display.Badge(prediction));
        // Those of another user are not known.
        Assert.Equal(PredictionBackend.Local, (await bench.AskAsync(RelationalBench.Recommending, 1, RelationalBench.AsOf.AddHours(1))).Backend);
        // The same hour is known as it was.
        Assert.Null((await bench.AskAsync(RelationalBench.Recommending)).Fallback);
    }

    [Theory]
    [InlineData(29, PredictionBackend.Kumo)]
    [InlineData(30, PredictionBackend.Local)]
    [InlineData(-1, PredictionBackend.Local)]
    public async Task Down_AnAnswerOfAWholeHorizonAgoOrOfLater_DoesNotStandIn(int daysLater, PredictionBackend expected)
    {
        await using var bench = await RelationalBench.StartAsync();
        await bench.AskAsync(RelationalBench.Messaging);
        await bench.StopStubAsync();

        Assert.Equal(expected, (await bench.AskAsync(RelationalBench.Messaging, asOf: RelationalBench.AsOf.AddDays(daysLater))).Backend);
    }

    [Fact]
    public async Task BackAgain_IsAskedOnceTheCircuitLets()
    {
        await using var bench = await RelationalBench.StartAsync();
        await bench.StopStubAsync();
        for (var click = 0; click < 2; click++)
            await AssertLocalAsync(bench, await bench.AskAsync(RelationalBench.Messaging), "no answer");
        await bench.RestartStubAsync();

        // Five failures in a row: it is left alone for half a minute.
        await AssertLocalAsync(bench, await bench.AskAsync(RelationalBench.Messaging), "no answer");
        Assert.Equal(0, bench.Stub.Count);
        bench.Clock.Advance(TimeSpan.FromSeconds(bench.Options.BreakSeconds));

        var prediction = await bench.AskAsync(RelationalBench.Messaging);
        Assert.Equal((PredictionBackend.Kumo, null, null), (prediction.Backend, prediction.Fallback, prediction.Note));
    }

    [Fact]
    public async Task BackAgain_WithoutSessions_AllQuestionsAreAnsweredAtOnce()
    {
        await using var bench = await RelationalBench.StartAsync(options => options.Sessions = RelationalSessions.Off);
        await bench.StopStubAsync();
        await bench.AskAsync(RelationalBench.Messaging);
        await bench.AskAsync(RelationalBench.Messaging);
        await bench.RestartStubAsync();
        bench.Clock.Advance(TimeSpan.FromSeconds(bench.Options.BreakSeconds));

        // One question tries the server while the others are turned away; once it answered, they all pass.
        await bench.AskAsync(RelationalBench.Messaging);
        var prediction = await bench.AskAsync(RelationalBench.Messaging);

        Assert.Equal((PredictionBackend.Kumo, null, null), (prediction.Backend, prediction.Fallback, prediction.Note));
    }

    [Fact]
    public async Task KeyRefused_SaysSo()
    {
        await using var bench = await RelationalBench.StartAsync(options => options.Key = RelationalKeyKind.XApiKey, stub: new() { KeyKind = RelationalKeyKind.XApiKey, Key = "right" }, key: "wrong-one");

        var prediction = await bench.AskAsync(RelationalBench.Messaging);

        await AssertLocalAsync(bench, prediction, "key refused");
        Assert.Contains("KUMO_API_KEY", prediction.Fallback!.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-one", prediction.Fallback.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task KeyMissing_SaysSo_AndSendsNothing()
    {
        await using var bench = await RelationalBench.StartAsync(options => options.Key = RelationalKeyKind.XApiKey);

        await AssertLocalAsync(bench, await bench.AskAsync(RelationalBench.Messaging), "key refused");
        Assert.Equal(0, bench.Stub.Count);
    }

    [Fact]
    public async Task Quota_Reached_IsSaid_AndNothingMoreIsSent()
    {
        await using var bench = await RelationalBench.StartAsync(options => options.RequestsPerDay = 8);
        Assert.Equal(PredictionBackend.Kumo, (await bench.AskAsync(RelationalBench.Messaging, 1)).Backend);
        Assert.Equal(0, bench.Client.Probe.RequestsLeft);

        await AssertLocalAsync(bench, await bench.AskAsync(RelationalBench.Messaging), "daily quota reached");
        Assert.Equal(8, bench.Stub.Count);
    }

    [Theory]
    [MemberData(nameof(Spoiled))]
    public async Task Answer_Spoiled_IsNeverGuessedFrom(string twist)
    {
        await using var bench = await RelationalBench.StartAsync();
        bench.Stub.Script.Always(StubTurn.Twisted(Twist(twist)));

        await AssertLocalAsync(bench, await bench.AskAsync(RelationalBench.Messaging), "answer unusable");
        Assert.All(await bench.AskAsync(RelationalBench.Messaging, [0, 1, 2]), prediction => Assert.Equal("answer unusable", prediction.Fallback?.Cause));

        bench.Stub.Script.Clear();
        Assert.Equal(PredictionBackend.Kumo, (await bench.AskAsync(RelationalBench.Messaging)).Backend);
    }

    [Theory]
    [MemberData(nameof(Odd))]
    public async Task Answer_OddButRight_IsTaken(string twist)
    {
        await using var bench = await RelationalBench.StartAsync();
        bench.Stub.Script.Always(StubTurn.Twisted(Twist(twist)));

        var predictions = await bench.AskAsync(RelationalBench.Messaging, [0, 1, 2, 3, 4]);

        Assert.Equal(await RelationalClientTests.DirectAsync(bench, RelationalBench.Messaging, [0, 1, 2, 3, 4]), predictions.Select(prediction => prediction.EngagementScore.Value));
    }

    [Fact]
    public async Task Answer_OfAnotherModel_NamesIt()
    {
        await using var bench = await RelationalBench.StartAsync();
        bench.Stub.Script.Always(StubTurn.Twisted(AnswerTwists.OtherModel("kumo-relational-2")));

        var prediction = await bench.AskAsync(RelationalBench.Messaging);

        Assert.Equal("kumo-relational-2", prediction.ModelVersion);
        Assert.Equal("KUMO · kumo-relational-2", Display.FullBadge(prediction));
    }

    [Fact]
    public async Task Refused_TheReasonSaysWhatTheServerSays()
    {
        await using var bench = await RelationalBench.StartAsync();
        bench.Stub.Script.Always(StubTurn.Problem(422, "INVALID_SCHEMA", "Validation failed.", new InvalidParam("context.instance_table.rows[0][age]", "must be blue")));

        var prediction = await bench.AskAsync(RelationalBench.Messaging);

        await AssertLocalAsync(bench, prediction, "request refused");
        Assert.Contains("context.instance_table.rows[0][age]", prediction.Fallback!.Reason, StringComparison.Ordinal);
        Assert.Contains("must be blue", prediction.Fallback.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Responses_FailAlone_AreTheLocalModels_AndTheNoteSaysSo()
    {
        await using var bench = await RelationalBench.StartAsync();
        // Examples all alike are answered by exactly 0 or 1: these are the responses.
        bench.Stub.Script.Always(StubTurn.Twisted(answer =>
        {
            if ((double)answer["predictions"]![0]!["probabilities"]!["True"]! is 0 or 1)
                AnswerTwists.NoTrue(answer);
        }));

        var prediction = await bench.AskAsync(RelationalBench.Messaging);

        var local = await bench.LocalAsync(RelationalBench.Messaging);
        Assert.Equal((PredictionBackend.Kumo, null), (prediction.Backend, prediction.Fallback));
        Assert.NotEqual(local.EngagementScore, prediction.EngagementScore);
        Assert.Equal(local.ActionScores, prediction.ActionScores);
        Assert.StartsWith("The chances of a response are the local model's: The service's answer cannot be used", prediction.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ranking_Refused_CandidatesAreAskedAboutOneByOne()
    {
        await using var bench = await RelationalBench.StartAsync();
        bench.Stub.Script.NoRanking = true;

        var prediction = await bench.AskAsync(RelationalBench.Recommending);

        Assert.Equal((AgentAction.RecommendProduct, null, null), (prediction.RecommendedAction, prediction.Note, prediction.Fallback));
        Assert.Equal(3, prediction.Items.Count);
        Assert.Equal(prediction.Items.OrderByDescending(item => item.Score), prediction.Items);
        Assert.All(prediction.Items, item => Assert.InRange(item.Score, 0, 1));
        Assert.Equal((await bench.LocalAsync(RelationalBench.Recommending)).Items.Take(3).Select(item => item.ItemId).Order(), prediction.Items.Select(item => item.ItemId).Order());

        // That it does not rank is not found out again for the same question.
        var count = bench.Stub.Count;
        Assert.Equal(prediction.Items, (await bench.AskAsync(RelationalBench.Recommending)).Items);
        Assert.Equal(count, bench.Stub.Count);
    }

    [Fact]
    public async Task Ranking_Refused_AndNoneAskedOneByOne_IsTheLocalModels_AndTheNoteSaysSo()
    {
        await using var bench = await RelationalBench.StartAsync(options => options.CandidatesOneByOne = 0);
        bench.Stub.Script.NoRanking = true;

        var prediction = await bench.AskAsync(RelationalBench.Recommending);

        Assert.Equal((await bench.LocalAsync(RelationalBench.Recommending)).Items, prediction.Items);
        Assert.StartsWith("The products are ranked by the local model: ", prediction.Note, StringComparison.Ordinal);
        Assert.Equal((PredictionBackend.Kumo, null), (prediction.Backend, prediction.Fallback));
    }
}
