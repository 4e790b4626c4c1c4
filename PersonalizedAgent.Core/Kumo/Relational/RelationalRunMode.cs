namespace PersonalizedAgent.Core.Kumo.Relational;

/// <summary>How much the model is given to look at; more takes longer. The numbers are those of NVIDIA's client.</summary>
public enum RelationalRunMode
{
    /// <summary>100 examples, 16 rows of a table for each; for trying out.</summary>
    Debug,

    /// <summary>1,000 examples, 32 rows of a table for each; the client's default.</summary>
    Fast,

    /// <summary>5,000 examples, 64 rows of a table for each.</summary>
    Normal,

    /// <summary>10,000 examples, 64 rows of a table for each.</summary>
    Best,
}
