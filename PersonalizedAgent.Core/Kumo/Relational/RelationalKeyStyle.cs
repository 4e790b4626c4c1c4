namespace PersonalizedAgent.Core.Kumo.Relational;

/// <summary>How the rows of a request name each other. Both styles are said to work; names carry no meaning to the model.</summary>
public enum RelationalKeyStyle
{
    /// <summary>Style A, the default: a relation names two columns, the instance and the key; tables keep their own keys. As in NVIDIA's API catalog.</summary>
    Composite,

    /// <summary>Style B: a relation names one column; tables other than the entities' get running numbers for keys. As NVIDIA's Python client sends it.</summary>
    SingleColumn,
}
