using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Core.Kumo.Context;
using PersonalizedAgent.Core.Kumo.Local;

namespace PersonalizedAgent.Core.Evaluation;

/// <summary>Tries the models of responses on contacts that they have not seen.</summary>
public static class ResponseTrial
{
    /// <summary>Learns from contacts up to an anchor and predicts those in the horizon after it.</summary>
    /// <param name="dataset">The data.</param>
    /// <param name="anchor">The last moment that the models know.</param>
    /// <param name="horizonDays">The horizon, in days.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A report for each action that there is enough to say of.</returns>
    public static IReadOnlyList<ResponseReport> Run(Dataset dataset, DateTime anchor, int horizonDays, CancellationToken cancellationToken = default)
    {
        var at = Moments.FromDateTime(anchor);
        return [.. AgentActions.All.Select(action => Run(dataset, action, at, horizonDays, cancellationToken)).OfType<ResponseReport>()];
    }

    private static ResponseReport? Run(Dataset dataset, AgentAction action, int at, int horizonDays, CancellationToken cancellationToken)
    {
        if (LocalModelFitter.FitResponse(dataset, action, at, cancellationToken) is not { } model)
            return null;
        var end = (int)Math.Min(at + (long)horizonDays * Moments.SecondsPerDay, Moments.Max);
        var examples = ContextBuilder.Responses(dataset, action, at, end);
        bool[] labels = [.. examples.Select(example => example.Label)];
        if (labels.Length == 0)
            return null;
        var probabilities = model.Probabilities(dataset, examples);
        if (BinaryMetrics.Auc(probabilities, labels) is not { } auc)
            return null;
        var sameForAll = Enumerable.Repeat(model.PositiveShare, labels.Length).ToArray();
        return new ResponseReport(
            action, model.Task.Pql, model.Examples, labels.Length, BinaryMetrics.BaseRate(labels), auc,
            BinaryMetrics.LogLoss(probabilities, labels), BinaryMetrics.LogLoss(sameForAll, labels), Curves.Calibration(probabilities, labels, bins: 5));
    }
}
