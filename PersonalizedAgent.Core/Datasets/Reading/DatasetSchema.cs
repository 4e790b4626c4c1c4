namespace PersonalizedAgent.Core.Datasets.Reading;

/// <summary>Which files and fields a dataset may have.</summary>
public static class DatasetSchema
{
    private static readonly TableField[][] Fields =
    [
        [
            new(DatasetTable.Users, "user_id", FieldKind.Id, IsRequired: true),
            new(DatasetTable.Users, "age", FieldKind.WholeNumber, IsRequired: false),
            new(DatasetTable.Users, "gender", FieldKind.Text, IsRequired: false),
            new(DatasetTable.Users, "last_active", FieldKind.Day, IsRequired: false),
            new(DatasetTable.Users, "interactions", FieldKind.WholeNumber, IsRequired: false),
            new(DatasetTable.Users, "purchases", FieldKind.WholeNumber, IsRequired: false),
        ],
        [
            new(DatasetTable.Items, "item_id", FieldKind.Id, IsRequired: true),
            new(DatasetTable.Items, "name", FieldKind.Text, IsRequired: false),
            new(DatasetTable.Items, "category", FieldKind.Text, IsRequired: false),
            new(DatasetTable.Items, "price", FieldKind.Number, IsRequired: false),
        ],
        [
            new(DatasetTable.Orders, "order_id", FieldKind.Id, IsRequired: false),
            new(DatasetTable.Orders, "user_id", FieldKind.Id, IsRequired: true),
            new(DatasetTable.Orders, "item_id", FieldKind.Id, IsRequired: false),
            new(DatasetTable.Orders, "at", FieldKind.Moment, IsRequired: true),
            new(DatasetTable.Orders, "quantity", FieldKind.Number, IsRequired: false),
            new(DatasetTable.Orders, "amount", FieldKind.Number, IsRequired: false),
        ],
        [
            new(DatasetTable.Contacts, "contact_id", FieldKind.Id, IsRequired: false),
            new(DatasetTable.Contacts, "user_id", FieldKind.Id, IsRequired: true),
            new(DatasetTable.Contacts, "action", FieldKind.Action, IsRequired: true),
            new(DatasetTable.Contacts, "at", FieldKind.Moment, IsRequired: true),
            new(DatasetTable.Contacts, "propensity", FieldKind.Number, IsRequired: false),
            new(DatasetTable.Contacts, "responded", FieldKind.Flag, IsRequired: true),
        ],
    ];

    /// <summary>All tables, users first.</summary>
    public static IReadOnlyList<DatasetTable> Tables { get; } = Array.AsReadOnly(Enum.GetValues<DatasetTable>());

    /// <summary>The fields of a table, in the order in which a file best has them.</summary>
    /// <param name="table">The table.</param>
    public static IReadOnlyList<TableField> FieldsOf(DatasetTable table) => Array.AsReadOnly(Fields[(int)table]);

    /// <summary>The name that a table's file has when it is not named otherwise, such as <c>users.csv</c>.</summary>
    /// <param name="table">The table.</param>
    public static string FileName(DatasetTable table) => table switch
    {
        DatasetTable.Users => "users.csv",
        DatasetTable.Items => "items.csv",
        DatasetTable.Orders => "orders.csv",
        DatasetTable.Contacts => "contacts.csv",
        _ => throw new ArgumentOutOfRangeException(nameof(table)),
    };
}
