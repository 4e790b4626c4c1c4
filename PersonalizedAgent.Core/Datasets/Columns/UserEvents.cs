using System.Runtime.InteropServices;

namespace PersonalizedAgent.Core.Datasets.Columns;

/// <summary>When something happened to which user: by user, then by time, then in the order of the file.</summary>
internal sealed class UserEvents
{
    private readonly int[] _starts;
    private readonly int[] _times;

    private UserEvents(int[] starts, int[] times)
    {
        _starts = starts;
        _times = times;
    }

    public static UserEvents None(int userCount) => new(new int[userCount + 1], []);

    public int Count => _times.Length;

    /// <summary>All times, by user and time; whole seconds since 2000.</summary>
    public ReadOnlySpan<int> Times => _times;

    /// <summary>Where a user's events stand.</summary>
    public Range Of(int userRow) => _starts[userRow].._starts[userRow + 1];

    public ReadOnlySpan<int> TimesOf(int userRow) => _times.AsSpan()[Of(userRow)];

    /// <summary>Puts events in order.</summary>
    /// <param name="users">The row of each event's user; an event of <see cref="UserRows.Unknown"/> is left out.</param>
    /// <param name="times">The time of each.</param>
    /// <param name="userCount">How many users there are.</param>
    /// <returns>The events, and where in the file each of them stood.</returns>
    public static (UserEvents Events, int[] FileRows) Arrange(List<int> users, List<int> times, int userCount)
    {
        var userOf = CollectionsMarshal.AsSpan(users);
        var timeOf = CollectionsMarshal.AsSpan(times);
        var starts = new int[userCount + 1];
        foreach (var user in userOf)
            starts[user + 1]++;
        // Those of nobody were counted in front.
        var count = userOf.Length - starts[0];
        starts[0] = 0;
        for (var user = 0; user < userCount; user++)
            starts[user + 1] += starts[user];

        var next = starts.AsSpan(0, userCount).ToArray();
        var sortedTimes = new int[count];
        var fileRows = new int[count];
        for (var row = 0; row < userOf.Length; row++)
        {
            if (userOf[row] == UserRows.Unknown)
                continue;
            var place = next[userOf[row]]++;
            sortedTimes[place] = timeOf[row];
            fileRows[place] = row;
        }

        for (var user = 0; user < userCount; user++)
            SortByTime(sortedTimes.AsSpan(starts[user]..starts[user + 1]), fileRows.AsSpan(starts[user]..starts[user + 1]));
        return (new UserEvents(starts, sortedTimes), fileRows);
    }

    /// <summary>The events but some.</summary>
    /// <param name="isOut">Which ones are left out, in the order of the events.</param>
    public UserEvents Without(HashSet<int> isOut)
    {
        var starts = new int[_starts.Length];
        var times = new List<int>(_times.Length);
        for (var user = 0; user + 1 < _starts.Length; user++)
        {
            for (var i = _starts[user]; i < _starts[user + 1]; i++)
            {
                if (!isOut.Contains(i))
                    times.Add(_times[i]);
            }

            starts[user + 1] = times.Count;
        }

        return new UserEvents(starts, [.. times]);
    }

    /// <summary>A column in the order of the events.</summary>
    public static T[] Gather<T>(List<T> values, int[] fileRows)
    {
        var source = CollectionsMarshal.AsSpan(values);
        var gathered = GC.AllocateUninitializedArray<T>(fileRows.Length);
        for (var i = 0; i < gathered.Length; i++)
            gathered[i] = source[fileRows[i]];
        return gathered;
    }

    private static void SortByTime(Span<int> times, Span<int> fileRows)
    {
        var isSorted = true;
        for (var i = 1; i < times.Length && isSorted; i++)
            isSorted = times[i - 1] <= times[i];
        if (isSorted)
            return;

        // Equal times keep the order of the file: the row is part of the key.
        var keys = new long[times.Length];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = ((long)times[i] << 32) | (uint)fileRows[i];
        keys.AsSpan().Sort();
        for (var i = 0; i < keys.Length; i++)
            (times[i], fileRows[i]) = ((int)(keys[i] >> 32), (int)keys[i]);
    }
}
