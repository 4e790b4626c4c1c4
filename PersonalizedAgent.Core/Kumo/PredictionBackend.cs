namespace PersonalizedAgent.Core.Kumo;

/// <summary>Where a prediction comes from. Every score is shown with it: a simulation is never passed off as the model.</summary>
public enum PredictionBackend
{
    /// <summary>Lots drawn by <see cref="MockKumoClient"/>; they say nothing about the user.</summary>
    Mock,
}
