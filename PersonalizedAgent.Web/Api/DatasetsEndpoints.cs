using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Features;
using PersonalizedAgent.Core.Datasets.Health;
using PersonalizedAgent.Web.Data;

namespace PersonalizedAgent.Web.Api;

/// <summary><c>/api/datasets</c>: what data there is, and what it can answer.</summary>
internal static class DatasetsEndpoints
{
    public static void MapDatasets(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/datasets", List)
            .WithName("ListDatasets")
            .WithTags("Datasets")
            .WithSummary("The datasets that can be switched to")
            .WithDescription("The demo, the one that the setting Dataset:Path names, and those kept on disk; one of them is in use.")
            .Produces<DatasetsBody>(StatusCodes.Status200OK, "application/json");
        routes.MapGet("/api/datasets/current/report", ReportAsync)
            .WithName("ReportOnCurrentDataset")
            .WithTags("Datasets")
            .WithSummary("What the dataset in use can answer")
            .WithDescription("The verdict on each question, the files with their rows, and what was found, worst first, each with file, lines, why it matters and how to mend it. Nothing in it is a value of a row.")
            .Produces<Diagnosis>(StatusCodes.Status200OK, "application/json");
        // The page Data sends files here; what may come is said by the settings, not by the host's own limit.
        routes.MapPut("/api/imports/{id}/files/{name}", ReceiveAsync).ExcludeFromDescription();
    }

    private static Task List(HttpContext context, DatasetStore datasets, TimeProvider clock)
    {
        var (key, current) = datasets.CurrentInUse;
        var bodies = datasets.Entries.Select(entry => new DatasetBody(
            entry.Key,
            entry.Name,
            entry.Origin switch { DatasetOrigin.Demo => "demo", DatasetOrigin.Setting => "setting", _ => "kept" },
            entry.Key == key,
            entry.Key == key ? current.Version : entry.Manifest?.Version,
            entry.Key == key ? current.Users.Count : entry.Manifest?.Users,
            entry.Key == key ? current.Items.Count : entry.Manifest?.Items,
            entry.Key == key ? current.Orders.Count : entry.Manifest?.Orders,
            entry.Key == key ? current.Contacts.Count : entry.Manifest?.Contacts,
            entry.Manifest?.KeptAt));
        return JsonResponse.WriteAsync(context, StatusCodes.Status200OK, new DatasetsBody(current.Today(clock), [.. bodies]), ApiJson.Default.DatasetsBody);
    }

    private static async Task ReportAsync(HttpContext context, DatasetStore datasets) =>
        await JsonResponse.WriteAsync(context, StatusCodes.Status200OK, DiagnosisJson.ToUtf8(await datasets.DiagnoseAsync(datasets.Current)));

    private static async Task ReceiveAsync(string id, string name, HttpContext context, ImportDesk desk)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
        string? reason;
        try
        {
            reason = await desk.ReceiveAsync(id, name, context.Request.Body, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            reason = "The import was cancelled.";
        }

        if (reason is null)
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        else
            await JsonResponse.WriteAsync(context, StatusCodes.Status422UnprocessableEntity, new ErrorBody(reason), ApiJson.Default.ErrorBody);
    }
}

/// <summary>What data there is.</summary>
/// <param name="Today">The day that the dataset in use takes for today.</param>
/// <param name="Datasets">The datasets.</param>
internal sealed record DatasetsBody(
    [property: JsonPropertyName("today")] DateOnly Today,
    [property: JsonPropertyName("datasets")] IReadOnlyList<DatasetBody> Datasets);

/// <summary>A dataset. Its version and counts are known where it is kept or in use.</summary>
/// <param name="Id">demo, setting, or the id under which it is kept.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Origin">demo, setting or kept.</param>
/// <param name="InUse">Whether recommendations are made on it.</param>
/// <param name="Version">SHA-256 over its files.</param>
/// <param name="Users">How many users there are.</param>
/// <param name="Items">How many items there are.</param>
/// <param name="Orders">How many orders there are.</param>
/// <param name="Contacts">How many contacts there are.</param>
/// <param name="KeptAt">When it was taken.</param>
internal sealed record DatasetBody(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("origin")] string Origin,
    [property: JsonPropertyName("in_use")] bool InUse,
    [property: JsonPropertyName("version")] string? Version,
    [property: JsonPropertyName("users")] int? Users,
    [property: JsonPropertyName("items")] int? Items,
    [property: JsonPropertyName("orders")] int? Orders,
    [property: JsonPropertyName("contacts")] int? Contacts,
    [property: JsonPropertyName("kept_at")] DateTimeOffset? KeptAt);
