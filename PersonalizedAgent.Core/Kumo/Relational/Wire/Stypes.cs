namespace PersonalizedAgent.Core.Kumo.Relational.Wire;

/// <summary>What cells mean.</summary>
internal static class Stypes
{
    public const string Numerical = "numerical";
    public const string Categorical = "categorical";
    public const string MultiCategorical = "multicategorical";
    public const string Id = "ID";
    public const string Text = "text";
    public const string Timestamp = "timestamp";
    public const string Sequence = "sequence";
    public const string Image = "image";
}
