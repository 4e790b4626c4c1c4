using PersonalizedAgent.Core.Actions;

namespace PersonalizedAgent.Core.Datasets.Shop;

/// <summary>
/// The truth of the demo shop: how likely a customer responds to an action. A base by kind and action, times factors for the time
/// since the last order, payday, weekend and gift season. <c>data/README.md</c> has the same tables in words.
/// </summary>
public static class ShopResponses
{
    private const double Least = 0.01;
    private const double Most = 0.95;

    /// <summary>The probability that a customer responds.</summary>
    /// <param name="kind">What kind of customer.</param>
    /// <param name="action">What the shop does.</param>
    /// <param name="day">The day on which it does so.</param>
    /// <param name="lastOrder">The day of the last order before that day; <see langword="null"/> if there is none.</param>
    /// <returns>A probability from 0.01 to 0.95.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="kind"/> or <paramref name="action"/> is none that exists, or <paramref name="lastOrder"/> is after <paramref name="day"/>.</exception>
    public static double Probability(CustomerKind kind, AgentAction action, DateOnly day, DateOnly? lastOrder)
    {
        var rate = Base(kind).Of(action) * Recency(day, lastOrder).Of(action) * Calendar(day).Of(action);
        if (kind == CustomerKind.SeasonalGiftBuyer && ShopCalendar.IsGiftSeason(day))
            rate *= new Rates(2, 2.5, 1).Of(action);
        return Math.Clamp(rate, Least, Most);
    }

    /// <summary>The action a customer most likely responds to; among equals the first of <see cref="AgentActions.All"/>.</summary>
    /// <inheritdoc cref="Probability"/>
    /// <returns>The best action.</returns>
    public static AgentAction BestAction(CustomerKind kind, DateOnly day, DateOnly? lastOrder)
    {
        var best = AgentActions.All[0];
        foreach (var action in AgentActions.All)
        {
            if (Probability(kind, action, day, lastOrder) > Probability(kind, best, day, lastOrder))
                best = action;
        }

        return best;
    }

    private static Rates Base(CustomerKind kind) => kind switch
    {
        CustomerKind.LoyalRegular => new(0.14, 0.44, 0.30),
        CustomerKind.BargainHunter => new(0.45, 0.20, 0.12),
        CustomerKind.Lapsing => new(0.30, 0.12, 0.16),
        CustomerKind.Newcomer => new(0.15, 0.24, 0.45),
        CustomerKind.WindowShopper => new(0.16, 0.36, 0.10),
        CustomerKind.SeasonalGiftBuyer => new(0.07, 0.22, 0.24),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of customer."),
    };

    /// <summary>Who has just bought likes to be thanked, who has been away comes back for a discount.</summary>
    private static Rates Recency(DateOnly day, DateOnly? lastOrder) => (day.DayNumber - lastOrder?.DayNumber) switch
    {
        null => new(1.8, 0.6, 1.0),
        < 0 => throw new ArgumentOutOfRangeException(nameof(lastOrder), lastOrder, "The last order must not be after the day."),
        <= 7 => new(0.7, 0.7, 1.3),
        <= 30 => new(1.0, 1.0, 1.0),
        <= 90 => new(1.2, 0.8, 0.9),
        _ => new(1.3, 0.7, 0.8),
    };

    private static Rates Calendar(DateOnly day)
    {
        var isWeekend = ShopCalendar.IsWeekend(day);
        return new(ShopCalendar.IsPayday(day) ? 1.5 : 1, isWeekend ? 1.25 : 1, isWeekend ? 0.9 : 1);
    }

    private readonly record struct Rates(double Discount, double Product, double Message)
    {
        public double Of(AgentAction action) => action switch
        {
            AgentAction.OfferDiscount => Discount,
            AgentAction.RecommendProduct => Product,
            AgentAction.SendMessage => Message,
            _ => throw new ArgumentOutOfRangeException(nameof(action), action, "Not an action."),
        };
    }
}
