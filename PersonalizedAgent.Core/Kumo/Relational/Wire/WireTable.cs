using System.Text.Json.Serialization;

namespace PersonalizedAgent.Core.Kumo.Relational.Wire;

/// <summary>Rows of a table, as they are sent.</summary>
/// <param name="Columns">The columns' names.</param>
/// <param name="RowCount">How many rows there are.</param>
/// <param name="Rows">The rows as a JSON array of arrays in UTF-8, made by <see cref="RowWriter"/>; written once, copied into every request.</param>
[JsonConverter(typeof(WireTableConverter))]
internal sealed record WireTable(IReadOnlyList<string> Columns, int RowCount, ReadOnlyMemory<byte> Rows);
