using PersonalizedAgent.Core.Evaluation;
using PersonalizedAgent.Core.Kumo.Local;

namespace PersonalizedAgent.Web.Model;

/// <summary>How far the trial of the predictions has come; the same on all open pages.</summary>
public abstract record QualityState
{
    private QualityState()
    {
    }

    /// <summary>The dataset in use has no orders, so there is nothing to try predictions on.</summary>
    public sealed record NoOrders : QualityState;

    /// <summary>There is no model yet: it is being fitted.</summary>
    /// <param name="Progress">How far that has come, if it is known.</param>
    public sealed record Fitting(FitProgress? Progress) : QualityState;

    /// <summary>The predictions are being tried.</summary>
    public sealed record UnderWay : QualityState;

    /// <summary>The predictions were tried.</summary>
    /// <param name="Report">What came of it.</param>
    /// <param name="Model">The model in use, whose data, time and settings were tried one horizon earlier.</param>
    /// <param name="HorizonDays">How long the horizon is, in days.</param>
    public sealed record Ready(QualityReport Report, LocalModel Model, int HorizonDays) : QualityState;

    /// <summary>The model could not be fitted, or the predictions could not be tried.</summary>
    /// <param name="Reason">What went wrong, for people.</param>
    public sealed record Failed(string Reason) : QualityState;

    /// <summary>Whether nothing more comes by itself.</summary>
    public bool IsSettled => this is not (Fitting or UnderWay);
}
