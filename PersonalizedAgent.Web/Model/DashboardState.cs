using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Web.Model;

/// <summary>What a dashboard shows, as it stands in its address: a link or a reload brings it back. What the address says wrongly counts as not said.</summary>
/// <param name="UserId">The selected user, if any.</param>
/// <param name="Query">Which users the table shows, and in what order.</param>
internal sealed record DashboardState(UserId? UserId, UserQuery Query)
{
    private const string OpenRange = "..";
    private const int LongestId = 200;

    /// <summary>Further columns stand in the address behind this, lest one be called as something else is.</summary>
    private const string FurtherPrefix = "c.";

    private static readonly Dictionary<string, string> StandardNames = new()
    {
        [UserColumn.UserId.Name] = "id",
        [UserColumn.DaysSinceActive.Name] = "days",
    };

    /// <summary>Nobody selected, everybody shown.</summary>
    public static DashboardState Empty { get; } = new(null, new UserQuery());

    /// <summary>Reads an address's query string, with or without its question mark.</summary>
    /// <param name="queryString">The query string.</param>
    /// <param name="columns">The columns there are.</param>
    public static DashboardState Parse(string queryString, IReadOnlyList<UserColumn> columns)
    {
        var values = Values(queryString);
        var query = new UserQuery
        {
            IdPrefix = Typed(One(values, "q")),
            OnlyIssues = One(values, "issues") == "1",
            SortBy = One(values, "sort") is { } sort ? columns.FirstOrDefault(column => NameOf(column) == sort) : null,
            Descending = One(values, "dir") == "desc",
        };
        foreach (var column in columns)
        {
            if (One(values, NameOf(column)) is not { } text)
                continue;
            if (column.Kind == ColumnKind.Category)
                query = query.WithCategory(column, text);
            else if (ParseRange(text, column) is { } range)
                query = query.With(column, new ColumnFilter(range, null));
        }

        return new DashboardState(One(values, "user") is { Length: <= LongestId } user ? new UserId(user) : null, query);
    }

    /// <summary>The address: <c>/</c>, followed by what differs from the empty state.</summary>
    /// <param name="columns">The columns there are; what is asked of others is left out.</param>
    public string ToUri(IReadOnlyList<UserColumn> columns) => "/" + ToQueryString(columns);

    /// <summary>The query string of the address, with its question mark; empty where nothing differs from the empty state.</summary>
    /// <inheritdoc cref="ToUri"/>
    public string ToQueryString(IReadOnlyList<UserColumn> columns)
    {
        var builder = new QueryBuilder();
        if (UserId is { } user)
            builder.Add("user", user.ToString());
        if (Query.IdPrefix.Length > 0)
            builder.Add("q", Query.IdPrefix);
        foreach (var column in columns)
        {
            var filter = Query.FilterOf(column);
            if (filter.Category is { } category)
                builder.Add(NameOf(column), category);
            else if (!filter.Range.IsOpen)
                builder.Add(NameOf(column), BoundText.Written(filter.Range.Min, column) + OpenRange + BoundText.Written(filter.Range.Max, column));
        }

        if (Query.OnlyIssues)
            builder.Add("issues", "1");
        if (Query.SortBy is { } sort && columns.Contains(sort))
        {
            builder.Add("sort", NameOf(sort));
            if (Query.Descending)
                builder.Add("dir", "desc");
        }

        return builder.ToString();
    }

    /// <summary>What a person typed as the beginning of a user's id.</summary>
    public static string Typed(string? text) => (text ?? "").Trim() is { Length: <= LongestId } typed ? typed : "";

    /// <summary>What a column is called in the address.</summary>
    public static string NameOf(UserColumn column) => column.IsFurther ? FurtherPrefix + column.Name : StandardNames.GetValueOrDefault(column.Name, column.Name);

    /// <summary>What the address says, by name; <see langword="null"/> for a name given twice. Columns may differ in upper and lower case alone.</summary>
    private static Dictionary<string, string?> Values(string queryString)
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var pair in new QueryStringEnumerable(queryString))
        {
            var name = pair.DecodeName().ToString();
            if (!values.TryAdd(name, pair.DecodeValue().ToString()))
                values[name] = null;
        }

        return values;
    }

    private static string? One(Dictionary<string, string?> values, string name) => values.GetValueOrDefault(name) is { Length: > 0 } only ? only : null;

    private static ColumnRange? ParseRange(string text, UserColumn column)
    {
        var at = text.IndexOf(OpenRange, StringComparison.Ordinal);
        return at < 0 ? null : new ColumnRange(BoundText.Read(text[..at], column), BoundText.Read(text[(at + OpenRange.Length)..], column));
    }
}
