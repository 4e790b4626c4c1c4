using System.Globalization;
using PersonalizedAgent.Core.Kumo.Relational.Wire;

namespace PersonalizedAgent.Tests.Kumo.Relational;

/// <summary>Puts requests together from the wire types alone, in few words.</summary>
internal static class WireRequests
{
    public static readonly ColumnSpec KeyOfInt = ColumnSpec.Key(Dtypes.Int64);
    public static readonly ColumnSpec IntId = ColumnSpec.Reference(Dtypes.Int64);
    public static readonly ColumnSpec TextId = ColumnSpec.Reference(Dtypes.String);
    public static readonly ColumnSpec Flag = new(Dtypes.Bool, Stypes.Categorical);
    public static readonly ColumnSpec Anchor = ColumnSpec.Time with { Nullable = false };

    public static TableSchema Columns(KeyColumns key, params (string Name, ColumnSpec Spec)[] columns) => new(columns.ToDictionary(c => c.Name, c => c.Spec), key);

    public static RelationshipSpec Relation(string? source, string[] columns, string target) =>
        new() { SourceTable = source, SourceColumns = columns, TargetTable = target, TargetColumns = columns };

    public static Dictionary<string, T> Map<T>(params (string Name, T Value)[] pairs) => pairs.ToDictionary(p => p.Name, p => p.Value);

    public static DateTime At(string day) => DateTime.Parse(day, CultureInfo.InvariantCulture);

    public static WireTable Table(string columns, params object?[][] rows)
    {
        using var writer = new RowWriter(columns.Split(' '));
        foreach (var row in rows)
        {
            writer.Begin();
            foreach (var cell in row)
                Write(writer, cell);
            writer.End();
        }

        return writer.ToTable();
    }

    private static void Write(RowWriter writer, object? cell) => _ = cell switch
    {
        null => writer.Null(),
        bool value => writer.Flag(value),
        int value => writer.Integer(value),
        double value => writer.Number(value),
        string value => writer.Text(value),
        string[] values => writer.Texts(values),
        DateTime value => writer.Time(value),
        _ => throw new ArgumentException(cell.GetType().Name),
    };
}
