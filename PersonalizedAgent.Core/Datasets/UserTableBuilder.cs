using PersonalizedAgent.Core.Datasets.Columns;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Datasets;

/// <summary>Gathers users for a table.</summary>
internal sealed class UserTableBuilder
{
    private const int NoValue = IntegerData.NoValue;

    public IdIndex Ids { get; } = new();

    public List<int> Ages { get; } = [];

    public List<int> Genders { get; } = [];

    public TextCodes GenderCodes { get; } = new();

    public List<int> LastActiveDays { get; } = [];

    public List<int> Interactions { get; } = [];

    public List<int> Purchases { get; } = [];

    public byte[]? Derived { get; private set; }

    public List<(UserColumn Column, ColumnData Data)> Further { get; } = [];

    public Dictionary<int, IReadOnlyList<UserIssue>> Unreadable { get; } = [];

    /// <summary>Whether fields other than the id may be missing.</summary>
    public bool MayLackFields { get; init; }

    /// <summary>Makes room at once; more users may come. Without it a million users would be moved twenty times.</summary>
    public void Expect(int count)
    {
        Ids.Expect(count);
        foreach (var values in (List<int>[])[Ages, Genders, LastActiveDays, Interactions, Purchases])
            values.EnsureCapacity(count);
    }

    /// <summary>Adds what stands in a row whose id was added just before; <see cref="IntegerData.NoValue"/> for what does not.</summary>
    public void AddFields(int age, int gender, int lastActiveDay, int interactions, int purchases)
    {
        Ages.Add(age);
        Genders.Add(gender);
        LastActiveDays.Add(lastActiveDay);
        Interactions.Add(interactions);
        Purchases.Add(purchases);
    }

    /// <summary>Fills in what rows lack and orders tell: the day of the last order that is not in the future, and how many there are up to it.</summary>
    public void DeriveFrom(OrderTable orders, DateOnly today)
    {
        Derived = new byte[Ids.Count];
        for (var row = 0; row < Derived.Length; row++)
        {
            var derived = DerivedFields.None;
            if (LastActiveDays[row] == NoValue && !IsUnreadable(row, UserField.LastActive) && orders.LastDayOf(row, today) is { } last)
            {
                LastActiveDays[row] = last.DayNumber;
                derived |= DerivedFields.LastActive;
            }

            if (Purchases[row] == NoValue && !IsUnreadable(row, UserField.Purchases))
            {
                Purchases[row] = orders.CountDistinctOf(row, today);
                derived |= DerivedFields.Purchases;
            }

            Derived[row] = (byte)derived;
        }
    }

    /// <summary>The table of the users added. Nothing may be added after it.</summary>
    public UserTable Build()
    {
        Ids.Settle();
        return UserTable.From(this);
    }

    private bool IsUnreadable(int row, UserField field) =>
        Unreadable.TryGetValue(row, out var issues) && issues.Any(issue => issue.Field == field);
}
