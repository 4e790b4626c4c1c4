using System.Buffers;
using System.Runtime.InteropServices;

namespace PersonalizedAgent.Core.Datasets.Columns;

/// <summary>The values of one column, by row.</summary>
internal abstract class ColumnData
{
    /// <summary>Keeps the rows whose value is asked for, in their order; a row without a value is never kept.</summary>
    /// <returns>How many there are; they stand in front.</returns>
    public abstract int Filter(Span<int> rows, ColumnFilter filter);

    /// <summary>Sorts rows by value. Those without one come last either way, equals keep their order.</summary>
    public abstract void Sort(int[] rows, bool descending);

    /// <summary>Whether any row has a value.</summary>
    public abstract bool HasValues { get; }

    /// <summary>The value in a row: <see cref="double"/>, <see cref="int"/>, <see cref="DateOnly"/> or <see cref="string"/>; <see langword="null"/> where there is none.</summary>
    public abstract object? ValueAt(int row);
}

/// <summary>Whole numbers, or what is counted by them: days, and texts by number.</summary>
internal class IntegerData(List<int> values) : ColumnData
{
    /// <summary>Stands for no value.</summary>
    public const int NoValue = int.MinValue;

    /// <summary>The values, by row; <see cref="NoValue"/> for none.</summary>
    public ReadOnlySpan<int> Span => CollectionsMarshal.AsSpan(values);

    public override bool HasValues => values.Exists(value => value != NoValue);

    protected List<int> Values => values;

    public override int Filter(Span<int> rows, ColumnFilter filter)
    {
        var (min, max) = filter.Range.AsLong();
        var count = 0;
        foreach (var row in rows)
        {
            var value = values[row];
            if (value != NoValue && value >= min && value <= max)
                rows[count++] = row;
        }

        return count;
    }

    public override void Sort(int[] rows, bool descending) => Sort(rows, descending, static value => value, int.MaxValue);

    public override object? ValueAt(int row) => values[row] == NoValue ? null : values[row];

    /// <summary>Sorts rows by what their values stand for; a value above the last counts as none.</summary>
    protected internal void Sort(int[] rows, bool descending, Func<int, int> rankOf, int last)
    {
        // One integer for each row: whether it has no value, then the value, then the row. Sorting them sorts by value, puts those
        // without one last, and leaves equals in the order of the file. The buffer is pooled: for a million users it takes 8 MB.
        var rented = ArrayPool<ulong>.Shared.Rent(rows.Length);
        var keys = rented.AsSpan(0, rows.Length);
        for (var i = 0; i < keys.Length; i++)
        {
            var value = values[rows[i]];
            var hasValue = value != NoValue && value <= last;
            var rank = hasValue ? rankOf(value) : 0;
            var ordered = (uint)(descending ? ~rank : rank) ^ 0x8000_0000;
            keys[i] = hasValue ? ((ulong)ordered << 31) | (uint)rows[i] : (1UL << 63) | (uint)rows[i];
        }

        keys.Sort();
        for (var i = 0; i < keys.Length; i++)
            rows[i] = (int)(keys[i] & int.MaxValue);
        ArrayPool<ulong>.Shared.Return(rented);
    }
}

/// <summary>Days, as <see cref="DateOnly.DayNumber"/>.</summary>
internal sealed class DayData(List<int> values) : IntegerData(values)
{
    public override object? ValueAt(int row) => Values[row] == NoValue ? null : DateOnly.FromDayNumber(Values[row]);
}

/// <summary>Texts of which many are equal.</summary>
internal sealed class CategoryData(List<int> codes, IReadOnlyList<string> names) : IntegerData(codes)
{
    // Sorted when first listed: a column of names has a million of them, and where there are many they are only counted.
    private readonly Lazy<IReadOnlyList<string>> _sorted = new(() => [.. names.Order(StringComparer.Ordinal)]);

    /// <summary>The texts that occur, in ordinal order.</summary>
    public IReadOnlyList<string> Sorted => _sorted.Value;

    /// <summary>The texts that occur, in the order in which they come.</summary>
    public IReadOnlyList<string> Names => names;

    public string? TextAt(int row) => Values[row] == NoValue ? null : names[Values[row]];

    public int CodeAt(int row) => Values[row];

    public override object? ValueAt(int row) => TextAt(row);

    public override int Filter(Span<int> rows, ColumnFilter filter)
    {
        var code = NoValue;
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i] == filter.Category)
                code = i;
        }

        var count = 0;
        foreach (var row in rows)
        {
            if (code != NoValue && Values[row] == code)
                rows[count++] = row;
        }

        return count;
    }

    public override void Sort(int[] rows, bool descending)
    {
        var rankOfCode = new int[names.Count];
        var codes = new int[names.Count];
        for (var code = 0; code < codes.Length; code++)
            codes[code] = code;
        Array.Sort([.. names], codes, StringComparer.Ordinal);
        for (var rank = 0; rank < codes.Length; rank++)
            rankOfCode[codes[rank]] = rank;
        Sort(rows, descending, code => rankOfCode[code], int.MaxValue);
    }
}

/// <summary>Numbers with fractions; NaN where there is none.</summary>
internal sealed class NumberData(List<double> values) : ColumnData
{
    /// <summary>The values, by row; NaN for none.</summary>
    public ReadOnlySpan<double> Span => CollectionsMarshal.AsSpan(values);

    public override bool HasValues => values.Exists(value => !double.IsNaN(value));

    public override int Filter(Span<int> rows, ColumnFilter filter)
    {
        var (min, max) = filter.Range.AsDouble();
        var count = 0;
        foreach (var row in rows)
        {
            // NaN lies in no range.
            if (values[row] >= min && values[row] <= max)
                rows[count++] = row;
        }

        return count;
    }

    public override void Sort(int[] rows, bool descending)
    {
        var keys = new double[rows.Length];
        for (var i = 0; i < rows.Length; i++)
            keys[i] = double.IsNaN(values[rows[i]]) ? double.PositiveInfinity : descending ? -values[rows[i]] : values[rows[i]];
        Array.Sort(keys, rows);
        // Equals in the order of the file.
        for (int start = 0, end; start < keys.Length; start = end)
        {
            for (end = start + 1; end < keys.Length && keys[end] == keys[start];)
                end++;
            Array.Sort(rows, start, end - start);
        }
    }

    public override object? ValueAt(int row) => double.IsNaN(values[row]) ? null : values[row];
}
