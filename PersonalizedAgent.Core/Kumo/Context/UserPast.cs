using PersonalizedAgent.Core.Datasets;

namespace PersonalizedAgent.Core.Kumo.Context;

/// <summary>
/// What is known of a user at an anchor: orders and contacts up to it and including it, nothing later. The one place where the past is cut off;
/// whatever predicts looks at users through it, so that no future can leak into features.
/// </summary>
internal readonly ref struct UserPast
{
    /// <summary>The user's row in the users' table.</summary>
    public required int UserRow { get; init; }

    /// <summary>The moment up to which everything is known, in seconds since 2000.</summary>
    public required int Anchor { get; init; }

    /// <summary>The times of the orders, ascending.</summary>
    public ReadOnlySpan<int> OrderTimes { get; init; }

    /// <summary>What was paid for each order line; NaN for unknown. Empty where the data does not say.</summary>
    public ReadOnlySpan<double> Amounts { get; init; }

    /// <summary>The item of each order line; -1 for none. Empty where the data does not say.</summary>
    public ReadOnlySpan<int> Items { get; init; }

    /// <summary>The times of the contacts, ascending.</summary>
    public ReadOnlySpan<int> ContactTimes { get; init; }

    /// <summary>The action of each contact, as a number.</summary>
    public ReadOnlySpan<byte> ContactActions { get; init; }

    /// <summary>Whether the user responded to each contact. The data does not say when; a response counts as known with its contact.</summary>
    public ReadOnlySpan<bool> Responses { get; init; }

    /// <summary>Looks at a user.</summary>
    /// <param name="dataset">The data.</param>
    /// <param name="userRow">The user's row in the users' table.</param>
    /// <param name="anchor">The last moment that is known.</param>
    public static UserPast Of(Dataset dataset, int userRow, int anchor)
    {
        var (orders, contacts) = (dataset.Orders, dataset.Contacts);
        var known = Known(orders.Times, orders.RangeOf(userRow), anchor);
        var told = Known(contacts.Times, contacts.RangeOf(userRow), anchor);
        return new UserPast
        {
            UserRow = userRow,
            Anchor = anchor,
            OrderTimes = orders.Times[known],
            Amounts = orders.HasAmounts ? orders.Amounts[known] : default,
            Items = orders.HasItems ? orders.Items[known] : default,
            ContactTimes = contacts.Times[told],
            ContactActions = contacts.ActionCodes[told],
            Responses = contacts.Responses[told],
        };
    }

    /// <summary>The part of a user's events that is not later than the anchor.</summary>
    private static Range Known(ReadOnlySpan<int> times, Range ofUser, int anchor)
    {
        var (start, length) = ofUser.GetOffsetAndLength(times.Length);
        // Mostly all of them, or all but the last few.
        while (length > 0 && times[start + length - 1] > anchor)
            length--;
        return start..(start + length);
    }
}
