using System.Globalization;
using PersonalizedAgent.Core.Actions;
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
        PredictionBackend.Rank => "RANK",
        PredictionBackend.Local => "LOCAL",
        PredictionBackend.Kumo => "KUMO",
        PredictionBackend.Replay => "REPLAY",
        _ => throw new ArgumentOutOfRangeException(nameof(backend), backend, "Not a backend."),
    };

    /// <summary>Who answered, for a badge: the stub that stands in for the service is called one.</summary>
    public static string Answerer(PredictionBackend backend, string model) => Backend(backend) + (IsService(backend) && IsStub(model) ? " STUB" : "");

    /// <summary>Where a prediction comes from, for a small badge; a fall-back is seen at once.</summary>
    public static string Badge(Prediction prediction) =>
        Answerer(prediction.Backend, prediction.ModelVersion) + (prediction.Fallback is null ? "" : IsService(prediction.Backend) ? " (earlier answer)" : " (KUMO unavailable)");

    /// <summary>The same with the service's model, or with why the service did not answer.</summary>
    public static string FullBadge(Prediction prediction)
    {
        var answerer = Answerer(prediction.Backend, prediction.ModelVersion);
        return (IsService(prediction.Backend), prediction.Fallback) switch
        {
            (true, null) => $"{answerer} · {prediction.ModelVersion}",
            (true, { } fallback) => $"{answerer} (earlier answer; unavailable: {fallback.Cause})",
            (false, { } fallback) => $"{answerer} (KUMO unavailable: {fallback.Cause})",
            _ => answerer,
        };
    }

    /// <summary>Whether a model is the stub that stands in for the service, by its own word.</summary>
    public static bool IsStub(string? model) => model?.Contains("stub", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>What a prediction's score means, and what stands in for what.</summary>
    public static string Provenance(Prediction prediction)
    {
        string?[] sentences =
        [
            BackendMeaning(prediction.Backend),
            IsService(prediction.Backend) && IsStub(prediction.ModelVersion) ? "It was answered by the stub that stands in for the service: it shows how it works and says little about the user." : null,
            prediction.Note,
        ];
        return string.Join(" ", sentences.OfType<string>());
    }

    private static bool IsService(PredictionBackend backend) => backend is PredictionBackend.Kumo or PredictionBackend.Replay;

    /// <summary>What the backend's score means.</summary>
    public static string BackendMeaning(PredictionBackend backend) => backend switch
    {
        PredictionBackend.Mock => "Simulated: the score is drawn at random from a seed and says nothing about the user.",
        PredictionBackend.Rank => "A rank among all users by recency, interactions and purchases. No probability.",
        PredictionBackend.Local => "A probability, by a model fitted in this process on the data's own past.",
        PredictionBackend.Kumo => "A probability, by KumoRFM, asked over HTTP.",
        PredictionBackend.Replay => "A probability: KumoRFM's answer to the same question, kept earlier.",
        _ => throw new ArgumentOutOfRangeException(nameof(backend), backend, "Not a backend."),
    };

    /// <summary>What the score of a backend is called: a rank is no score.</summary>
    public static string ScoreName(PredictionBackend backend) => backend == PredictionBackend.Rank ? "engagement rank" : "engagement score";

    /// <summary>What the score of a prediction says, for below it.</summary>
    public static string ScoreCaption(Prediction prediction) =>
        IsService(prediction.Backend) ? IsStub(prediction.ModelVersion) ? "chance of an order, by the stub" : "chance of an order, by KumoRFM"
        : prediction is { Backend: PredictionBackend.Local, Outlook: { Days: [.., var days] } } ? $"chance of an order in {Plain(days)} days" : ScoreName(prediction.Backend);

    /// <summary>A backend to choose.</summary>
    public static string Choice(BackendChoice choice) => choice.ToString().ToUpperInvariant();

    /// <summary>What choosing a backend means.</summary>
    public static string ChoiceMeaning(BackendChoice choice) => choice switch
    {
        BackendChoice.Auto => "The local model for data with orders, the mock for a users' file alone.",
        BackendChoice.Mock => "Lots drawn from a seed: says nothing about users, shows how the agent works.",
        BackendChoice.Rank => "Users ranked by recency, interactions and purchases; no probability.",
        BackendChoice.Relational => "The KumoRFM service, by the settings of Kumo:Relational; seconds for each user.",
        BackendChoice.Local => "A model learned from this data's own past, in this process; no key, no network.",
        _ => throw new ArgumentOutOfRangeException(nameof(choice), choice, "Not a choice."),
    };

    /// <summary>A column's heading.</summary>
    public static string Column(UserColumn column) => column.IsFurther ? Words(column.Name) : column.Name switch
    {
        "user_id" => "User",
        "days_since_active" => "Days since",
        _ when column.IsPredicted => column.Kind == ColumnKind.Number ? "Score" : "Best action",
        _ => Words(column.Name),
    };

    /// <summary>A name as words: <c>newsletter_opens</c> becomes <c>Newsletter opens</c>.</summary>
    public static string Words(string name) => name.Replace('_', ' ') is { Length: > 0 } words ? char.ToUpperInvariant(words[0]) + words[1..] : name;

    /// <summary>A value of a further column.</summary>
    public static string Value(object? value) => value switch
    {
        null => NoValue,
        double number => Fraction(number),
        DateOnly day => Day(day),
        _ => (string)value,
    };

    /// <summary>What was predicted: a score with two places as anywhere else, an action by its name on the wire.</summary>
    public static string Predicted(object? value) => value switch
    {
        double score => new Score(score).ToString(),
        string action => action,
        _ => NoValue,
    };

    /// <summary>An action's name for people; that there is none where contact is not allowed.</summary>
    public static string Action(AgentAction? action) => action?.DisplayName() ?? "No contact";

    /// <summary>The action of a name on the wire, if it is one.</summary>
    public static AgentAction? ActionOf(string wireName)
    {
        foreach (var action in AgentActions.All)
        {
            if (action.WireName() == wireName)
                return action;
        }

        return null;
    }

    /// <summary>A text of a column as a page shows it: an action by its name for people.</summary>
    public static string Category(UserColumn column, string text) => column.IsPredicted && ActionOf(text) is { } action ? action.DisplayName() : text;

    /// <summary>A number with as many places as it needs, at most four.</summary>
    public static string Fraction(double number) => number.ToString("#,0.####", CultureInfo.InvariantCulture);

    /// <summary>A share as a length in a style: <c>12.5%</c>.</summary>
    public static string Percent(double share) => (Math.Clamp(share, 0, 1) * 100).ToString("0.##", CultureInfo.InvariantCulture) + "%";

    /// <summary>A number with its sign and two places: <c>+0.21</c>, <c>−0.05</c>.</summary>
    public static string Signed(double value) => value.ToString("+0.00;−0.00;0.00", CultureInfo.InvariantCulture);

    /// <summary>A probability, or another number of that size: two to four places.</summary>
    public static string Probability(double value) => value.ToString("0.00##", CultureInfo.InvariantCulture);

    /// <summary>Words with a capital in front.</summary>
    public static string Sentence(string words) => words.Length > 0 ? char.ToUpperInvariant(words[0]) + words[1..] : words;

    /// <summary>An amount of money in the data's own currency, always with two places.</summary>
    public static string Money(double? amount) => amount?.ToString("#,0.00", CultureInfo.InvariantCulture) ?? NoValue;

    /// <summary>A size: <c>812 B</c>, <c>14.2 kB</c>, <c>1.4 GB</c>.</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 1000 => $"{bytes} B",
        < 1_000_000 => (bytes / 1e3).ToString("0.0", CultureInfo.InvariantCulture) + " kB",
        < 1_000_000_000 => (bytes / 1e6).ToString("0.0", CultureInfo.InvariantCulture) + " MB",
        _ => (bytes / 1e9).ToString("0.0", CultureInfo.InvariantCulture) + " GB",
    };

    /// <summary>A count with its noun: <c>1 user</c>, <c>2,000 users</c>.</summary>
    public static string Count(long count, string noun) => $"{Number(count)} {noun}{(count == 1 ? "" : "s")}";

    /// <summary>What stands in place of a value that is not there or cannot be read; short, for a cell.</summary>
    public static string Problem(UserProblem problem) => problem == UserProblem.Missing ? "missing" : "invalid";

    public static string Number(long? value) => value?.ToString("#,0", CultureInfo.InvariantCulture) ?? NoValue;

    public static string Plain(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? NoValue;

    public static string Day(DateOnly? day) => day?.ToString("d MMM yyyy", CultureInfo.InvariantCulture) ?? NoValue;

    /// <summary>A day where there is little room: <c>9 Jun 25</c>.</summary>
    public static string ShortDay(DateOnly day) => day.ToString("d MMM yy", CultureInfo.InvariantCulture);

    public static string DaysAgo(int? days) => days switch
    {
        null => "",
        0 => "active today",
        1 => "active yesterday",
        _ => $"active {Number(days)} days ago",
    };

    public static string TimeOfDay(DateTimeOffset at, TimeProvider clock) =>
        TimeZoneInfo.ConvertTime(at, clock.LocalTimeZone).ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);

    /// <summary>The time of day; on another day than today the day and the minute.</summary>
    public static string Moment(DateTimeOffset at, TimeProvider clock)
    {
        var local = TimeZoneInfo.ConvertTime(at, clock.LocalTimeZone);
        return local.Date == clock.GetLocalNow().Date ? local.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture) : local.ToString("d MMM yy HH:mm", CultureInfo.InvariantCulture);
    }

    /// <summary>Day and time in full: <c>13 Aug 2025 10:42:07.114</c>.</summary>
    public static string DayAndTime(DateTimeOffset at, TimeProvider clock) =>
        $"{Day(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, clock.LocalTimeZone).Date))} {TimeOfDay(at, clock)}";

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
