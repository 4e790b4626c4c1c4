namespace PersonalizedAgent.Core.Datasets.Health;

/// <summary>How much a finding matters; the worst first.</summary>
public enum Severity
{
    /// <summary>Answers will be wrong or cannot be had until it is mended.</summary>
    Serious,

    /// <summary>Answers may suffer.</summary>
    Warning,

    /// <summary>Good to know.</summary>
    Note,
}
