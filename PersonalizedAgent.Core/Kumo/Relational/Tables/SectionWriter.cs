using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Kumo.Context;
using PersonalizedAgent.Core.Kumo.Relational.Wire;

namespace PersonalizedAgent.Core.Kumo.Relational.Tables;

/// <summary>Writes instances, each with a copy of all rows that belong to it: what was known at its anchor and nothing later.</summary>
internal sealed class SectionWriter : IDisposable
{
    private readonly DatasetTables _tables;
    private readonly Dataset _dataset;
    private readonly int _fanOut;
    private readonly bool _withTarget;
    private readonly RowWriter _instances;
    private readonly RowWriter _users;
    private readonly RowWriter _orders;
    private readonly RowWriter _items;
    private readonly RowWriter _contacts;

    // By item: the instance that has it (from 1), and the running number of its row there.
    private readonly int[] _instanceOf;
    private readonly long[] _nodeOf;
    private readonly List<int> _taken = [];
    private long _orderCount;
    private long _itemCount;
    private long _contactCount;

    /// <param name="tables">The tables.</param>
    /// <param name="fanOut">The most recent rows of a table taken for a user.</param>
    /// <param name="withTarget">Whether the instances are labelled.</param>
    /// <param name="nodes">How many rows were written in front of these.</param>
    public SectionWriter(DatasetTables tables, int fanOut, bool withTarget, NodeCounts nodes)
    {
        (_tables, _dataset, _fanOut, _withTarget) = (tables, tables.Dataset, fanOut, withTarget);
        (_orderCount, _contactCount, _itemCount) = nodes;
        _instances = new RowWriter(tables.InstanceColumns(withTarget));
        _users = new RowWriter(tables.Users.Columns.Names);
        _orders = new RowWriter(tables.Orders?.Columns.Names ?? []);
        _items = new RowWriter(tables.Items?.Columns.Names ?? []);
        _contacts = new RowWriter(tables.Contacts?.Columns.Names ?? []);
        _instanceOf = new int[tables.Items is null ? 0 : _dataset.Items.Count];
        _nodeOf = new long[_instanceOf.Length];
    }

    /// <summary>How many rows of each table there are by now.</summary>
    public NodeCounts Nodes => new(_orderCount, _contactCount, _itemCount);

    /// <summary>How much was written, in bytes.</summary>
    public long Bytes => _instances.Bytes + _users.Bytes + _orders.Bytes + _items.Bytes + _contacts.Bytes;

    /// <summary>Writes an instance and all that belongs to it.</summary>
    /// <param name="number">What names it; not used twice.</param>
    /// <param name="instance">The instance.</param>
    public void Write(int number, in Instance instance)
    {
        var past = UserPast.Of(_dataset, instance.UserRow, instance.Anchor);
        _tables.Users.Write(_users, number, instance.UserRow, instance.Anchor);
        var (start, _) = _dataset.Orders.RangeOf(instance.UserRow).GetOffsetAndLength(_dataset.Orders.Count);
        var known = past.OrderTimes.Length;
        var from = start + Math.Max(0, known - _fanOut);
        WriteItems(number, instance, from, start + known);
        WriteInstance(number, instance);
        for (var place = from; place < start + known; place++)
            _tables.Orders!.Write(_orders, number, _orderCount++, instance.UserRow, place, NodeOfItem(number, place));
        if (_tables.Contacts is null)
            return;
        var (first, _) = _dataset.Contacts.RangeOf(instance.UserRow).GetOffsetAndLength(_dataset.Contacts.Count);
        var told = past.ContactTimes.Length;
        for (var place = first + Math.Max(0, told - _fanOut); place < first + told; place++)
            _tables.Contacts.Write(_contacts, number, _contactCount++, instance.UserRow, place);
    }

    /// <summary>The section. Nothing may be written after it.</summary>
    public Section ToSection()
    {
        var related = new OrderedDictionary<string, WireTable> { [UsersTable.Name] = _users.ToTable() };
        if (_tables.Orders is not null)
            related.Add(OrdersTable.Name, _orders.ToTable());
        if (_tables.Items is not null)
            related.Add(ItemsTable.Name, _items.ToTable());
        if (_tables.Contacts is not null)
            related.Add(ContactsTable.Name, _contacts.ToTable());
        return new Section(_instances.ToTable(), related);
    }

    public void Dispose()
    {
        foreach (var rows in (RowWriter[])[_instances, _users, _orders, _items, _contacts])
            rows.Dispose();
    }

    private void WriteInstance(int number, in Instance instance)
    {
        _instances.Begin().Integer(number);
        _tables.Users.WriteId(_instances, instance.UserRow);
        if (_tables.Names.Item is not null)
            _tables.Items!.WriteKey(_instances, _taken[0], 0);
        _instances.Moment(instance.Anchor);
        if (_withTarget && _tables.IsLinkPrediction)
            _instances.Texts(instance.Ordered!.Select(item => _dataset.Items.IdOf(item).ToString()));
        else if (_withTarget)
            _instances.Flag(instance.Label);
        _instances.End();
    }

    /// <summary>
    /// The items of an instance: those that its orders name. Where items are ranked, the candidates; to learn from, also those of the orders
    /// and those that came to be ordered. When asked, the candidates alone: what stands there is ranked.
    /// </summary>
    private void WriteItems(int number, in Instance instance, int from, int end)
    {
        if (_tables.Items is null)
            return;
        _taken.Clear();
        foreach (var item in instance.Candidates ?? [])
            Take(number, item);
        if (!(_tables.IsLinkPrediction && instance.IsAsked))
        {
            for (var place = from; place < end; place++)
                Take(number, _dataset.Orders.Items[place]);
            foreach (var item in instance.Ordered ?? [])
                Take(number, item);
        }
    }

    private void Take(int number, int item)
    {
        if (item < 0 || _instanceOf[item] == number + 1)
            return;
        _instanceOf[item] = number + 1;
        _nodeOf[item] = _itemCount++;
        _taken.Add(item);
        _tables.Items!.Write(_items, number, _nodeOf[item], item);
    }

    private long NodeOfItem(int number, int place) =>
        _tables.Items is not null && _dataset.Orders.Items[place] is >= 0 and var item && _instanceOf[item] == number + 1 ? _nodeOf[item] : -1;
}
