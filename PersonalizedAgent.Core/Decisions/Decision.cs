using System.Text.Json.Serialization;
using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Decisions.Rails;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Decisions;

/// <summary>What the learning policy would have done.</summary>
/// <param name="Version">The policy's version.</param>
/// <param name="Action">The action.</param>
/// <param name="ProbabilityOfTaken">The probability with which it would have taken the action that was taken, 0 to 1.</param>
public sealed record ApprenticeChoice(string Version, AgentAction? Action, double ProbabilityOfTaken);

/// <summary>One use of a policy, as recorded.</summary>
/// <param name="Id">Unique; begins with the time, so that ids sort by the millisecond in which they were made (UUID version 7, RFC 9562).</param>
/// <param name="At">When it was made, by the clock.</param>
/// <param name="Dataset">The version of the data it was made on.</param>
/// <param name="Prediction">What was predicted of the user; names the user and the backend.</param>
/// <param name="Policy">The name of the policy that chose.</param>
/// <param name="Choice">The action, its probability and the reason, with what else there was to choose.</param>
/// <param name="Source">Who asked.</param>
/// <param name="Took">How long it took from the question to the choice.</param>
public sealed record Decision(
    Guid Id,
    DateTimeOffset At,
    string Dataset,
    Prediction Prediction,
    string Policy,
    PolicyChoice Choice,
    DecisionSource Source,
    TimeSpan Took)
{
    /// <summary>Whom the decision is about.</summary>
    [JsonIgnore]
    public UserId UserId => Prediction.UserId;

    /// <summary>The policy's version.</summary>
    /// <value>Empty by default.</value>
    public string PolicyVersion { get; init; } = "";

    /// <summary>The random draw that the policy was given, at least 0 and less than 1.</summary>
    public double Draw { get; init; }

    /// <summary>The user as the policy saw it; <see langword="null"/> where it was not kept.</summary>
    public User? User { get; init; }

    /// <summary>The settings that were in force; <see langword="null"/> where they were not kept.</summary>
    public AgentOptions? Settings { get; init; }

    /// <summary>What guard rails knew of earlier contacts; <see langword="null"/> where it was not kept.</summary>
    public ContactFacts? Facts { get; init; }

    /// <summary>What the learning policy would have done, where another one decided; <see langword="null"/> where it was not asked.</summary>
    public ApprenticeChoice? Apprentice { get; init; }

    /// <summary>The product to recommend: the one ranked first. <see langword="null"/> for another action, and where nothing is known of items.</summary>
    [JsonIgnore]
    public RankedItem? Product => Choice.Action == AgentAction.RecommendProduct && Prediction.Items.Count > 0 ? Prediction.Items[0] : null;
}
