using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Moq;
using PersonalizedAgent.Core.Agent;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Intake;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Decisions.Learning;
using PersonalizedAgent.Core.Evaluation;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Kumo.Local;
using PersonalizedAgent.Core.Kumo.Rank;
using PersonalizedAgent.Core.Kumo.Relational;
using PersonalizedAgent.Core.Users;
using PersonalizedAgent.Web.Data;
using PersonalizedAgent.Web.Model;
using Radzen;

namespace PersonalizedAgent.Tests.Support;

/// <summary>A page's services, with a mock where the backend is and a clock that stands still.</summary>
public abstract class ComponentTest : BunitContext
{
    private readonly DirectoryInfo _store = Directory.CreateTempSubdirectory();

    protected ComponentTest()
    {
        DefaultWaitTimeout = TimeSpan.FromSeconds(30);
        Services.AddLogging();
        Services.AddRadzenComponents();
        Services.AddSingleton<TimeProvider>(Clock);
        Services.AddSingleton<IDecisionLog>(_ => Log);
        Services.AddSingleton(_ => new Learner(Log, new LearningOptions()));
        Services.AddSingleton(provider => new PolicySwitch(PolicyKind.Threshold, new AgentOptions(), () => provider.GetRequiredService<Learner>().Policy));
        Services.AddSingleton(Kumo.Object);
        Services.AddSingleton(new AgentOptions());
        Services.AddSingleton(Options.Create(new DatasetOptions { Path = Sample.FourUsersPath, Store = _store.FullName }));
        Services.AddSingleton(Options.Create(new DemoOptions()));
        Services.AddSingleton(new DatasetLibrary(_store.FullName));
        Services.AddSingleton(new Draws(1));
        Services.AddSingleton<InteractionAgent>();
        Services.AddSingleton(new DecisionReplay((decision, _) => new(decision.Policy == "threshold" ? new ThresholdPolicy() : null), _ => Repeatable()));
        Services.AddTransient<AgentPanelViewModel>();
        Services.AddSingleton(Options.Create(new KumoOptions()));
        Services.AddSingleton<RankKumoClient>();
        Services.AddSingleton<ModelDesk>();
        Services.AddSingleton(Options.Create(Relational));
        Services.AddSingleton(provider => RelationalKumoClient.Create(
            Relational, new KumoOptions(), _ => null, new LocalKumoClient(provider.GetRequiredService<ModelDesk>().ModelOfAsync, provider.GetRequiredService<RankKumoClient>()), provider.GetRequiredService<ModelDesk>().ModelOfAsync, Clock));
        Services.AddSingleton(provider => new BackendTrial(new KumoOptions(), provider.GetRequiredService<PolicySwitch>(), Clock));
        Services.AddSingleton<MeterDesk>();
        Services.AddSingleton<PolicyDesk>();
        Services.AddSingleton(Switch);
        Services.AddSingleton<DatasetStore>();
        Services.AddSingleton<ImportDesk>();
        Services.AddSingleton(provider => new QualityDesk(
            provider.GetRequiredService<DatasetStore>(), provider.GetRequiredService<ModelDesk>(), new KumoOptions().HorizonDays, (_, _) => Measure(), NullLogger<QualityDesk>.Instance));

        SetRendererInfo(new Microsoft.AspNetCore.Components.RendererInfo("Server", isInteractive: true));

        // Our own script is strict: a call that is not set up here fails. The library's scripts are its own affair.
        var grid = JSInterop.SetupModule("./Components/Controls/VirtualGrid.razor.js");
        var attached = grid.SetupModule("attach", _ => true);
        attached.SetupVoid("scrollTo", _ => true).SetVoidResult();
        attached.SetupVoid("detach", _ => true).SetVoidResult();
        JSInterop.SetupModule("./Components/Pages/Data/ImportCard.razor.js").SetupModule("attach", _ => true).SetupVoid("detach", _ => true).SetVoidResult();
        JSInterop.SetupModule("./Components/Pages/Users/ScoreHistogram.razor.js").SetupModule("attach", _ => true).SetupVoid("detach", _ => true).SetVoidResult();
        JSInterop.SetupVoid("connectionStatus.live").SetVoidResult();
        JSInterop.Setup<string[]?>("columnChoice.load", _ => true).SetResult(null);
        JSInterop.SetupVoid("columnChoice.save", _ => true).SetVoidResult();
        JSInterop.SetupVoid(call => call.Identifier.StartsWith("Radzen.", StringComparison.Ordinal)).SetVoidResult();
    }

    private protected ManualClock Clock { get; } = new();

    /// <summary>How the service is reached, until it is first asked.</summary>
    protected RelationalOptions Relational { get; } = new() { BaseUrl = "http://127.0.0.1:9", Retries = 0, RunMode = RelationalRunMode.Debug };

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _store.Delete(recursive: true);
    }

    /// <summary>Finds and acts in one go on the page's own thread of work, so that nothing is drawn anew in between.</summary>
    protected static async Task ActAsync<T>(IRenderedComponent<T> page, Func<Task> act) where T : Microsoft.AspNetCore.Components.IComponent =>
        await await page.InvokeAsync(() => Task.FromResult(act()));

    /// <summary>Waits for what the stream draws: at most twenty times a second by the clock, which runs on meanwhile.</summary>
    protected Task DrawnAsync(Func<bool> condition, string what) => Eventually.TrueAsync(
        () =>
        {
            Clock.Advance(TimeSpan.FromMilliseconds(50));
            return condition();
        },
        what);

    /// <summary>What a trial of the predictions comes to.</summary>
    protected Func<QualityReport> Measure { get; set; } = () => QualitySample.Report;

    /// <summary>The backend that is asked when a decision is made again; its prediction is taken from the receipt without one.</summary>
    protected Func<IKumoClient?> Repeatable { get; set; } = () => null;

    /// <summary>The log; another one only before the first page is drawn.</summary>
    protected IDecisionLog Log { get; set; } = new MemoryDecisionLog(Guid.Empty);

    protected Mock<IKumoClient> Kumo { get; } = new();

    /// <summary>What the page says is asked; the answers are those of <see cref="Kumo"/>.</summary>
    protected KumoSwitch Switch { get; } = new(BackendChoice.Auto, Mock.Of<IKumoClient>(), Mock.Of<IKumoClient>(), Mock.Of<IKumoClient>(), Mock.Of<IKumoClient>());

    protected void KumoAnswers(Func<IReadOnlyList<User>, CancellationToken, Task<PredictionResult>> answer) => Kumo
        .Setup(k => k.PredictAsync(It.IsAny<Dataset>(), It.IsAny<IReadOnlyList<User>>(), It.IsAny<DateTimeOffset>(), It.IsAny<CancellationToken>()))
        .Returns((Dataset _, IReadOnlyList<User> users, DateTimeOffset _, CancellationToken token) => new ValueTask<PredictionResult>(answer(users, token)));

    protected void KumoAnswers(double score) =>
        KumoAnswers((users, _) => Task.FromResult<PredictionResult>(new PredictionResult.Predicted([Sample.Prediction(score, userId: users[0].UserId)])));
}
