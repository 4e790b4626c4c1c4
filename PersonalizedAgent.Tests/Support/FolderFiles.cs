using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Reading;

namespace PersonalizedAgent.Tests.Support;

/// <summary>Reads folders of files given as text, on <see cref="Sample.Today"/>.</summary>
internal static class FolderFiles
{
    public const string Users = "user_id\n1\n2\n3\n";

    public static Dataset Read(params (string Name, string? Text)[] files)
    {
        using var folder = new TempDataset(files);
        return folder.Read(Sample.Today);
    }

    /// <summary>Users 1, 2 and 3 and their orders.</summary>
    public static Dataset ReadOrders(string orders, string? items = null) => Read(("users.csv", Users), ("items.csv", items), ("orders.csv", orders));

    /// <summary>Users 1, 2 and 3 and their contacts.</summary>
    public static Dataset ReadContacts(string contacts) => Read(("users.csv", Users), ("contacts.csv", contacts));

    /// <summary>What was found in the file of a table.</summary>
    public static string[] Issues(this Dataset dataset, DatasetTable table) => [.. dataset.Report.Of(table)!.Issues.Select(issue => issue.ToString())];

    /// <summary>Rows of a table's file, kept rows and rows left out.</summary>
    public static (int Rows, int LeftOut) Counts(this Dataset dataset, DatasetTable table) => (dataset.Report.Of(table)!.RowCount, dataset.Report.Of(table)!.LeftOutCount);
}
