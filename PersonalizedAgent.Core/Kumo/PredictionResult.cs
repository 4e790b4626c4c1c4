namespace PersonalizedAgent.Core.Kumo;

/// <summary>What came of asking a backend: predictions, or the reason why there are none. A service that is down is expected, so it is no exception.</summary>
public abstract record PredictionResult
{
    private PredictionResult()
    {
    }

    /// <summary>The backend answered.</summary>
    /// <param name="Predictions">One for each user asked for, in the same order.</param>
    public sealed record Predicted(IReadOnlyList<Prediction> Predictions) : PredictionResult;

    /// <summary>The backend did not answer.</summary>
    /// <param name="Reason">Why, and what to do about it, for people; without personal values.</param>
    public sealed record Unavailable(string Reason) : PredictionResult;
}
