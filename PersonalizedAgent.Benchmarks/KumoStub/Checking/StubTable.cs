using System.Globalization;

namespace PersonalizedAgent.Benchmarks.KumoStub.Checking;

/// <summary>The rows of a table in a section.</summary>
/// <param name="Path">Where it stands, such as <c>context.related_tables.orders</c>.</param>
/// <param name="Columns">In the order of the cells.</param>
/// <param name="Rows">The rows.</param>
internal sealed record StubTable(string Path, IReadOnlyList<string> Columns, IReadOnlyList<StubRow> Rows)
{
    /// <summary>The place of a column; -1 where there is none.</summary>
    public int PlaceOf(string column)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i] == column)
                return i;
        }

        return -1;
    }

    /// <summary>The path of a cell.</summary>
    public string PathOf(int row, string column) => string.Create(CultureInfo.InvariantCulture, $"{Path}.rows[{row}][{column}]");
}
