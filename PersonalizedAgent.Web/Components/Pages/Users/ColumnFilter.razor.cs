using Microsoft.AspNetCore.Components;
using PersonalizedAgent.Core.Datasets;

namespace PersonalizedAgent.Web.Components.Pages.Users;

/// <summary>The filter of one column: a range, or for texts one of those that occur.</summary>
public sealed partial class ColumnFilter
{
    /// <summary>So many texts are offered; beyond that nobody picks from a list.</summary>
    private const int MaxCategories = 200;

    /// <summary>The column.</summary>
    [Parameter, EditorRequired]
    public UserColumn Column { get; set; } = null!;

    /// <summary>The query in force.</summary>
    [Parameter, EditorRequired]
    public UserQuery Query { get; set; } = null!;

    /// <summary>Called with the query that the person asks for.</summary>
    [Parameter]
    public EventCallback<UserQuery> QueryChanged { get; set; }

    /// <summary>The texts that occur.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<string> Categories { get; set; } = [];

    private Core.Datasets.ColumnFilter Filter => Query.FilterOf(Column);

    private string InputType => Column.Kind == ColumnKind.Day ? "date" : "number";

    /// <summary>The id of a column's filter, by which its button opens it.</summary>
    public static string Id(UserColumn column) => "filter-of-" + string.Concat(column.Name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter.ToString() : $"-{(int)letter:x}"));

    private Task SetAsync(decimal? min, decimal? max) => QueryChanged.InvokeAsync(Query.WithRange(Column, min, max));

    private Task OnCategoryAsync(ChangeEventArgs e) => QueryChanged.InvokeAsync(Query.WithCategory(Column, e.Value is string { Length: > 0 } chosen ? chosen : null));
}
