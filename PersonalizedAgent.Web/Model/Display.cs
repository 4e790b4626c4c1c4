using System.Globalization;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Web.Model;

/// <summary>How values are written for people, the same everywhere.</summary>
internal static class Display
{
    /// <summary>What stands where there is no value.</summary>
    public const string NoValue = "—";

    public static string Backend(PredictionBackend backend) => backend switch
    {
        PredictionBackend.Mock => "MOCK",
        _ => throw new ArgumentOutOfRangeException(nameof(backend), backend, "Not a backend."),
    };

    /// <summary>What the backend's score means.</summary>
    public static string BackendMeaning(PredictionBackend backend) => backend switch
    {
        PredictionBackend.Mock => "Simulated: the score is drawn at random from a seed and says nothing about the user.",
        _ => throw new ArgumentOutOfRangeException(nameof(backend), backend, "Not a backend."),
    };

    public static string Column(UserColumn column) => column switch
    {
        UserColumn.UserId => "User",
        UserColumn.Age => "Age",
        UserColumn.Gender => "Gender",
        UserColumn.LastActive => "Last active",
        UserColumn.DaysSinceActive => "Days since",
        UserColumn.Interactions => "Interactions",
        UserColumn.Purchases => "Purchases",
        _ => throw new ArgumentOutOfRangeException(nameof(column), column, "Not a column."),
    };

    /// <summary>What stands in place of a value that is not there or cannot be read; short, for a cell.</summary>
    public static string Problem(UserProblem problem) => problem == UserProblem.Missing ? "missing" : "invalid";

    public static string Number(long? value) => value?.ToString("#,0", CultureInfo.InvariantCulture) ?? NoValue;

    public static string Plain(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? NoValue;

    public static string Day(DateOnly? day) => day?.ToString("d MMM yyyy", CultureInfo.InvariantCulture) ?? NoValue;

    public static string DaysAgo(int? days) => days switch
    {
        null => "",
        0 => "active today",
        1 => "active yesterday",
        _ => $"active {Number(days)} days ago",
    };

    public static string TimeOfDay(DateTimeOffset at, TimeProvider clock) =>
        TimeZoneInfo.ConvertTime(at, clock.LocalTimeZone).ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);

    /// <summary>A duration with two meaningful digits: <c>0.04 ms</c>, <c>12 ms</c>, <c>3.4 s</c>.</summary>
    public static string Duration(TimeSpan took) => took.TotalMilliseconds switch
    {
        < 0.01 => "< 0.01 ms",
        < 1 => took.TotalMilliseconds.ToString("0.00", CultureInfo.InvariantCulture) + " ms",
        < 1000 => took.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture) + " ms",
        _ => took.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s",
    };

    public static string Source(DecisionSource source, Guid thisPage) =>
        source.PageId is not { } page ? "REST" : page == thisPage ? "this page" : "another page";
}
