namespace PersonalizedAgent.Core.Datasets.Reading;

/// <summary>One field of a table.</summary>
/// <param name="Table">The table.</param>
/// <param name="Name">The field's own name, as the header of a file best writes it.</param>
/// <param name="Kind">What kind of value it holds.</param>
/// <param name="IsRequired">Whether a file of the table cannot do without it.</param>
public sealed record TableField(DatasetTable Table, string Name, FieldKind Kind, bool IsRequired);
