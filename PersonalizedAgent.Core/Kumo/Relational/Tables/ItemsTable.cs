using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Kumo.Relational.Wire;

namespace PersonalizedAgent.Core.Kumo.Relational.Tables;

/// <summary>The items as they are sent, without their names: a shop of more than 10,000 would be refused, and a name says little of its own.</summary>
internal sealed class ItemsTable
{
    public const string Name = "items";

    private readonly ItemTable _items;
    private readonly bool _hasNodes;
    private readonly bool _hasCategories;
    private readonly bool _hasPrices;

    /// <param name="items">The items.</param>
    /// <param name="style">How rows name each other.</param>
    /// <param name="areEntities">Whether items are what is predicted; then they keep their ids in either style.</param>
    /// <param name="mostCategories">How many distinct categories may be sent.</param>
    public ItemsTable(ItemTable items, RelationalKeyStyle style, bool areEntities, int mostCategories)
    {
        _items = items;
        _hasNodes = style == RelationalKeyStyle.SingleColumn && !areEntities;
        _hasCategories = items.CategoryNames.Count > 0 && items.CategoryNames.Count <= mostCategories;
        _hasPrices = items.HasPrices;
        KeyDtype = _hasNodes || items.HasIntegerIds ? Dtypes.Int64 : Dtypes.String;
        Columns = new TableColumns(_hasNodes ? InstanceNames.NodeId : "item_id", KeyDtype);
        if (_hasCategories)
            Columns.Add("category", ColumnSpec.Category);
        if (_hasPrices)
            Columns.Add("price", ColumnSpec.Number);
    }

    public string KeyDtype { get; }

    public TableColumns Columns { get; }

    /// <summary>Writes an item.</summary>
    public void Write(RowWriter rows, long instance, long node, int item)
    {
        rows.Begin().Integer(instance);
        WriteKey(rows, item, node);
        if (_hasCategories)
            rows.Text(_items.CategoryOf(item));
        if (_hasPrices)
            rows.Number(_items.PriceOf(item));
        rows.End();
    }

    /// <summary>Writes what names an item's row.</summary>
    public void WriteKey(RowWriter rows, int item, long node)
    {
        if (_hasNodes)
            rows.Integer(node);
        else
            rows.Id(_items.IdOf(item), _items.HasIntegerIds);
    }
}
