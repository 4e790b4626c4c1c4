using System.Runtime.InteropServices;
using System.Text;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Datasets.Columns;

/// <summary>Ids in the order of their rows, not looked up and perhaps more than once. Eight bytes a row; a text that differs from the one before takes its own bytes too.</summary>
internal sealed class IdList
{
    // An integer id as it is, a text as the complement of the place of its bytes.
    private readonly List<long> _ids = [];
    private readonly List<byte> _texts = [];

    /// <summary>Whether all ids are integers, each greater than the one before; then none comes twice.</summary>
    public bool IsAscending { get; private set; } = true;

    public ReadOnlySpan<long> Codes => CollectionsMarshal.AsSpan(_ids);

    public void Expect(int count) => _ids.EnsureCapacity(count);

    public void Add(ReadOnlySpan<byte> text)
    {
        if (UserId.TryNumber(text, out var number))
        {
            Add(number);
            return;
        }

        IsAscending = false;
        if (_ids.Count > 0 && _ids[^1] < 0 && TextAt(~_ids[^1]).SequenceEqual(text))
            _ids.Add(_ids[^1]);
        else
            AddText(text);
    }

    public void Add(long number)
    {
        IsAscending &= _ids.Count == 0 || _ids[^1] < number;
        _ids.Add(number);
    }

    /// <summary>The codes of rows in another order; this list forgets its own.</summary>
    public long[] TakeCodes(int[] rows)
    {
        var codes = UserEvents.Gather(_ids, rows);
        _ids.Clear();
        _ids.Capacity = 0;
        return codes;
    }

    /// <summary>The id that a code stands for. Codes of equal integers are equal; equal texts may have several.</summary>
    public UserId IdOf(long code) => code >= 0 ? new UserId(code) : new UserId(Encoding.UTF8.GetString(TextAt(~code)));

    private void AddText(ReadOnlySpan<byte> text)
    {
        _ids.Add(~(long)_texts.Count);
        _texts.Add((byte)text.Length);
        _texts.Add((byte)(text.Length >> 8));
        _texts.Add((byte)(text.Length >> 16));
        _texts.AddRange(text);
    }

    private ReadOnlySpan<byte> TextAt(long place)
    {
        var bytes = CollectionsMarshal.AsSpan(_texts)[(int)place..];
        return bytes.Slice(3, bytes[0] | bytes[1] << 8 | bytes[2] << 16);
    }
}
