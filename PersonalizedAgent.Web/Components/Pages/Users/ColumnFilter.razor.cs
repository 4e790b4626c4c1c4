using Microsoft.AspNetCore.Components;
using PersonalizedAgent.Core.Datasets;

namespace PersonalizedAgent.Web.Components.Pages.Users;

/// <summary>The filter of one column: a range, or for gender one of those that occur.</summary>
public sealed partial class ColumnFilter
{
    /// <summary>So many genders are offered; beyond that it is free text that nobody picks from a list.</summary>
    private const int MaxGenders = 200;

    /// <summary>The column.</summary>
    [Parameter, EditorRequired]
    public UserColumn Column { get; set; }

    /// <summary>The query in force.</summary>
    [Parameter, EditorRequired]
    public UserQuery Query { get; set; } = null!;

    /// <summary>Called with the query that the person asks for.</summary>
    [Parameter]
    public EventCallback<UserQuery> QueryChanged { get; set; }

    /// <summary>The genders that occur.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<string> Genders { get; set; } = [];

    private ColumnRange Range => Query.RangeOf(Column);

    private string InputType => Column == UserColumn.LastActive ? "date" : "number";

    /// <summary>The id of a column's filter, by which its button opens it.</summary>
    public static string Id(UserColumn column) => $"filter-of-{column}";

    /// <summary>Whether a query filters by a column.</summary>
    public static bool IsSet(UserQuery query, UserColumn column) =>
        column == UserColumn.Gender ? query.Gender is not null : !query.RangeOf(column).IsOpen;

    private Task SetAsync(ColumnRange range) => QueryChanged.InvokeAsync(Query.WithRange(Column, range));

    private Task OnGenderAsync(ChangeEventArgs e) =>
        QueryChanged.InvokeAsync(Query with { Gender = e.Value is string { Length: > 0 } chosen ? chosen : null });

    private Task ClearAsync() => Column == UserColumn.Gender
        ? QueryChanged.InvokeAsync(Query with { Gender = null })
        : SetAsync(default);
}
