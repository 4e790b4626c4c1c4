using Moq;
using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Agent;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Users;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Agent;

public sealed class InteractionAgentTests
{
    private readonly Mock<IKumoClient> _kumo = new();
    private readonly MemoryDecisionLog _log = new(Guid.Empty);
    private readonly ManualClock _clock = new();

    private ValueTask<Recommendation> AskAsync(User user, AgentOptions? options = null) =>
        new InteractionAgent(_kumo.Object, new PolicySwitch(PolicyKind.Threshold, options ?? new AgentOptions(), () => throw new InvalidOperationException("Nothing learns here.")), _log, new Draws(1), _clock)
            .RecommendAsync(Sample.FourUsers(), user, DecisionSource.Rest, TestContext.Current.CancellationToken);

    private void Answers(PredictionResult result) =>
        _kumo.Setup(k => k.PredictAsync(It.IsAny<Dataset>(), It.IsAny<IReadOnlyList<User>>(), It.IsAny<DateTimeOffset>(), It.IsAny<CancellationToken>())).Returns(new ValueTask<PredictionResult>(result));

    [Fact]
    public async Task RecommendAsync_ValidUser_DecidesAndRecords()
    {
        Answers(new PredictionResult.Predicted([Sample.Prediction(0.8249)]));

        var made = Assert.IsType<Recommendation.Made>(await AskAsync(Sample.User));

        Assert.Equal((3, AgentAction.RecommendProduct, 0.82), (made.UserId, made.Action, made.EngagementScore.Value));
        var logged = Assert.Single(_log.Newest(10));
        Assert.Same(made.Logged, logged);
        Assert.Equal(made.DecisionId, logged.Decision.Id);
        Assert.Equal(Sample.Now, logged.Decision.At);
        Assert.Equal("threshold", logged.Decision.Policy);
        Assert.Equal(PredictionBackend.Mock, logged.Decision.Prediction.Backend);
        Assert.Equal("0.82 is above the threshold 0.70: recommend_product", logged.Decision.Choice.Reason);
    }

    [Fact]
    public async Task RecommendAsync_AsksForThatUserAsOfNow()
    {
        Answers(new PredictionResult.Predicted([Sample.Prediction()]));

        await AskAsync(Sample.User);

        _kumo.Verify(k => k.PredictAsync(It.IsAny<Dataset>(), new[] { Sample.User }, Sample.Now, TestContext.Current.CancellationToken), Times.Once);
    }

    [Fact]
    public async Task RecommendAsync_UserWithIssues_CarriesAllOfThemAndAsksNobody()
    {
        var invalid = Assert.IsType<Recommendation.InvalidUser>(await AskAsync(Sample.User with { Age = 131, Purchases = -1 }));

        Assert.Equal([UserField.Age, UserField.Purchases], invalid.Issues.Select(issue => issue.Field));
        Assert.Empty(_log.Newest(1));
        _kumo.VerifyNoOtherCalls();
    }

    [Fact]
    public async Task RecommendAsync_DateTurnsValid_WhenTheClockReachesIt()
    {
        Answers(new PredictionResult.Predicted([Sample.Prediction()]));
        var tomorrow = Sample.User with { LastActive = Sample.Today.AddDays(1) };
        Assert.IsType<Recommendation.InvalidUser>(await AskAsync(tomorrow));

        _clock.Advance(TimeSpan.FromDays(1));

        Assert.IsType<Recommendation.Made>(await AskAsync(tomorrow));
    }

    [Fact]
    public async Task RecommendAsync_BackendUnavailable_SaysWhyAndRecordsNothing()
    {
        Answers(new PredictionResult.Unavailable("The quota is used up."));

        var unavailable = Assert.IsType<Recommendation.Unavailable>(await AskAsync(Sample.User));

        Assert.Equal("The quota is used up.", unavailable.Reason);
        Assert.Empty(_log.Newest(1));
    }

    [Fact]
    public async Task RecommendAsync_MeasuresTheTimeTaken()
    {
        _kumo.Setup(k => k.PredictAsync(It.IsAny<Dataset>(), It.IsAny<IReadOnlyList<User>>(), It.IsAny<DateTimeOffset>(), It.IsAny<CancellationToken>()))
            .Callback(() => _clock.Advance(TimeSpan.FromSeconds(2)))
            .Returns(new ValueTask<PredictionResult>(new PredictionResult.Predicted([Sample.Prediction()])));

        var made = Assert.IsType<Recommendation.Made>(await AskAsync(Sample.User));

        Assert.Equal(TimeSpan.FromSeconds(2), made.Logged.Decision.Took);
    }

    [Theory]
    [InlineData(0.81, AgentAction.RecommendProduct)]
    [InlineData(0.82, AgentAction.SendMessage)]
    public async Task RecommendAsync_ThresholdOfTheOptions_IsUsed(double threshold, AgentAction expected)
    {
        Answers(new PredictionResult.Predicted([Sample.Prediction()]));

        var made = Assert.IsType<Recommendation.Made>(await AskAsync(Sample.User, new AgentOptions { EngagementThreshold = threshold }));

        Assert.Equal(expected, made.Action);
    }
}
