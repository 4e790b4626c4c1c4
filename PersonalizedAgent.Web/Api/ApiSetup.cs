using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.OpenApi;
using PersonalizedAgent.Core.Datasets.Health;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Users;
using PersonalizedAgent.Web.Data;

namespace PersonalizedAgent.Web.Api;

/// <summary>What programs can ask over HTTP.</summary>
internal static class ApiSetup
{
    private const string ReadyTag = "ready";

    public static void AddApi(this WebApplicationBuilder builder)
    {
        builder.Services.AddOpenApi(options => options
            .AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new OpenApiInfo { Title = "PersonalizedAgent", Version = "v1", Description = "Predicts what a user is likely to do, and recommends the next best action." };
                return Task.CompletedTask;
            })
            .AddSchemaTransformer((schema, context, _) =>
            {
                if (context.JsonTypeInfo.Type == typeof(UserId))
                    (schema.Type, schema.Properties, schema.Required) = (UserIdJson.Schema.Type, null, null);
                return Task.CompletedTask;
            }));
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            // Numbers are written as numbers; else the description would allow texts too.
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
            DiagnosisJson.AddTo(json.SerializerOptions);
        });
        builder.Services.AddHealthChecks().AddCheck<DatasetHealthCheck>("dataset", tags: [ReadyTag]);
    }

    public static void MapApi(this WebApplication app)
    {
        app.MapRecommend();
        app.MapUsersExport();
        app.MapDatasets();
        app.MapQuality();
        app.MapKumo();
        app.MapDecisions();
        app.MapOptOut();
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(ReadyTag) });
        app.MapOpenApi();
        app.UseSwaggerUI(page =>
        {
            page.DocumentTitle = "PersonalizedAgent API";
            page.SwaggerEndpoint("/openapi/v1.json", "PersonalizedAgent v1");
        });
    }

    /// <summary>Ready means: there is a dataset to answer from, and the model that answers, where one does.</summary>
    private sealed class DatasetHealthCheck(DatasetStore datasets, ModelDesk models, KumoSwitch kumo) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
            !datasets.IsReady ? HealthCheckResult.Unhealthy("No dataset was loaded.")
            : kumo.BackendFor(datasets.Current) is not (PredictionBackend.Mock or PredictionBackend.Rank) && models.IsFirstUnderWay(datasets.Current) ? HealthCheckResult.Unhealthy("The model of the data is being fitted.")
            : HealthCheckResult.Healthy());
    }
}
