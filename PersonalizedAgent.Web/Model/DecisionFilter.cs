using Microsoft.AspNetCore.WebUtilities;
using PersonalizedAgent.Core.Decisions;

namespace PersonalizedAgent.Web.Model;

/// <summary>Which decisions are wanted; what is <see langword="null"/> narrows nothing.</summary>
/// <param name="User">The user's id as it is written.</param>
/// <param name="Action">The action's name on the wire, <c>none</c> for none.</param>
/// <param name="Policy">The policy's name.</param>
/// <param name="Backend">The backend's name, in any case.</param>
/// <param name="Rewarded">Whether something came of it.</param>
public sealed record DecisionFilter(string? User = null, string? Action = null, string? Policy = null, string? Backend = null, bool? Rewarded = null)
{
    /// <summary>Reads a query string; what it does not know it leaves alone.</summary>
    public static DecisionFilter Parse(string query)
    {
        var values = QueryHelpers.ParseQuery(query);
        string? Get(string name) => values.TryGetValue(name, out var value) && value.ToString().Trim() is { Length: > 0 } text ? text : null;
        return new DecisionFilter(Get("user"), Get("action"), Get("policy"), Get("backend"), Get("rewarded") switch { "yes" => true, "no" => false, _ => null });
    }

    /// <summary>Whether a decision is wanted.</summary>
    public bool Matches(LoggedDecision logged) =>
        (User is null || logged.Decision.UserId.ToString() == User)
        && (Action is null || logged.Decision.Choice.ActionName == Action)
        && (Policy is null || logged.Decision.Policy == Policy)
        && (Backend is null || logged.Decision.Prediction.Backend.ToString().Equals(Backend, StringComparison.OrdinalIgnoreCase))
        && (Rewarded is null || logged.Reward is not null == Rewarded);

    /// <summary>The query string that <see cref="Parse"/> reads; empty where nothing is narrowed.</summary>
    public string ToQuery() => QueryHelpers.AddQueryString("", new Dictionary<string, string?>
    {
        ["user"] = User,
        ["action"] = Action,
        ["policy"] = Policy,
        ["backend"] = Backend,
        ["rewarded"] = Rewarded switch { true => "yes", false => "no", null => null },
    }.Where(pair => pair.Value is not null));
}
