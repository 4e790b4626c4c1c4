namespace PersonalizedAgent.Core.Kumo.Relational.Wire;

/// <summary>What stands in a column.</summary>
/// <param name="Dtype">One of <see cref="Dtypes"/>.</param>
/// <param name="Stype">One of <see cref="Stypes"/>; the server's guess where absent.</param>
/// <param name="Nullable">Whether cells may be empty; they may where absent.</param>
internal sealed record ColumnSpec(string Dtype, string? Stype = null, bool? Nullable = null)
{
    public static ColumnSpec Number { get; } = new(Dtypes.Float64, Stypes.Numerical);
    public static ColumnSpec Category { get; } = new(Dtypes.String, Stypes.Categorical);
    public static ColumnSpec Time { get; } = new(Dtypes.Timestamp, Stypes.Timestamp);

    /// <summary>Names a row of another table.</summary>
    public static ColumnSpec Reference(string dtype) => new(dtype, Stypes.Id);

    /// <summary>Names the row, with the others of the primary key.</summary>
    public static ColumnSpec Key(string dtype) => new(dtype, Stypes.Id, Nullable: false);
}
