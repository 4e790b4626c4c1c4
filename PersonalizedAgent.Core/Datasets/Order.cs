namespace PersonalizedAgent.Core.Datasets;

/// <summary>A purchase line.</summary>
/// <param name="OrderId">What names the order; several lines may share it.</param>
/// <param name="At">When, without time zone: as written, or in UTC where the file gives an offset.</param>
/// <param name="ItemRow">The item's row in the items' table; <see langword="null"/> where the data does not say.</param>
/// <param name="Quantity">How many; <see langword="null"/> where the data does not say. Negative for what was given back.</param>
/// <param name="Amount">What was paid for the line, in the data's own currency; <see langword="null"/> where the data does not say.</param>
public readonly record struct Order(string OrderId, DateTime At, int? ItemRow, double? Quantity, double? Amount);
