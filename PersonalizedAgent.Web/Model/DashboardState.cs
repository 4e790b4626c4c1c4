using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Web.Api;

namespace PersonalizedAgent.Web.Model;

/// <summary>What a dashboard shows, as it stands in its address: a link or a reload brings it back. What the address says wrongly counts as not said.</summary>
/// <param name="UserId">The selected user, if any.</param>
/// <param name="Query">Which users the table shows, and in what order.</param>
internal sealed record DashboardState(long? UserId, UserQuery Query)
{
    private const string OpenRange = "..";

    private static readonly IReadOnlyDictionary<UserColumn, string> ColumnNames = new Dictionary<UserColumn, string>
    {
        [UserColumn.UserId] = "id",
        [UserColumn.Age] = "age",
        [UserColumn.Gender] = "gender",
        [UserColumn.LastActive] = "last_active",
        [UserColumn.DaysSinceActive] = "days",
        [UserColumn.Interactions] = "interactions",
        [UserColumn.Purchases] = "purchases",
    };

    /// <summary>Nobody selected, everybody shown.</summary>
    public static DashboardState Empty { get; } = new(null, new UserQuery());

    /// <summary>Reads an address's query string, with or without its question mark.</summary>
    public static DashboardState Parse(string queryString)
    {
        var values = QueryHelpers.ParseQuery(queryString);
        var query = new UserQuery
        {
            IdPrefix = Digits(One(values, "q")),
            Gender = One(values, "gender"),
            OnlyIssues = One(values, "issues") == "1",
            SortBy = One(values, "sort") is { } sort && ColumnNames.FirstOrDefault(c => c.Value == sort) is { Value: not null } found ? found.Key : null,
            Descending = One(values, "dir") == "desc",
        };
        foreach (var (column, name) in ColumnNames)
        {
            if (column != UserColumn.Gender && One(values, name) is { } text && ParseRange(text, column) is { } range)
                query = query.WithRange(column, range);
        }

        return new DashboardState(UserIdText.TryParse(One(values, "user") ?? "", out var user) ? user : null, query);
    }

    /// <summary>The address: <c>/</c>, followed by what differs from the empty state.</summary>
    public string ToUri()
    {
        var builder = new QueryBuilder();
        if (UserId is { } user)
            builder.Add("user", user.ToString(CultureInfo.InvariantCulture));
        if (Query.IdPrefix.Length > 0)
            builder.Add("q", Query.IdPrefix);
        foreach (var (column, name) in ColumnNames)
        {
            if (column == UserColumn.Gender)
            {
                if (Query.Gender is { } gender)
                    builder.Add(name, gender);
            }
            else if (Query.RangeOf(column) is { IsOpen: false } range)
            {
                builder.Add(name, BoundText.Written(range.Min, column) + OpenRange + BoundText.Written(range.Max, column));
            }
        }

        if (Query.OnlyIssues)
            builder.Add("issues", "1");
        if (Query.SortBy is { } sort)
        {
            builder.Add("sort", ColumnNames[sort]);
            if (Query.Descending)
                builder.Add("dir", "desc");
        }

        return "/" + builder.ToQueryString();
    }

    /// <summary>The digits of what a person typed as the beginning of a user's number.</summary>
    public static string Digits(string? typed) => new([.. (typed ?? "").Where(char.IsAsciiDigit).Take(19)]);

    private static string? One(Dictionary<string, Microsoft.Extensions.Primitives.StringValues> values, string name) =>
        values.TryGetValue(name, out var value) && value is [{ Length: > 0 } only] ? only : null;

    private static ColumnRange? ParseRange(string text, UserColumn column)
    {
        var at = text.IndexOf(OpenRange, StringComparison.Ordinal);
        return at < 0 ? null : new ColumnRange(BoundText.Read(text[..at], column), BoundText.Read(text[(at + OpenRange.Length)..], column));
    }
}
