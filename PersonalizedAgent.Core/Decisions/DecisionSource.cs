using System.Text.Json.Serialization;

namespace PersonalizedAgent.Core.Decisions;

/// <summary>Who asked for a decision.</summary>
/// <param name="PageId">The open page that asked; <see langword="null"/> for a program over REST.</param>
public readonly record struct DecisionSource(Guid? PageId)
{
    /// <summary>A program, over REST.</summary>
    public static DecisionSource Rest => default;

    /// <summary>The name on the wire: <c>page</c> or <c>rest</c>.</summary>
    [JsonIgnore]
    public string WireName => PageId is null ? "rest" : "page";
}
