namespace PersonalizedAgent.Core.Kumo.Relational.Wire;

/// <summary>The column that is to be predicted.</summary>
/// <param name="ColumnName">Its name in the instances' table.</param>
/// <param name="Dtype">Its type, the same as in the schema.</param>
internal sealed record TargetSpec(string ColumnName, string Dtype)
{
    /// <summary>The labels; <c>false</c> and <c>true</c> where there are two.</summary>
    public IReadOnlyList<string>? Classes { get; init; }
    public string? PositiveClass { get; init; }

    /// <summary>A yes or no.</summary>
    public static TargetSpec Binary(string columnName) => new(columnName, Dtypes.Bool) { Classes = ["false", "true"], PositiveClass = "true" };
}
