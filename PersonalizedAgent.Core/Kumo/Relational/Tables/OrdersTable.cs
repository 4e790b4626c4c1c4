using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Kumo.Relational.Wire;

namespace PersonalizedAgent.Core.Kumo.Relational.Tables;

/// <summary>The orders as they are sent, a row a line.</summary>
internal sealed class OrdersTable
{
    public const string Name = "orders";

    private readonly OrderTable _orders;
    private readonly UsersTable _users;
    private readonly ItemsTable? _items;
    private readonly bool _hasNodes;

    /// <param name="orders">The orders.</param>
    /// <param name="users">The users.</param>
    /// <param name="items">The items; <see langword="null"/> where orders are sent without.</param>
    /// <param name="style">How rows name each other.</param>
    public OrdersTable(OrderTable orders, UsersTable users, ItemsTable? items, RelationalKeyStyle style)
    {
        _orders = orders;
        _users = users;
        _items = items;
        _hasNodes = style == RelationalKeyStyle.SingleColumn;
        // Lines may share an order's id; then each is named by its place. Ids that no two share are integers (OrderTable.HasUniqueIds).
        Columns = new TableColumns(_hasNodes ? InstanceNames.NodeId : orders.HasUniqueIds ? "order_id" : "line_id", Dtypes.Int64);
        if (!_hasNodes)
            AddReferences();
        if (orders.HasQuantities)
            Columns.Add("quantity", ColumnSpec.Number);
        if (orders.HasAmounts)
            Columns.Add("amount", ColumnSpec.Number);
        Columns.Add("at", ColumnSpec.Time);
        if (_hasNodes)
            AddReferences();
    }

    public TableColumns Columns { get; }

    /// <summary>Writes a line.</summary>
    /// <param name="rows">The rows so far.</param>
    /// <param name="instance">The instance it belongs to.</param>
    /// <param name="node">The row's running number, used in style B.</param>
    /// <param name="userRow">Whose it is.</param>
    /// <param name="place">Where it stands among the orders.</param>
    /// <param name="itemNode">The running number of the item's row; -1 where the instance has none.</param>
    public void Write(RowWriter rows, long instance, long node, int userRow, int place, long itemNode)
    {
        rows.Begin().Integer(instance);
        if (_hasNodes)
            rows.Integer(node);
        else
            rows.Integer(_orders.HasUniqueIds ? _orders.IdAt(place).Number : place);
        if (!_hasNodes)
            WriteReferences(rows, userRow, place, itemNode);
        if (_orders.HasQuantities)
            rows.Number(_orders.Quantities[place]);
        if (_orders.HasAmounts)
            rows.Number(_orders.Amounts[place]);
        rows.Moment(_orders.Times[place]);
        if (_hasNodes)
            WriteReferences(rows, userRow, place, itemNode);
        rows.End();
    }

    private void AddReferences()
    {
        Columns.Add("user_id", ColumnSpec.Reference(_users.IdDtype));
        if (_items is not null)
            Columns.Add("item_id", ColumnSpec.Reference(_items.KeyDtype));
    }

    private void WriteReferences(RowWriter rows, int userRow, int place, long itemNode)
    {
        _users.WriteId(rows, userRow);
        if (_items is null)
            return;
        if (itemNode < 0)
            rows.Null();
        else
            _items.WriteKey(rows, _orders.Items[place], itemNode);
    }
}
