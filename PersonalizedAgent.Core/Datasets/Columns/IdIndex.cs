using System.Runtime.InteropServices;
using System.Text.Unicode;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Datasets.Columns;

/// <summary>Ids in the order of their rows, each once, and the row of each. Eight bytes a row for ids that are integers, four more to find them where they are dense.</summary>
internal sealed class IdIndex
{
    /// <summary>Text up to this many bytes is looked up without allocating.</summary>
    private const int StackBytes = 256;

    // An integer id as it is, a text as the complement of its place among the texts: no id is negative.
    private readonly List<long> _ids = [];
    private readonly List<string> _texts = [];
    private readonly Dictionary<string, int> _rowsByText = new(StringComparer.Ordinal);
    private Dictionary<long, int>? _rowsByNumber;
    private int[]? _rowsByDenseNumber;
    private long _greatest = -1;

    /// <summary>How many ids there are.</summary>
    public int Count => _ids.Count;

    /// <summary>Whether all ids are integers.</summary>
    public bool IsAllNumbers => _texts.Count == 0;

    /// <summary>The id of a row.</summary>
    public UserId this[int row] => _ids[row] is >= 0 and var number ? new UserId(number) : new UserId(_texts[(int)~_ids[row]]);

    /// <summary>Makes room for so many ids in all.</summary>
    public void Expect(int count) => _ids.EnsureCapacity(count);

    /// <summary>Adds an id unless it is there.</summary>
    /// <param name="text">UTF-8, not empty.</param>
    public bool TryAdd(ReadOnlySpan<byte> text) => UserId.TryNumber(text, out var number) ? TryAdd(number) : TryAdd(UserId.FromUtf8(text).ToString());

    /// <summary>Adds an id unless it is there.</summary>
    public bool TryAdd(UserId id) => id.IsNumber ? TryAdd(id.Number) : TryAdd(id.ToString());

    /// <summary>The row of an id, or -1.</summary>
    /// <param name="text">UTF-8.</param>
    public int RowOf(ReadOnlySpan<byte> text)
    {
        if (UserId.TryNumber(text, out var number))
            return RowOf(number);
        if (_texts.Count == 0 || text.IsEmpty)
            return -1;
        Span<char> chars = text.Length <= StackBytes ? stackalloc char[StackBytes] : new char[text.Length];
        Utf8.ToUtf16(text, chars, out _, out var length);
        return _rowsByText.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(chars[..length], out var row) ? row : -1;
    }

    /// <summary>The row of an id, or -1.</summary>
    public int RowOf(UserId id) => id.IsNumber ? RowOf(id.Number) : _rowsByText.GetValueOrDefault(id.ToString(), -1);

    /// <summary>Makes the index ready for lookups, in the least room. Ids may still be added.</summary>
    public void Settle()
    {
        if (_greatest < 2L * Count + 1024)
        {
            _rowsByDenseNumber = new int[_greatest + 1];
            Array.Fill(_rowsByDenseNumber, -1);
            for (var row = 0; row < _ids.Count; row++)
            {
                if (_ids[row] >= 0)
                    _rowsByDenseNumber[_ids[row]] = row;
            }

            _rowsByNumber = null;
        }
        else
        {
            _rowsByNumber ??= IndexNumbers();
        }
    }

    /// <summary>Sorts rows by id: integers by value, then texts by ordinal.</summary>
    public void Sort(int[] rows, bool descending)
    {
        if (IsAllNumbers)
        {
            var numbers = Array.ConvertAll(rows, row => _ids[row]);
            Array.Sort(numbers, rows);
        }
        else
        {
            Array.Sort(rows, (a, b) => this[a].CompareTo(this[b]));
        }

        if (descending)
            Array.Reverse(rows);
    }

    private bool TryAdd(long number)
    {
        if (number > _greatest)
        {
            // As long as integers come in ascending order, as they mostly do, none can have come before.
            _greatest = number;
            _rowsByNumber?.Add(number, _ids.Count);
            _rowsByDenseNumber = null;
        }
        else
        {
            _rowsByNumber ??= IndexNumbers();
            if (!_rowsByNumber.TryAdd(number, _ids.Count))
                return false;
            _rowsByDenseNumber = null;
        }

        _ids.Add(number);
        return true;
    }

    private bool TryAdd(string text)
    {
        if (!_rowsByText.TryAdd(text, _ids.Count))
            return false;
        _ids.Add(~_texts.Count);
        _texts.Add(text);
        return true;
    }

    /// <summary>The row of an id that is an integer, or -1.</summary>
    public int RowOf(long number)
    {
        if (_rowsByDenseNumber is { } dense)
            return number < dense.Length ? dense[number] : -1;
        _rowsByNumber ??= IndexNumbers();
        return _rowsByNumber.GetValueOrDefault(number, -1);
    }

    private Dictionary<long, int> IndexNumbers()
    {
        var rows = new Dictionary<long, int>(_ids.Capacity);
        var ids = CollectionsMarshal.AsSpan(_ids);
        for (var row = 0; row < ids.Length; row++)
        {
            if (ids[row] >= 0)
                rows.Add(ids[row], row);
        }

        return rows;
    }
}
