using System.Globalization;
using PersonalizedAgent.Core.Decisions;

namespace PersonalizedAgent.Web.Model;

/// <summary>What came of a decision, in words, the same everywhere.</summary>
internal static class OutcomeText
{
    /// <summary>The value of a reward for a contact that was accepted.</summary>
    public const double Accepted = 1;

    /// <summary>The value of a reward for a contact of which nothing came.</summary>
    public const double Ignored = 0;

    /// <summary>In a word or two, for a table.</summary>
    public static string Short(Reward? reward) => reward switch
    {
        null => "Nothing yet",
        { IsDefault: true } => "No answer",
        { Value: Accepted } => "Accepted",
        { Value: Ignored } => "Ignored",
        _ => Value(reward),
    };

    /// <summary>In a sentence, with the time where a person said so.</summary>
    public static string Sentence(Reward reward, TimeProvider clock) => reward switch
    {
        { IsDefault: true } => "Nothing came in time: counts as ignored",
        { Value: Accepted } => $"Accepted {When(reward.At, clock)}",
        { Value: Ignored } => "Ignored",
        _ => Value(reward),
    };

    /// <summary>The icon, by its name in Material Symbols.</summary>
    public static string Icon(Reward? reward) => reward switch
    {
        null => "schedule",
        { IsDefault: true } => "timer_off",
        { Value: Accepted } => "check_circle",
        { Value: Ignored } => "do_not_disturb_on",
        _ => "grade",
    };

    /// <summary>The class that sets its colour.</summary>
    public static string Class(Reward? reward) => reward switch
    {
        null => "is-open",
        { Value: Ignored } => "is-plain",
        _ => "is-good",
    };

    private static string Value(Reward reward) => string.Create(CultureInfo.InvariantCulture, $"Reward {reward.Value:0.00}");

    private static string When(DateTimeOffset at, TimeProvider clock)
    {
        var (local, today) = (TimeZoneInfo.ConvertTime(at, clock.LocalTimeZone), clock.GetLocalNow().Date);
        var time = local.ToString("HH:mm", CultureInfo.InvariantCulture);
        return local.Date == today ? $"at {time}" : $"on {Display.Day(DateOnly.FromDateTime(local.Date))} at {time}";
    }
}
