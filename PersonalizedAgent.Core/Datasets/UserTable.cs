using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Datasets;

/// <summary>
/// The users of a dataset as columns: compact for millions, immutable, safe to read from many threads.
/// A user's place in the file, without the rows left out, is called its row: 0 to <see cref="Count"/> - 1.
/// </summary>
public sealed partial class UserTable
{
    private const int NoValue = UserValidator.NoValue;

    // Taken over from the builder as they are: copying them would take longer than filling them. Nothing is added any more.
    private readonly List<long> _ids;
    private readonly List<int> _ages;
    private readonly List<int> _genders;
    private readonly List<int> _lastActiveDays;
    private readonly List<int> _interactions;
    private readonly List<int> _purchases;
    private readonly string[] _genderNames;
    private readonly Dictionary<long, int> _rowsById;
    private readonly Dictionary<int, IReadOnlyList<UserIssue>> _unreadable;

    private UserTable(Builder builder)
    {
        _ids = builder.Ids;
        _ages = builder.Ages;
        _genders = builder.Genders;
        _lastActiveDays = builder.LastActiveDays;
        _interactions = builder.Interactions;
        _purchases = builder.Purchases;
        _genderNames = [.. builder.GenderNames];
        _rowsById = builder.RowsById;
        _unreadable = builder.Unreadable;
        Genders = _genderNames.Order(StringComparer.Ordinal).ToArray();
    }

    /// <summary>How many users there are.</summary>
    public int Count => _ids.Count;

    /// <summary>The genders that occur, each once, in ordinal order.</summary>
    public IReadOnlyList<string> Genders { get; }

    /// <summary>The row of a user, if there is such a user. Takes the same time however many users there are.</summary>
    public int? RowOf(long userId) => _rowsById.TryGetValue(userId, out var row) ? row : null;

    /// <summary>The user of a number, if there is one. Takes the same time however many users there are.</summary>
    public User? Find(long userId) => RowOf(userId) is { } row ? this[row] : null;

    /// <summary>The user in a row.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="row"/> is negative or not less than <see cref="Count"/>.</exception>
    public User this[int row]
    {
        get
        {
            var user = new User(
                _ids[row],
                OrNull(_ages[row]),
                _genders[row] == NoValue ? null : _genderNames[_genders[row]],
                _lastActiveDays[row] == NoValue ? null : DateOnly.FromDayNumber(_lastActiveDays[row]),
                OrNull(_interactions[row]),
                OrNull(_purchases[row]));
            return _unreadable.Count > 0 && _unreadable.TryGetValue(row, out var issues) ? user with { Unreadable = issues } : user;
        }
    }

    private static int? OrNull(int value) => value == NoValue ? null : value;

    /// <summary>Gathers users for a table.</summary>
    public sealed class Builder
    {
        private readonly Dictionary<string, int> _genderCodes = new(StringComparer.Ordinal);

        internal List<long> Ids { get; } = [];

        internal List<int> Ages { get; } = [];

        internal List<int> Genders { get; } = [];

        internal List<int> LastActiveDays { get; } = [];

        internal List<int> Interactions { get; } = [];

        internal List<int> Purchases { get; } = [];

        internal List<string> GenderNames { get; } = [];

        internal Dictionary<long, int> RowsById { get; } = [];

        internal Dictionary<int, IReadOnlyList<UserIssue>> Unreadable { get; } = [];

        /// <summary>Makes room at once; more users may come. Without it a million users would be moved twenty times.</summary>
        /// <param name="count">How many users are expected in all.</param>
        public void Expect(int count)
        {
            Ids.EnsureCapacity(count);
            Ages.EnsureCapacity(count);
            Genders.EnsureCapacity(count);
            LastActiveDays.EnsureCapacity(count);
            Interactions.EnsureCapacity(count);
            Purchases.EnsureCapacity(count);
            RowsById.EnsureCapacity(count);
        }

        /// <summary>Adds a user, unless one of that number was added before.</summary>
        /// <returns>Whether the user was added.</returns>
        public bool TryAdd(User user)
        {
            var row = Ids.Count;
            if (!RowsById.TryAdd(user.UserId, row))
                return false;
            Ids.Add(user.UserId);
            Ages.Add(user.Age ?? NoValue);
            Genders.Add(string.IsNullOrWhiteSpace(user.Gender) ? NoValue : GenderCode(user.Gender));
            LastActiveDays.Add(user.LastActive?.DayNumber ?? NoValue);
            Interactions.Add(user.Interactions ?? NoValue);
            Purchases.Add(user.Purchases ?? NoValue);
            if (user.HasUnreadable)
                Unreadable.Add(row, user.Unreadable);
            return true;
        }

        /// <summary>The table of the users added. The builder must not be used after it.</summary>
        public UserTable Build() => new(this);

        private int GenderCode(string gender)
        {
            if (_genderCodes.TryGetValue(gender, out var code))
                return code;
            code = GenderNames.Count;
            GenderNames.Add(gender);
            _genderCodes.Add(gender, code);
            return code;
        }
    }
}
