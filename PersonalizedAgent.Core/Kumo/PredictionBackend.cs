namespace PersonalizedAgent.Core.Kumo;

/// <summary>Where a prediction comes from. Every score is shown with it: a simulation is never passed off as the model.</summary>
public enum PredictionBackend
{
    /// <summary>Lots drawn by <see cref="MockKumoClient"/>; they say nothing about the user.</summary>
    Mock,

    /// <summary>A rank among the dataset's users by recency, interactions and purchases; no probability.</summary>
    Rank,

    /// <summary>A model fitted in process on the dataset's own past; a probability.</summary>
    Local,

    /// <summary>KumoRFM, asked over HTTP; a probability.</summary>
    Kumo,

    /// <summary>KumoRFM's answer to the same question, kept earlier; a probability.</summary>
    Replay,
}
