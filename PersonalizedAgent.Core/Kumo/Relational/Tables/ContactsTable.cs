using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Kumo.Relational.Wire;

namespace PersonalizedAgent.Core.Kumo.Relational.Tables;

/// <summary>The contacts as they are sent.</summary>
internal sealed class ContactsTable
{
    public const string Name = "contacts";

    private readonly ContactTable _contacts;
    private readonly UsersTable _users;
    private readonly bool _hasNodes;

    public ContactsTable(ContactTable contacts, UsersTable users, RelationalKeyStyle style)
    {
        _contacts = contacts;
        _users = users;
        _hasNodes = style == RelationalKeyStyle.SingleColumn;
        Columns = _hasNodes
            ? new TableColumns(InstanceNames.NodeId, Dtypes.Int64)
            : new TableColumns("contact_id", contacts.HasIntegerIds ? Dtypes.Int64 : Dtypes.String);
        if (!_hasNodes)
            Columns.Add("user_id", ColumnSpec.Reference(users.IdDtype));
        Columns.Add("action", ColumnSpec.Category);
        Columns.Add("at", ColumnSpec.Time);
        Columns.Add("responded", new ColumnSpec(Dtypes.Bool, Stypes.Categorical));
        if (_hasNodes)
            Columns.Add("user_id", ColumnSpec.Reference(users.IdDtype));
    }

    public TableColumns Columns { get; }

    /// <summary>Writes a contact.</summary>
    /// <param name="rows">The rows so far.</param>
    /// <param name="instance">The instance it belongs to.</param>
    /// <param name="node">The row's running number, used in style B.</param>
    /// <param name="userRow">Whom it was made with.</param>
    /// <param name="place">Where it stands among the contacts.</param>
    public void Write(RowWriter rows, long instance, long node, int userRow, int place)
    {
        rows.Begin().Integer(instance);
        if (_hasNodes)
        {
            rows.Integer(node);
        }
        else
        {
            rows.Id(_contacts.IdAt(place), _contacts.HasIntegerIds);
            _users.WriteId(rows, userRow);
        }

        rows.Text(((AgentAction)_contacts.ActionCodes[place]).WireName()).Moment(_contacts.Times[place]).Flag(_contacts.Responses[place]);
        if (_hasNodes)
            _users.WriteId(rows, userRow);
        rows.End();
    }
}
