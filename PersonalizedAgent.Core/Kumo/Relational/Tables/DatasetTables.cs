using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Kumo.Relational.Wire;

namespace PersonalizedAgent.Core.Kumo.Relational.Tables;

/// <summary>The tables of a dataset as they are sent for one task: which there are, their schema and how their rows name each other.</summary>
internal sealed class DatasetTables
{
    public DatasetTables(Dataset dataset, RelationalShape shape, bool isLinkPrediction, int mostCategories)
    {
        Dataset = dataset;
        IsLinkPrediction = isLinkPrediction;
        Style = shape.KeyStyle;
        Names = InstanceNames.Of(shape.KeyStyle, isLinkPrediction);
        Users = new UsersTable(dataset.Users, mostCategories);
        // Items are two hops from a user; where they are ranked there must be some.
        if (dataset.Orders.HasItems && dataset.Items.Count > 0 && (shape.Hops >= 2 || isLinkPrediction))
            Items = new ItemsTable(dataset.Items, shape.KeyStyle, areEntities: isLinkPrediction, mostCategories);
        if (dataset.Orders.Count > 0)
            Orders = new OrdersTable(dataset.Orders, Users, Items, shape.KeyStyle);
        if (dataset.Contacts.Count > 0)
            Contacts = new ContactsTable(dataset.Contacts, Users, shape.KeyStyle);
    }

    public Dataset Dataset { get; }

    public bool IsLinkPrediction { get; }

    public InstanceNames Names { get; }

    public UsersTable Users { get; }

    public OrdersTable? Orders { get; }

    public ItemsTable? Items { get; }

    public ContactsTable? Contacts { get; }

    private RelationalKeyStyle Style { get; }

    /// <summary>The related tables there are, with their columns.</summary>
    public IEnumerable<(string Name, TableColumns Columns)> Related()
    {
        yield return (UsersTable.Name, Users.Columns);
        if (Orders is not null)
            yield return (OrdersTable.Name, Orders.Columns);
        if (Items is not null)
            yield return (ItemsTable.Name, Items.Columns);
        if (Contacts is not null)
            yield return (ContactsTable.Name, Contacts.Columns);
    }

    /// <summary>The columns of the instances' table.</summary>
    public IReadOnlyList<string> InstanceColumns(bool withTarget) =>
        [InstanceNames.InstanceId, Names.Entity, .. Names.Item is { } item ? [item] : (string[])[], Names.Anchor, .. withTarget ? [Names.Target] : (string[])[]];

    /// <summary>The schema.</summary>
    public SchemaSpec Schema()
    {
        var columns = new OrderedDictionary<string, ColumnSpec>
        {
            [InstanceNames.InstanceId] = ColumnSpec.Key(Dtypes.Int64),
            [Names.Entity] = ColumnSpec.Reference(Users.IdDtype),
        };
        if (Names.Item is { } item && Items is not null)
            columns[item] = ColumnSpec.Reference(Items.KeyDtype);
        columns[Names.Anchor] = ColumnSpec.Time with { Nullable = false };
        columns[Names.Target] = IsLinkPrediction ? new ColumnSpec(Dtypes.StringList, Stypes.MultiCategorical) : new ColumnSpec(Dtypes.Bool, Stypes.Categorical);
        var related = new OrderedDictionary<string, TableSchema>();
        foreach (var (name, table) in Related())
            related.Add(name, table.Schema);
        return new SchemaSpec(new TableSchema(columns, new KeyColumns(InstanceNames.InstanceId)), related, [.. Relationships()]);
    }

    private IEnumerable<RelationshipSpec> Relationships()
    {
        yield return Relation(null, Names.Entity, UsersTable.Name, Users.Columns);
        if (Names.Item is { } item && Items is not null)
            yield return Relation(null, item, ItemsTable.Name, Items.Columns);
        if (Orders is not null)
            yield return Relation(OrdersTable.Name, "user_id", UsersTable.Name, Users.Columns);
        if (Orders is not null && Items is not null)
            yield return Relation(OrdersTable.Name, "item_id", ItemsTable.Name, Items.Columns);
        if (Contacts is not null)
            yield return Relation(ContactsTable.Name, "user_id", UsersTable.Name, Users.Columns);
    }

    private RelationshipSpec Relation(string? source, string column, string target, TableColumns of) => new()
    {
        SourceTable = source,
        SourceColumns = Keys(column),
        TargetTable = target,
        TargetColumns = Keys(of.Key),
    };

    private string[] Keys(string column) => Style == RelationalKeyStyle.Composite ? [InstanceNames.InstanceId, column] : [column];
}
