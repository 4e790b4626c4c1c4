namespace PersonalizedAgent.Core.Kumo.Relational.Wire;

/// <summary>The types of cells.</summary>
internal static class Dtypes
{
    public const string Bool = "bool";
    public const string Int32 = "int32";
    public const string Int64 = "int64";
    public const string Float32 = "float32";
    public const string Float64 = "float64";
    public const string String = "string";
    public const string StringList = "stringlist";
    public const string Timestamp = "timestamp[us]";
}
