using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Core.Kumo.Local.Items;

namespace PersonalizedAgent.Tests.Kumo.Local.Items;

/// <summary>Histories made by hand or by chance.</summary>
internal static class Purchases
{
    /// <summary>Each user's items, one a day, none of them bought twice.</summary>
    public static ItemHistories Of(params int[][] users) =>
        OfDays([.. users.Select(items => items.Select((item, day) => (item, day, 1)).ToArray())]);

    /// <summary>Each user's items, the day of the first purchase and on how many days they were bought.</summary>
    public static ItemHistories OfDays(params (int Item, int Day, int Days)[][] users)
    {
        (int Item, int Day, int Days)[] all = [.. users.SelectMany(user => user)];
        var starts = new int[users.Length + 1];
        for (var user = 0; user < users.Length; user++)
            starts[user + 1] = starts[user] + users[user].Length;
        return new(
            starts,
            [.. all.Select(one => one.Item)],
            [.. all.Select(one => one.Day * Moments.SecondsPerDay)],
            [.. all.Select(one => (one.Day + one.Days - 1) * Moments.SecondsPerDay)],
            [.. all.Select(one => one.Days)]);
    }

    /// <summary>Users who each buy some of the items of one group only: group 0 are the first <paramref name="groupSize"/> items, and so on.</summary>
    public static int[][] InGroups(int userCount, int groupCount, int groupSize, int bought, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, userCount).Select(user =>
        {
            int[] items = [.. Enumerable.Range(user % groupCount * groupSize, groupSize)];
            random.Shuffle(items);
            return items[..bought];
        })];
    }

    /// <summary>Runs something on one thread alone.</summary>
    public static Task<T> OnOneThread<T>(Func<T> function) =>
        Task.Factory.StartNew(function, CancellationToken.None, TaskCreationOptions.None, new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, 1).ExclusiveScheduler);
}
