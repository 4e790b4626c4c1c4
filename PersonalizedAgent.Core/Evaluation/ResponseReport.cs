using PersonalizedAgent.Core.Actions;

namespace PersonalizedAgent.Core.Evaluation;

/// <summary>How well responses to an action are predicted: contacts that the model has not seen, each by what was known before it.</summary>
/// <param name="Action">The action.</param>
/// <param name="Task">The question, in PQL.</param>
/// <param name="TrainExamples">How many earlier contacts the model learned from.</param>
/// <param name="Contacts">How many contacts it was tried on.</param>
/// <param name="BaseRate">The share of these that were responded to.</param>
/// <param name="Auc">How well the probabilities rank those that were responded to above the others, with its 95 % interval.</param>
/// <param name="LogLoss">The mean of −ln of the probability given to what happened; less is better.</param>
/// <param name="BaseLogLoss">The log loss of saying the rate of the earlier contacts for all.</param>
/// <param name="Calibration">Predicted against observed rates.</param>
public sealed record ResponseReport(
    AgentAction Action, string Task, int TrainExamples, int Contacts, double BaseRate, Interval Auc, double LogLoss, double BaseLogLoss, IReadOnlyList<CalibrationBin> Calibration)
{
    /// <summary>Whether the model tells more than the same rate for everybody.</summary>
    public bool IsBetterThanRate => LogLoss < BaseLogLoss && Auc.Low > 0.5;
}
