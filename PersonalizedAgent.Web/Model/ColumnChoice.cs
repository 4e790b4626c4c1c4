using System.Globalization;
using PersonalizedAgent.Core.Datasets;

namespace PersonalizedAgent.Web.Model;

/// <summary>Which columns the table of users shows, in what order and how wide.</summary>
internal static class ColumnChoice
{
    /// <summary>A column of texts with no more of them tells users apart at a glance.</summary>
    private const int FewCategories = 20;

    /// <summary>The columns in the order shown: who the user is, what is predicted, what kind of user, then the rest.</summary>
    public static IReadOnlyList<UserColumn> Ordered(UserTable users)
    {
        var kind = KindOf(users);
        return [.. users.Columns.OrderBy(column => column == UserColumn.UserId ? 0 : column.IsPredicted ? 1 : column == kind ? 2 : 3)];
    }

    /// <summary>The column that tells at a glance what kind of user it is, if there is one.</summary>
    public static UserColumn? KindOf(UserTable users) =>
        users.Columns.FirstOrDefault(column => column is { IsFurther: true, Kind: ColumnKind.Category } && users.CategoryCount(column) is >= 2 and <= FewCategories);

    /// <summary>The columns that are hidden until they are asked for: those in which nothing stands.</summary>
    public static HashSet<string> HiddenAtFirst(UserTable users) =>
        [.. users.Columns.Where(column => column != UserColumn.UserId && !users.HasValues(column)).Select(column => column.Name)];

    /// <summary>The table's style: the widths of its columns, which share what room there is.</summary>
    public static string Widths(IReadOnlyList<UserColumn> columns, UserTable users)
    {
        var widths = columns.Select(column => WidthOf(column, users)).ToArray();
        var template = string.Join(' ', widths.Select(width => string.Create(CultureInfo.InvariantCulture, $"minmax({width}px, {width}fr)")));
        return string.Create(CultureInfo.InvariantCulture, $"--columns: {template}; --table-width: {widths.Sum()}px");
    }

    /// <summary>Pixels for the heading with its buttons, or for what stands below it.</summary>
    private static int WidthOf(UserColumn column, UserTable users)
    {
        const double letter = 6.6;
        const int buttons = 36;
        var heading = buttons + (int)(Display.Column(column).Length * letter);
        var content = column.Kind switch
        {
            ColumnKind.Category when column.IsPredicted => 196,
            ColumnKind.Number when column.IsPredicted => 132,
            ColumnKind.Category => 26 + (int)(Math.Min(users.CategoryLength(column), 24) * letter),
            ColumnKind.Day => 108,
            ColumnKind.Id => users.HasIntegerIds ? 72 : 110,
            _ => 62,
        };
        return Math.Max(heading, content);
    }
}
