using Moq;
using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Agent;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Decisions.Learning;
using PersonalizedAgent.Core.Decisions.Rails;
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

    [Fact]
    public async Task RecommendAsync_KeepsAllThatIsNeededToDecideAgain()
    {
        Answers(new PredictionResult.Predicted([Sample.Prediction()]));
        var options = new AgentOptions();

        var decision = Assert.IsType<Recommendation.Made>(await AskAsync(Sample.User, options)).Logged.Decision;

        Assert.Equal(("threshold-1", new Draws(1).Next(), Sample.User), (decision.PolicyVersion, decision.Draw, decision.User));
        Assert.Same(options, decision.Settings);
        Assert.Equal(ContactFacts.None, decision.Facts);
        Assert.Equal(AgentActions.All, decision.Choice.Candidates.Select(candidate => candidate.Action));
        Assert.Null(decision.Apprentice);
    }

    [Fact]
    public async Task RecommendAsync_OptedOut_IsNoAction()
    {
        Answers(new PredictionResult.Predicted([Sample.Prediction()]));
        await _log.SetOptOutAsync(Sample.FourUsers().Name, 3, isOut: true, TestContext.Current.CancellationToken);

        var made = Assert.IsType<Recommendation.Made>(await AskAsync(Sample.User));

        Assert.Null(made.Action);
        Assert.Equal(("no contact (opted out)", 1, true), (made.Logged.Decision.Choice.Reason, made.Logged.Decision.Choice.Propensity, made.Logged.Decision.Facts!.HasOptedOut));
    }

    [Fact]
    public async Task RecommendAsync_CoolDown_SecondTimeAnotherAction()
    {
        Answers(new PredictionResult.Predicted([Sample.Prediction()]));
        var options = new AgentOptions { Rails = new RailOptions { CoolDownDays = new CoolDownOptions { RecommendProduct = 1 } } };

        Assert.Equal(AgentAction.RecommendProduct, Assert.IsType<Recommendation.Made>(await AskAsync(Sample.User, options)).Action);
        _clock.Advance(TimeSpan.FromHours(23));
        var second = Assert.IsType<Recommendation.Made>(await AskAsync(Sample.User, options));
        _clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(AgentAction.SendMessage, second.Action);
        Assert.Contains("recommend_product left out (not twice in 1 day: last 0.9 days ago)", second.Logged.Decision.Choice.Reason, StringComparison.Ordinal);
        Assert.Equal(AgentAction.RecommendProduct, Assert.IsType<Recommendation.Made>(await AskAsync(Sample.User, options)).Action);
    }

    [Fact]
    public async Task RecommendAsync_Apprentice_SaysWhatItWouldHaveDone()
    {
        Answers(new PredictionResult.Predicted([Sample.Prediction(0.3)]));
        var learning = new LearningPolicy(BanditState.Initial(new LearningOptions()));
        var policies = new PolicySwitch(PolicyKind.Threshold, new AgentOptions { Apprentice = true }, () => learning);

        var made = await new InteractionAgent(_kumo.Object, policies, _log, new Draws(1), _clock).RecommendAsync(Sample.FourUsers(), Sample.User, DecisionSource.Rest, TestContext.Current.CancellationToken);

        var decision = Assert.IsType<Recommendation.Made>(made).Logged.Decision;
        Assert.Equal((AgentAction.SendMessage, "threshold"), (decision.Choice.Action, decision.Policy));
        var alone = learning.Choose(PolicyInput.Of(Sample.User, Sample.Prediction(0.3), new AgentOptions()) with { Draw = decision.Draw });
        Assert.Equal(new ApprenticeChoice(learning.Version, alone.Action, alone.Candidates[2].Probability), decision.Apprentice);
    }
}
