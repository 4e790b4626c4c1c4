using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Decisions.Rails;

namespace PersonalizedAgent.Core.Evaluation.Policies;

/// <summary>
/// What all users would get under other settings, by a policy that takes no chances. Guard rails go by the contacts of the data and by who opted out. Two of them
/// depend on the moment and are left out: quiet hours, and the discounts of a day (but for a budget of 0). Nothing is allocated for a user. Immutable.
/// </summary>
/// <param name="rows">What is predicted of the users, in their order.</param>
/// <param name="contacts">Their contacts.</param>
/// <param name="asOf">The data's own time.</param>
/// <param name="optedOut">Who must not be contacted, in the order of the users; <see langword="null"/> for nobody.</param>
public sealed class WhatIf(PredictedRows rows, ContactTable contacts, DateTimeOffset asOf, bool[]? optedOut = null)
{
    private readonly DateTime _asOf = asOf.DateTime;

    /// <summary>How many users.</summary>
    public int Count => rows.Count;

    /// <summary>The action that a user would get; <see langword="null"/> for no contact. Equal to that of <see cref="Guarded.Choose"/> with the same facts.</summary>
    /// <param name="kind">A policy that takes no chances.</param>
    /// <param name="row">The user's row.</param>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentOutOfRangeException">The policy takes chances.</exception>
    public AgentAction? Choose(PolicyKind kind, int row, AgentOptions options)
    {
        if (optedOut is not null && optedOut[row])
            return null;
        var rails = options.Rails;
        var removed = rails.MaxDiscountScore is { } highest && rows.Scores[row] > highest || rails.DiscountsPerDay == 0 ? FastChoice.BitOf(AgentAction.OfferDiscount) : 0;
        if (rails.MaxContacts is not null || rails.CoolDownDays is { OfferDiscount: > 0 } or { RecommendProduct: > 0 } or { SendMessage: > 0 })
        {
            var count = 0;
            var (start, length) = contacts.RangeOf(row).GetOffsetAndLength(contacts.Count);
            for (var place = start + length - 1; place >= start; place--)
            {
                var ago = _asOf - Moments.ToDateTime(contacts.Times[place]);
                if (ago < TimeSpan.Zero)
                    continue;
                if (ago >= PastContacts.Longest)
                    break;
                var action = (AgentAction)contacts.ActionCodes[place];
                count += ago < TimeSpan.FromDays(rails.ContactDays) ? 1 : 0;
                if (ago < TimeSpan.FromDays(rails.CoolDownDays.Of(action)))
                    removed |= FastChoice.BitOf(action);
            }

            if (count >= rails.MaxContacts)
                return null;
        }

        return FastChoice.Choose(kind, rows, row, FastChoice.All & ~removed, options);
    }

    /// <summary>What all users get under two sets of settings.</summary>
    /// <param name="kind">A policy that takes no chances.</param>
    /// <param name="before">The settings in force.</param>
    /// <param name="after">Other settings.</param>
    /// <param name="mostListed">How many of the users whose action changes to list at most.</param>
    public WhatIfComparison Compare(PolicyKind kind, AgentOptions before, AgentOptions after, int mostListed = 200)
    {
        var (then, now, changed, listed) = (new Tally(), new Tally(), 0, new List<ChangedUser>());
        for (var row = 0; row < rows.Count; row++)
        {
            var (old, other) = (Choose(kind, row, before), Choose(kind, row, after));
            Add(then, old, row, before);
            Add(now, other, row, after);
            if (old == other)
                continue;
            changed++;
            if (listed.Count < mostListed)
                listed.Add(new ChangedUser(row, old, other));
        }

        return new WhatIfComparison(then.Mix, now.Mix, changed, listed);
    }

    private void Add(Tally tally, AgentAction? action, int row, AgentOptions options)
    {
        if (action is not { } taken)
        {
            tally.NoContact++;
            return;
        }

        tally.Counts[(int)taken]++;
        tally.Cost += options.Values.Of(taken).Cost;
        if (rows.ResponsesOf(row)[(int)taken] is var response && !double.IsNaN(response))
            (tally.Responses, tally.Known) = (tally.Responses + response, tally.Known + 1);
    }

    private sealed class Tally
    {
        public int[] Counts { get; } = new int[PredictedRows.Width];

        public int NoContact { get; set; }

        public double Cost { get; set; }

        public double Responses { get; set; }

        public int Known { get; set; }

        public ActionMix Mix => new(Counts, NoContact, Known > 0 ? Responses / Known : null, Known, Cost);
    }
}

/// <summary>How many users get which action, and what that is expected to bring.</summary>
/// <param name="Counts">How many users get each action, in the order of <see cref="AgentActions.All"/>.</param>
/// <param name="NoContact">How many users get none.</param>
/// <param name="ResponseRate">The mean predicted probability of a response of those contacts of which it is known; <see langword="null"/> where it is known of none.</param>
/// <param name="Known">Of how many contacts it is known.</param>
/// <param name="Cost">What all contacts together cost, in money.</param>
public sealed record ActionMix(IReadOnlyList<int> Counts, int NoContact, double? ResponseRate, int Known, double Cost)
{
    /// <summary>How many users get an action.</summary>
    public int Contacts => Counts.Sum();
}

/// <summary>A user whose action changes.</summary>
/// <param name="Row">The user's row.</param>
/// <param name="Before">The action under the settings in force; <see langword="null"/> for no contact.</param>
/// <param name="After">The action under the others.</param>
public readonly record struct ChangedUser(int Row, AgentAction? Before, AgentAction? After);

/// <summary>What two sets of settings come to.</summary>
/// <param name="Before">Under the settings in force.</param>
/// <param name="After">Under the others.</param>
/// <param name="Changed">How many users change their action.</param>
/// <param name="Listed">The first of them, by row.</param>
public sealed record WhatIfComparison(ActionMix Before, ActionMix After, int Changed, IReadOnlyList<ChangedUser> Listed);
