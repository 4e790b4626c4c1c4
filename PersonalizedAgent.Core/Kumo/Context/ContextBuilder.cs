using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Reading;

namespace PersonalizedAgent.Core.Kumo.Context;

/// <summary>
/// Makes labelled examples of a dataset's own past, as KumoRFM's client does: anchors step back from the time of the prediction by the horizon,
/// labels are taken from after an anchor and never from after that time.
/// </summary>
internal static class ContextBuilder
{
    private const int SampleSeed = 42;

    /// <summary>The anchors to learn from, newest first: one, two and more horizons before a time, as long as anything was ordered by then.</summary>
    /// <param name="orders">The orders.</param>
    /// <param name="at">The time of the prediction, the last moment that is known.</param>
    /// <param name="horizonDays">The horizon, in days.</param>
    /// <param name="count">At most so many.</param>
    public static IReadOnlyList<int> Anchors(OrderTable orders, int at, int horizonDays, int count)
    {
        if (orders.First is not { } firstOrder)
            return [];
        var first = Moments.FromDateTime(firstOrder);
        var horizon = (long)horizonDays * Moments.SecondsPerDay;
        var anchors = new List<int>();
        for (var anchor = at - horizon; anchor >= first && anchors.Count < count; anchor -= horizon)
            anchors.Add((int)anchor);
        return anchors;
    }

    /// <summary>Who had ordered up to an anchor, and whether they ordered again within the horizon: <c>anchor &lt; t ≤ anchor + horizon</c>.</summary>
    /// <param name="dataset">The data.</param>
    /// <param name="anchor">The last moment that is known.</param>
    /// <param name="horizonDays">The horizon, in days.</param>
    /// <param name="count">At most so many; where there are more, an even sample that is the same each time.</param>
    /// <returns>One example a user, in the order of the users' table.</returns>
    public static List<LabelledExample> Engagement(Dataset dataset, int anchor, int horizonDays, int count = int.MaxValue)
    {
        var end = anchor + (long)horizonDays * Moments.SecondsPerDay;
        var examples = new List<LabelledExample>();
        for (var row = 0; row < dataset.Users.Count; row++)
        {
            var times = dataset.Orders.TimesOf(row);
            if (times.IsEmpty || times[0] > anchor)
                continue;
            examples.Add(new LabelledExample(row, anchor, HasOneWithin(times, anchor, end)));
        }

        return Sampled(examples, count);
    }

    /// <summary>Whom an action was tried on, and whether they responded. A contact's anchor is the last moment before it: neither it nor what came of it is known then.</summary>
    /// <param name="dataset">The data.</param>
    /// <param name="action">The action.</param>
    /// <param name="after">Contacts after this moment only.</param>
    /// <param name="at">Contacts up to this moment, the time of the prediction.</param>
    /// <param name="count">At most so many; where there are more, an even sample that is the same each time.</param>
    /// <returns>One example a contact, by user and time.</returns>
    public static List<LabelledExample> Responses(Dataset dataset, AgentAction action, int after, int at, int count = int.MaxValue)
    {
        var contacts = dataset.Contacts;
        var examples = new List<LabelledExample>();
        for (var row = 0; row < dataset.Users.Count; row++)
        {
            var (start, length) = contacts.RangeOf(row).GetOffsetAndLength(contacts.Count);
            for (var i = start; i < start + length; i++)
            {
                if (contacts.ActionCodes[i] == (byte)action && contacts.Times[i] > after && contacts.Times[i] <= at)
                    examples.Add(new LabelledExample(row, contacts.Times[i] - 1, contacts.Responses[i]));
            }
        }

        return Sampled(examples, count);
    }

    /// <summary>Who had ordered up to an anchor, and which items they ordered within the horizon: <c>anchor &lt; t ≤ anchor + horizon</c>. Users who ordered none are left out.</summary>
    /// <param name="dataset">The data.</param>
    /// <param name="anchor">The last moment that is known.</param>
    /// <param name="horizonDays">The horizon, in days.</param>
    /// <param name="count">At most so many; where there are more, an even sample that is the same each time.</param>
    /// <returns>One example a user, in the order of the users' table.</returns>
    public static List<ItemExample> NextItems(Dataset dataset, int anchor, int horizonDays, int count = int.MaxValue)
    {
        var end = anchor + (long)horizonDays * Moments.SecondsPerDay;
        var examples = new List<ItemExample>();
        if (!dataset.Orders.HasItems)
            return examples;
        for (var row = 0; row < dataset.Users.Count; row++)
        {
            var times = dataset.Orders.TimesOf(row);
            var items = dataset.Orders.Items[dataset.Orders.RangeOf(row)];
            if (times.IsEmpty || times[0] > anchor)
                continue;
            var bought = new List<int>();
            for (var i = 0; i < times.Length && times[i] <= end; i++)
            {
                if (times[i] > anchor && items[i] >= 0 && !bought.Contains(items[i]))
                    bought.Add(items[i]);
            }

            if (bought.Count > 0)
                examples.Add(new ItemExample(row, anchor, bought));
        }

        return Sampled(examples, count);
    }

    private static bool HasOneWithin(ReadOnlySpan<int> times, int anchor, long end)
    {
        // The first one after the anchor; users have few orders, and most of them lie before it.
        var i = times.Length;
        while (i > 0 && times[i - 1] > anchor)
            i--;
        return i < times.Length && times[i] <= end;
    }

    private static List<T> Sampled<T>(List<T> examples, int count)
    {
        if (examples.Count <= count)
            return examples;
        var random = new Random(SampleSeed);
        var sample = new List<T>(count);
        // Selection sampling (Knuth, The Art of Computer Programming, volume 2, 3.4.2, algorithm S): keeps the order.
        for (var i = 0; sample.Count < count; i++)
        {
            if (random.NextDouble() * (examples.Count - i) < count - sample.Count)
                sample.Add(examples[i]);
        }

        return sample;
    }
}
