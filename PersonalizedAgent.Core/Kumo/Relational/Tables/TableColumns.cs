using PersonalizedAgent.Core.Kumo.Relational.Wire;

namespace PersonalizedAgent.Core.Kumo.Relational.Tables;

/// <summary>The columns of a related table, in the order of its cells; the first two name a row.</summary>
internal sealed class TableColumns
{
    private readonly OrderedDictionary<string, ColumnSpec> _columns = new(StringComparer.Ordinal);

    /// <param name="key">The column that names a row of an instance.</param>
    /// <param name="keyDtype">Its type.</param>
    public TableColumns(string key, string keyDtype)
    {
        Key = key;
        _columns.Add(InstanceNames.InstanceId, ColumnSpec.Key(Dtypes.Int64));
        _columns.Add(key, ColumnSpec.Key(keyDtype));
    }

    /// <summary>The column that names a row of an instance.</summary>
    public string Key { get; }

    public IReadOnlyList<string> Names => [.. _columns.Keys];

    public TableSchema Schema => new(_columns, new KeyColumns(InstanceNames.InstanceId, Key));

    /// <summary>Adds a column; one whose name is taken gets a number behind it.</summary>
    public void Add(string name, ColumnSpec spec)
    {
        var free = name;
        for (var i = 1; !_columns.TryAdd(free, spec); i++)
            free = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name}_{i}");
    }
}
