using Microsoft.Extensions.Options;
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
using PersonalizedAgent.Core.Kumo.Relational.Transport;
using PersonalizedAgent.Core.Storage;
using PersonalizedAgent.Web.Data;

namespace PersonalizedAgent.Web.Startup;

/// <summary>Puts the agent together from its settings. All of it is shared by everybody, hence singletons.</summary>
internal static class AgentSetup
{
    public static void AddAgent(this WebApplicationBuilder builder)
    {
        // In JSON null is null; an argument or environment variable can only spell it.
        const string seed = $"{KumoOptions.SectionName}:{nameof(KumoOptions.Mock)}:{nameof(MockKumoOptions.Seed)}";
        if (builder.Configuration[seed] == "null")
            builder.Configuration[seed] = "";

        var services = builder.Services;
        services.AddSettings<DatasetOptions>(DatasetOptions.SectionName);
        services.AddSettings<DemoOptions>(DemoOptions.SectionName);
        services.AddSettings<KumoOptions>(KumoOptions.SectionName);
        services.AddSettings<RelationalOptions>(RelationalOptions.SectionName);
        services.AddSettings<AgentOptions>(AgentOptions.SectionName);

        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new DatasetLibrary(Path.GetFullPath(provider.GetRequiredService<IOptions<DatasetOptions>>().Value.Store)));
        services.AddSingleton<RankKumoClient>();
        services.AddSingleton(provider =>
        {
            var (learner, clock) = (provider.GetRequiredService<Learner>(), provider.GetRequiredService<TimeProvider>());
            return new ModelDesk(provider.GetRequiredService<IOptions<KumoOptions>>(), provider.GetRequiredService<RankKumoClient>(), clock, provider.GetRequiredService<ILogger<ModelDesk>>())
            {
                Fitted = (dataset, model) => learner.BeginAsync(dataset, dataset.AsOf(clock), model, CancellationToken.None),
            };
        });
        services.AddHostedService<LearningLoop>();
        services.AddSingleton<DatasetStore>();
        services.AddSingleton<ImportDesk>();
        services.AddSingleton(provider =>
        {
            var (kumo, clock) = (provider.GetRequiredService<IOptions<KumoOptions>>().Value, provider.GetRequiredService<TimeProvider>());
            return new QualityDesk(
                provider.GetRequiredService<DatasetStore>(), provider.GetRequiredService<ModelDesk>(), kumo.HorizonDays,
                (model, token) => QualityReport.Of(model, kumo, clock, token), provider.GetRequiredService<ILogger<QualityDesk>>());
        });
        services.AddSingleton(provider => new LocalKumoClient(provider.GetRequiredService<ModelDesk>().ModelOfAsync, provider.GetRequiredService<RankKumoClient>()));
        services.AddSingleton(provider => RelationalKumoClient.Create(
            provider.GetRequiredService<IOptions<RelationalOptions>>().Value,
            provider.GetRequiredService<IOptions<KumoOptions>>().Value,
            name => builder.Configuration[name],
            provider.GetRequiredService<LocalKumoClient>(),
            provider.GetRequiredService<ModelDesk>().ModelOfAsync,
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider =>
        {
            var kumo = provider.GetRequiredService<IOptions<KumoOptions>>().Value;
            return new KumoSwitch(
                kumo.Backend,
                new MockKumoClient(() => kumo.Mock.Seed ?? Random.Shared.NextInt64()),
                provider.GetRequiredService<RankKumoClient>(),
                provider.GetRequiredService<LocalKumoClient>(),
                provider.GetRequiredService<RelationalKumoClient>(),
                isReplay: kumo.Cassette == CassetteMode.Replay);
        });
        services.AddSingleton(provider => new BackendTrial(
            provider.GetRequiredService<IOptions<KumoOptions>>().Value,
            provider.GetRequiredService<PolicySwitch>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<MeterDesk>();
        services.AddSingleton<PolicyDesk>();
        services.AddSingleton<IKumoClient>(provider => provider.GetRequiredService<KumoSwitch>());
        services.AddSingleton(provider => new Learner(provider.GetRequiredService<IDecisionLog>(), provider.GetRequiredService<AgentOptions>().Learning));
        services.AddSingleton(provider =>
        {
            var (options, learner) = (provider.GetRequiredService<AgentOptions>(), provider.GetRequiredService<Learner>());
            return new PolicySwitch(options.Policy, options, () => learner.Policy);
        });
        services.AddSettings<StorageOptions>(StorageOptions.SectionName);
        services.AddSingleton<IDecisionLog>(provider =>
        {
            var (storage, clock) = (provider.GetRequiredService<IOptions<StorageOptions>>().Value, provider.GetRequiredService<TimeProvider>());
            return storage.Kind == StorageKind.Memory ? new MemoryDecisionLog(Guid.CreateVersion7(clock.GetUtcNow())) : SqliteDecisionLog.Open(storage, clock);
        });
        services.AddSingleton(provider => new Draws(provider.GetRequiredService<AgentOptions>().Seed ?? Random.Shared.NextInt64()));
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<AgentOptions>>().Value);
        services.AddHostedService<DefaultRewards>();
        services.AddSingleton<InteractionAgent>();
        services.AddSingleton(provider => new DecisionReplay(PolicyOf(provider), backend => backend switch
        {
            PredictionBackend.Local => provider.GetRequiredService<LocalKumoClient>(),
            PredictionBackend.Rank => provider.GetRequiredService<RankKumoClient>(),
            _ => null,
        }));
    }

    /// <summary>The policy of a decision, as it was by then.</summary>
    private static Func<Decision, CancellationToken, ValueTask<IDecisionPolicy?>> PolicyOf(IServiceProvider provider)
    {
        var (policies, learner) = (provider.GetRequiredService<PolicySwitch>(), provider.GetRequiredService<Learner>());
        return async (decision, token) =>
        {
            foreach (var kind in Enum.GetValues<PolicyKind>())
            {
                if (policies.Of(kind) is var policy && policy.Name == decision.Policy)
                    return kind == PolicyKind.Learning ? await learner.FindAsync(decision.PolicyVersion, token) : policy;
            }

            return null;
        };
    }

    private static void AddSettings<T>(this IServiceCollection services, string section) where T : class =>
        services.AddOptions<T>().BindConfiguration(section).ValidateDataAnnotations().ValidateOnStart();
}
