using System.Collections.Immutable;

namespace PersonalizedAgent.Core.Datasets;

/// <summary>Which users to show, and in what order. A value: equal queries ask for the same.</summary>
public sealed record UserQuery
{
    private readonly ImmutableSortedDictionary<string, ColumnFilter> _filters = ImmutableSortedDictionary.Create<string, ColumnFilter>(StringComparer.Ordinal);

    /// <summary>Only users whose id, as it is written, begins so.</summary>
    /// <value>Empty for all.</value>
    public string IdPrefix { get; init; } = "";

    /// <summary>Only users with something wrong.</summary>
    public bool OnlyIssues { get; init; }

    /// <summary>The column to sort by.</summary>
    /// <value><see langword="null"/> for the order of the file.</value>
    public UserColumn? SortBy { get; init; }

    /// <summary>Whether the greatest comes first. Users without a value come last either way; equals keep the order of the file.</summary>
    public bool Descending { get; init; }

    /// <summary>Whether the query leaves out anybody.</summary>
    public bool IsFiltered => IdPrefix.Length > 0 || OnlyIssues || _filters.Count > 0;

    /// <summary>What is asked of a column; open where nothing is. A user without a value in a column that is asked about is left out.</summary>
    public ColumnFilter FilterOf(UserColumn column) => _filters.GetValueOrDefault(column.Name);

    /// <summary>The same query asking something else of a column.</summary>
    public UserQuery With(UserColumn column, ColumnFilter filter) => new(this, filter.IsOpen ? _filters.Remove(column.Name) : _filters.SetItem(column.Name, filter));

    /// <summary>The same query with another range for a column.</summary>
    public UserQuery WithRange(UserColumn column, decimal? min, decimal? max) => With(column, new ColumnFilter(new ColumnRange(min, max), null));

    /// <summary>The same query with another text for a column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="category"><see langword="null"/> for all.</param>
    public UserQuery WithCategory(UserColumn column, string? category) => With(column, new ColumnFilter(default, category));

    private UserQuery(UserQuery query, ImmutableSortedDictionary<string, ColumnFilter> filters) : this(query) => _filters = filters;

    /// <summary>Everybody, in the order of the file.</summary>
    public UserQuery()
    {
    }

    /// <inheritdoc/>
    public bool Equals(UserQuery? other) => other is not null && IdPrefix == other.IdPrefix && OnlyIssues == other.OnlyIssues
        && SortBy == other.SortBy && Descending == other.Descending && _filters.SequenceEqual(other._filters);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(IdPrefix, OnlyIssues, SortBy, Descending, _filters.Count);
}
