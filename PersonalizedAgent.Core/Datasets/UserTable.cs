using PersonalizedAgent.Core.Datasets.Columns;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Datasets;

/// <summary>
/// The users of a dataset as columns: compact for millions, immutable, safe to read from many threads.
/// A user's place in the file, without the rows left out, is called its row: 0 to <see cref="Count"/> - 1.
/// </summary>
public sealed partial class UserTable
{
    private const int NoValue = IntegerData.NoValue;

    private readonly IdIndex _ids;
    private readonly List<int> _ages;
    private readonly List<int> _lastActiveDays;
    private readonly List<int> _interactions;
    private readonly List<int> _purchases;
    private readonly byte[]? _derived;
    private readonly CategoryData _genders;
    private readonly Dictionary<string, ColumnData> _columns;
    private readonly Dictionary<int, IReadOnlyList<UserIssue>> _unreadable;
    private readonly bool _mayLackFields;

    // Taken over from the builder as they are: copying them would take longer than filling them. Nothing is added any more.
    private UserTable(UserTableBuilder builder)
    {
        _ids = builder.Ids;
        _ages = builder.Ages;
        _lastActiveDays = builder.LastActiveDays;
        _interactions = builder.Interactions;
        _purchases = builder.Purchases;
        _derived = builder.Derived;
        _genders = new CategoryData(builder.Genders, builder.GenderCodes.Names);
        _unreadable = builder.Unreadable;
        _mayLackFields = builder.MayLackFields;
        _columns = new Dictionary<string, ColumnData>(StringComparer.Ordinal)
        {
            [UserColumn.Age.Name] = new IntegerData(_ages),
            [UserColumn.Gender.Name] = _genders,
            [UserColumn.LastActive.Name] = new DayData(_lastActiveDays),
            [UserColumn.Interactions.Name] = new IntegerData(_interactions),
            [UserColumn.Purchases.Name] = new IntegerData(_purchases),
        };
        foreach (var (column, data) in builder.Further)
            _columns.Add(column.Name, data);
        Columns = [.. UserColumn.Standard, .. builder.Further.Select(further => further.Column)];
    }

    private UserTable(UserTable other, IReadOnlyList<(UserColumn Column, ColumnData Data)> more)
    {
        _ids = other._ids;
        _ages = other._ages;
        _lastActiveDays = other._lastActiveDays;
        _interactions = other._interactions;
        _purchases = other._purchases;
        _derived = other._derived;
        _genders = other._genders;
        _unreadable = other._unreadable;
        _mayLackFields = other._mayLackFields;
        _columns = new Dictionary<string, ColumnData>(other._columns, StringComparer.Ordinal);
        foreach (var (column, data) in more)
            _columns.Add(column.Name, data);
        Columns = [.. other.Columns, .. more.Select(added => added.Column)];
    }

    /// <summary>How many users there are.</summary>
    public int Count => _ids.Count;

    /// <summary>The columns: the standard ones, then the further ones of the file in its order.</summary>
    public IReadOnlyList<UserColumn> Columns { get; }

    /// <summary>Whether all ids are integers.</summary>
    public bool HasIntegerIds => _ids.IsAllNumbers;

    /// <summary>Makes the table of what a builder gathered.</summary>
    internal static UserTable From(UserTableBuilder builder) => new(builder);

    /// <summary>The same users with more columns; nothing is copied but the list of columns.</summary>
    /// <param name="more">Columns of names that this table lacks, with a value for each row.</param>
    internal UserTable With(IReadOnlyList<(UserColumn Column, ColumnData Data)> more) => new(this, more);

    /// <summary>The row of a user, if there is such a user. Takes the same time however many users there are.</summary>
    public int? RowOf(UserId userId) => _ids.RowOf(userId) is >= 0 and var row ? row : null;

    /// <summary>The user of an id, if there is one. Takes the same time however many users there are.</summary>
    public User? Find(UserId userId) => RowOf(userId) is { } row ? this[row] : null;

    /// <summary>The id in a row.</summary>
    public UserId IdOf(int row) => _ids[row];

    /// <summary>The user in a row.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="row"/> is negative or not less than <see cref="Count"/>.</exception>
    public User this[int row]
    {
        get
        {
            var user = new User(
                _ids[row],
                OrNull(_ages[row]),
                _genders.TextAt(row),
                _lastActiveDays[row] == NoValue ? null : DateOnly.FromDayNumber(_lastActiveDays[row]),
                OrNull(_interactions[row]),
                OrNull(_purchases[row]))
            {
                MayLackFields = _mayLackFields,
                Derived = _derived is null ? DerivedFields.None : (DerivedFields)_derived[row],
            };
            return _unreadable.Count > 0 && _unreadable.TryGetValue(row, out var issues) ? user with { Unreadable = issues } : user;
        }
    }

    /// <summary>Whether anything stands in a column.</summary>
    public bool HasValues(UserColumn column) =>
        column == UserColumn.UserId || _columns[(column == UserColumn.DaysSinceActive ? UserColumn.LastActive : column).Name].HasValues;

    /// <summary>What a further column says of a user: a <see cref="double"/>, a <see cref="DateOnly"/> or a <see cref="string"/>; <see langword="null"/> where it says nothing.</summary>
    public object? ValueOf(int row, UserColumn column) => _columns[column.Name].ValueAt(row);

    /// <summary>The texts that occur in a column, each once, in ordinal order; none for a column of numbers or days.</summary>
    public IReadOnlyList<string> CategoriesOf(UserColumn column) => _columns.GetValueOrDefault(column.Name) is CategoryData data ? data.Sorted : [];

    /// <summary>How many texts occur in a column, without sorting them as <see cref="CategoriesOf"/> does; 0 for a column of numbers or days.</summary>
    public int CategoryCount(UserColumn column) => NamesOf(column).Count;

    /// <summary>How many letters the longest text of a column has, among the first thousand of the file; 0 for a column of numbers or days.</summary>
    public int CategoryLength(UserColumn column) => NamesOf(column).Take(1000).Select(text => text.Length).DefaultIfEmpty().Max();

    /// <summary>The values of a column, by row.</summary>
    internal ColumnData DataOf(UserColumn column) => _columns[column.Name];

    private IReadOnlyList<string> NamesOf(UserColumn column) => _columns.GetValueOrDefault(column.Name) is CategoryData data ? data.Names : [];

    private static int? OrNull(int value) => value == NoValue ? null : value;
}
