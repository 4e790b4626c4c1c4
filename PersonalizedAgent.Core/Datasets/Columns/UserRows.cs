using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Datasets.Columns;

/// <summary>The rows of users whom other rows name by their ids. Looked up many at a time: each look waits for memory, but many wait together.</summary>
internal sealed class UserRows(IdIndex users)
{
    /// <summary>Stands for a user who is not there.</summary>
    public const int Unknown = -1;

    private const int AtOnce = 1024;

    // An integer id as it is; of a text, which is looked up at once, the complement of its row, shifted by one for the unknown.
    private readonly long[] _pending = new long[AtOnce];
    private readonly List<int> _rows = [];
    private int _count;

    /// <summary>Whether any user was not there; known when all were looked up.</summary>
    public bool HasUnknown { get; private set; }

    /// <summary>Makes room for so many in all.</summary>
    public void Expect(int count) => _rows.EnsureCapacity(count);

    /// <summary>Adds the user of the next row.</summary>
    /// <param name="id">UTF-8, not empty.</param>
    public void Add(ReadOnlySpan<byte> id)
    {
        _pending[_count++] = UserId.TryNumber(id, out var number) ? number : ~(users.RowOf(id) + 1L);
        if (_count == AtOnce)
            LookUp();
    }

    /// <summary>The rows of all users added, <see cref="Unknown"/> for those who are not there.</summary>
    public List<int> ToRows()
    {
        LookUp();
        return _rows;
    }

    private void LookUp()
    {
        for (var i = 0; i < _count; i++)
        {
            var row = _pending[i] >= 0 ? users.RowOf(_pending[i]) : (int)(~_pending[i] - 1);
            HasUnknown |= row == Unknown;
            _rows.Add(row);
        }

        _count = 0;
    }
}
