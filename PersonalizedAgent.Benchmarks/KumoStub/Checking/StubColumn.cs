using PersonalizedAgent.Core.Kumo.Relational.Wire;

namespace PersonalizedAgent.Benchmarks.KumoStub.Checking;

/// <summary>A column of the schema.</summary>
internal sealed record StubColumn(string Name, string Dtype, string? Stype, bool IsNullable)
{
    public bool IsTime => Dtype == Dtypes.Timestamp;

    public bool IsNumber => Dtype is Dtypes.Int32 or Dtypes.Int64 or Dtypes.Float32 or Dtypes.Float64;

    /// <summary>Whether its distinct texts are counted: categories and the words of texts.</summary>
    public bool IsCounted => Dtype is Dtypes.String or Dtypes.StringList && Stype is not (Stypes.Id or Stypes.Sequence or Stypes.Image);
}
