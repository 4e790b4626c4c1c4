using System.Globalization;
using System.Text.Json.Nodes;
using CsvHelper;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Users;
using PersonalizedAgent.Web.Data;
using PersonalizedAgent.Web.Model;

namespace PersonalizedAgent.Web.Api;

/// <summary><c>GET /api/users.csv</c>: the users that a dashboard's address shows, in its order, as CSV.</summary>
internal static class UsersExport
{
    public static void MapUsersExport(this IEndpointRouteBuilder routes) => routes.MapGet("/api/users.csv", WriteAsync)
        .WithName("ExportUsers")
        .WithTags("Users")
        .WithSummary("Users as CSV")
        .WithDescription("All users, or those that a dashboard's query string shows (copy it from the address), in its order, with all columns. Texts that a spreadsheet would run as a formula are made harmless by an apostrophe.")
        .AddOpenApiOperationTransformer(DescribeQuery)
        .Produces(StatusCodes.Status200OK, contentType: "text/csv");

    private static Task DescribeQuery(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var datasets = context.ApplicationServices.GetRequiredService<DatasetStore>();
        var (models, kumo) = (context.ApplicationServices.GetRequiredService<ModelDesk>(), context.ApplicationServices.GetRequiredService<KumoSwitch>());
        var columns = datasets.IsReady ? models.UsersOf(datasets.Current, kumo.BackendFor(datasets.Current)).Columns : UserColumn.Standard;
        operation.Parameters =
        [
            Parameter("q", "How the user's id begins."),
            Parameter("issues", "1 for users with something wrong alone.", ["1"]),
            Parameter("sort", "The column to sort by; without it users come as in the file.", columns.Select(DashboardState.NameOf)),
            Parameter("dir", "desc: the greatest first.", ["desc"]),
            .. columns.Select(column => Parameter(DashboardState.NameOf(column), column.Kind switch
            {
                ColumnKind.Category => "The text in the column.",
                ColumnKind.Day => "A range of days with both ends, such as 2025-08-01..2025-08-31; an end may be left out.",
                _ => "A range of numbers with both ends, such as 20..30; an end may be left out.",
            })),
        ];
        return Task.CompletedTask;
    }

    private static OpenApiParameter Parameter(string name, string description, IEnumerable<string>? values = null) => new()
    {
        Name = name,
        In = ParameterLocation.Query,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = values?.Select(value => (JsonNode)value).ToList() },
    };

    private static async Task WriteAsync(HttpContext context, DatasetStore datasets, ModelDesk models, KumoSwitch kumo, TimeProvider clock)
    {
        var dataset = datasets.Current;
        var today = dataset.Today(clock);
        var users = models.UsersOf(dataset, kumo.BackendFor(dataset));
        var columns = users.Columns;
        var view = users.Query(DashboardState.Parse(context.Request.QueryString.Value ?? "", columns).Query, today);

        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = "attachment; filename=users.csv";
        context.Response.Headers.CacheControl = "no-store";
        await using var csv = CsvWriter.Create(context.Response.Body, new CsvWriterOptions { NewLine = "\n", Injection = CsvInjection.Escape }, leaveOpen: true);
        foreach (var column in columns)
            csv.WriteField(column.Name);
        await csv.EndRecordAsync(context.RequestAborted);
        for (var i = 0; i < view.Count; i++)
        {
            Write(csv, users, view.RowAt(i), view[i], today);
            await csv.EndRecordAsync(context.RequestAborted);
        }

        await csv.FlushAsync(context.RequestAborted);
    }

    private static void Write(CsvWriter csv, UserTable users, int row, User user, DateOnly today)
    {
        foreach (var column in users.Columns)
        {
            object? value = column.Name switch
            {
                _ when column.IsFurther => users.ValueOf(row, column),
                "user_id" => user.UserId.ToString(),
                "days_since_active" => UserActivity.DaysSinceActive(user.LastActive, today),
                _ => users.ValueOf(row, column),
            };
            switch (value)
            {
                case double number:
                    csv.WriteField(number, default);
                    break;
                case int number:
                    csv.WriteField(number, default);
                    break;
                case DateOnly day:
                    csv.WriteField(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                    break;
                default:
                    csv.WriteField(value as string ?? "");
                    break;
            }
        }
    }
}
