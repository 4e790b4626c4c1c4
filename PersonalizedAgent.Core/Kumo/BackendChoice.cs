namespace PersonalizedAgent.Core.Kumo;

/// <summary>Which backend is to be asked.</summary>
public enum BackendChoice
{
    /// <summary>The local model for a dataset with orders, the mock for a users' file alone.</summary>
    Auto,

    /// <summary>Lots drawn from a seed.</summary>
    Mock,

    /// <summary>A rank by recency, interactions and purchases.</summary>
    Rank,

    /// <summary>A model fitted in process; a rank for users without orders.</summary>
    Local,

    /// <summary>The KumoRFM service, self-hosted or in NVIDIA's catalogue; the local model while it is not available.</summary>
    Relational,
}
