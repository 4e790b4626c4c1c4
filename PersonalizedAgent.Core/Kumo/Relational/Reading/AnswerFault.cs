namespace PersonalizedAgent.Core.Kumo.Relational.Reading;

/// <summary>Says what is wrong with an answer; never leaves the reader.</summary>
internal sealed class AnswerFault(string reason) : Exception(reason);
