using Microsoft.AspNetCore.Components;
using PersonalizedAgent.Core.Datasets;

namespace PersonalizedAgent.Web.Components.Pages.Users;

/// <summary>The filter of one column: a range, or for texts one of those that occur.</summary>
public sealed partial class ColumnFilter
{
    /// <summary>So many texts are listed; where there are more, one is typed.</summary>
    private const int MaxCategories = 200;

    private (UserColumn? Column, UserQuery? Query, UserTable? Users) _shown;

    /// <summary>The column.</summary>
    [Parameter, EditorRequired]
    public UserColumn Column { get; set; } = null!;

    /// <summary>The query in force.</summary>
    [Parameter, EditorRequired]
    public UserQuery Query { get; set; } = null!;

    /// <summary>Called with the query that the person asks for.</summary>
    [Parameter]
    public EventCallback<UserQuery> QueryChanged { get; set; }

    /// <summary>The users, for the texts that occur.</summary>
    [Parameter, EditorRequired]
    public UserTable Users { get; set; } = null!;

    private Core.Datasets.ColumnFilter Filter => Query.FilterOf(Column);

    private string InputType => Column.Kind == ColumnKind.Day ? "date" : "number";

    /// <summary>The id of a column's filter, by which its button opens it.</summary>
    public static string Id(UserColumn column) => "filter-of-" + string.Concat(column.Name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter.ToString() : $"-{(int)letter:x}"));

    private Task SetAsync(decimal? min, decimal? max) => QueryChanged.InvokeAsync(Query.WithRange(Column, min, max));

    private Task SetAsync(string? text) => QueryChanged.InvokeAsync(Query.WithCategory(Column, text is { Length: > 0 } ? text : null));

    /// <summary>The table draws itself for each click on a user; its filters need not follow.</summary>
    protected override bool ShouldRender()
    {
        var hasChanged = !(Column == _shown.Column && Query == _shown.Query && ReferenceEquals(Users, _shown.Users));
        _shown = (Column, Query, Users);
        return hasChanged;
    }
}
