using PersonalizedAgent.Core.Actions;

namespace PersonalizedAgent.Core.Datasets;

/// <summary>A message once sent to a user.</summary>
/// <param name="ContactId">What names it.</param>
/// <param name="At">When, without time zone: as written, or in UTC where the file gives an offset.</param>
/// <param name="Action">What it did.</param>
/// <param name="Propensity">The chance with which the action was chosen, greater than 0 and at most 1; <see langword="null"/> where the data does not say.</param>
/// <param name="Responded">Whether the user responded.</param>
public readonly record struct Contact(string ContactId, DateTime At, AgentAction Action, double? Propensity, bool Responded);
