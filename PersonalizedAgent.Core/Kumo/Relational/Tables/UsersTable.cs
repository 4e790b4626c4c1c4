using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Columns;
using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Core.Kumo.Relational.Wire;

namespace PersonalizedAgent.Core.Kumo.Relational.Tables;

/// <summary>
/// The users as they are sent: age, gender and the further columns of the file. What counts what happened (<c>last_active</c>, <c>interactions</c>,
/// <c>purchases</c>) is as of today and would tell the future at earlier anchors; it stays here, and so does what was predicted. So do texts that
/// nearly every user has of their own: they name people and describe nobody.
/// </summary>
internal sealed class UsersTable
{
    public const string Name = "users";

    // A column of a few texts is kept whatever they are; one of more must have texts that many users share.
    private const int AlwaysKept = 100;
    private const int UsersToAText = 2;

    private readonly UserTable _users;
    private readonly List<Action<RowWriter, int, int>> _cells = [];

    public UsersTable(UserTable users, int mostCategories)
    {
        _users = users;
        IdDtype = users.HasIntegerIds ? Dtypes.Int64 : Dtypes.String;
        Columns = new TableColumns("user_id", IdDtype);
        foreach (var column in users.Columns)
        {
            if ((column == UserColumn.Age || column == UserColumn.Gender || column.IsFurther) && !column.IsPredicted)
                Add(column.Name, users.DataOf(column), mostCategories);
        }
    }

    public string IdDtype { get; }

    public TableColumns Columns { get; }

    /// <summary>Writes a user as known at an anchor.</summary>
    public void Write(RowWriter rows, long instance, int userRow, int anchor)
    {
        rows.Begin().Integer(instance);
        WriteId(rows, userRow);
        foreach (var cell in _cells)
            cell(rows, userRow, anchor);
        rows.End();
    }

    /// <summary>Writes what names a user.</summary>
    public void WriteId(RowWriter rows, int userRow) => rows.Id(_users.IdOf(userRow), _users.HasIntegerIds);

    private void Add(string name, ColumnData data, int mostCategories)
    {
        if (!data.HasValues)
            return;
        switch (data)
        {
            case CategoryData texts when texts.Names.Count <= mostCategories && Describes(texts):
                Columns.Add(name, ColumnSpec.Category);
                _cells.Add((rows, row, _) => rows.Text(texts.TextAt(row)));
                break;
            case CategoryData:
                break;
            case DayData days:
                Columns.Add(name, ColumnSpec.Time);
                _cells.Add((rows, row, anchor) => WriteDay(rows, days.Span[row], anchor));
                break;
            case IntegerData whole:
                Columns.Add(name, ColumnSpec.Number);
                _cells.Add((rows, row, _) => rows.Number(whole.Span[row] == IntegerData.NoValue ? double.NaN : whole.Span[row]));
                break;
            case NumberData numbers:
                Columns.Add(name, ColumnSpec.Number);
                _cells.Add((rows, row, _) => rows.Number(numbers.Span[row]));
                break;
        }
    }

    private bool Describes(CategoryData texts) => texts.Names.Count <= AlwaysKept || texts.Names.Count * UsersToAText <= _users.Count;

    /// <summary>A day that starts after the anchor is not known yet.</summary>
    private static void WriteDay(RowWriter rows, int day, int anchor)
    {
        // Compared as days: a file may say days that lie beyond the moments.
        if (day == IntegerData.NoValue || day > Moments.ToDay(anchor).DayNumber)
            rows.Null();
        else
            rows.Time(DateOnly.FromDayNumber(day).ToDateTime(TimeOnly.MinValue));
    }
}
