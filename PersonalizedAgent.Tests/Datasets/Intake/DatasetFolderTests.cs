using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Intake;
using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Datasets.Intake;

public sealed class DatasetFolderTests
{
    private const string Users = "user_id,age\n1,20\n";
    private const string Orders = "order_id,user_id,at,amount\n1,1,2025-08-01,5\n";

    /// <summary>Each file with the table it is taken for.</summary>
    private static (string, DatasetTable?)[] Inspect(params (string, string?)[] files)
    {
        using var folder = new TempDataset(files);
        return [.. DatasetFolder.Inspect(folder.Folder, new DatasetLimits()).Select(file => (file.FileName, file.Table))];
    }

    private static InspectedFile File(string name, string text)
    {
        using var folder = new TempDataset((name, text));
        return DatasetFolder.InspectFile(Path.Combine(folder.Folder, name), new DatasetLimits());
    }

    [Theory]
    [InlineData("a.csv", true)]
    [InlineData("A.CSV", true)]
    [InlineData("a.tsv", true)]
    [InlineData("a.txt", true)]
    [InlineData(".a.csv", false)]
    [InlineData("a.csv.gz", false)]
    [InlineData("a.xlsx", false)]
    [InlineData("csv", false)]
    public void IsDataFile_ByItsName(string name, bool expected) => Assert.Equal(expected, DatasetFolder.IsDataFile("folder/" + name));

    [Fact]
    public void Inspect_OwnNames_WinOverGuesses()
    {
        Assert.Equal([("a_users.csv", null), ("users.csv", DatasetTable.Users)], Inspect(("a_users.csv", Users), ("users.csv", Users)));
        Assert.Equal([("Users.CSV", DatasetTable.Users), ("customers.csv", null)], Inspect(("customers.csv", Users), ("Users.CSV", Users)));
        // Also where the columns say otherwise.
        Assert.Equal([("aa.csv", null), ("orders.csv", DatasetTable.Orders), ("users.csv", DatasetTable.Users)], Inspect(("aa.csv", Orders), ("orders.csv", Users), ("users.csv", Users)));
    }

    [Fact]
    public void Inspect_TwoCandidates_TheFirstByNameIsTaken() =>
        Assert.Equal([("clients.csv", DatasetTable.Users), ("customers.csv", null)], Inspect(("customers.csv", Users), ("clients.csv", Users)));

    [Fact]
    public void Inspect_NameTellsNothing_ColumnsDo() => Assert.Equal([("x.csv", DatasetTable.Orders), ("y.csv", DatasetTable.Users), ("z.csv", null)], Inspect(("x.csv", Orders), ("y.csv", Users), ("z.csv", "colour\nred\n")));

    [Fact]
    public void Inspect_EmptyFolderAndOtherFiles_FindsNothing()
    {
        Assert.Empty(Inspect());
        Assert.Empty(Inspect(("readme.md", Users), (".users.csv", Users), ("users.json", "{}")));
        Assert.Equal([("users.csv", null)], Inspect(("users.csv", "")));
    }

    [Fact]
    public void TryFind_UnusedFiles_AreListed()
    {
        using var folder = new TempDataset(("users.csv", Users), ("customers.csv", Users), ("notes.txt", "hello\n"), ("image.png", "x"));
        Directory.CreateDirectory(Path.Combine(folder.Folder, "more.csv"));

        Assert.Null(DatasetFolder.TryFind(folder.Folder, new DatasetLimits(), out var source));

        Assert.Equal(["customers.csv", "notes.txt"], source.UnusedFiles);
        Assert.Equal("users.csv", Assert.Single(source.Files).FileName);
        Assert.Equal((Path.GetFileName(folder.Folder), false), (source.Name, source.IsStrict));
        Assert.Equal(["customers.csv", "notes.txt"], folder.Read(Sample.Today).Report.UnusedFiles);
    }

    [Fact]
    public void TryFind_NoUsersFile_SaysSo()
    {
        using var empty = new TempDataset();
        using var orders = new TempDataset(("orders.csv", Orders));

        foreach (var folder in (TempDataset[])[empty, orders])
        {
            var reason = DatasetFolder.TryFind(folder.Folder, new DatasetLimits(), out _);
            Assert.Contains("there is no users' file in this folder. Add users.csv with a column user_id", reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void TryFind_File_IsAUsersFileAlone()
    {
        using var folder = new TempDataset(("people.csv", Users));

        Assert.Null(DatasetFolder.TryFind(Path.Combine(folder.Folder, "people.csv"), new DatasetLimits(), out var source));

        Assert.Equal(("people.csv", true), (source.Name, source.IsStrict));
    }

    [Fact]
    public void Read_RequiredColumnNotFound_SaysWhich()
    {
        using var folder = new TempDataset(("users.csv", "user_id\n1\n"), ("orders.csv", "colour\nred\n"));
        DatasetFolder.TryFind(folder.Folder, new DatasetLimits(), out var source);

        var failed = Assert.IsType<DatasetReadResult.Failed>(DatasetReader.Read(source, new DatasetLimits(), Sample.Today));

        Assert.EndsWith("orders.csv: no column for user_id, at; name a column so, or say on the page Data which column it is", failed.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-1)]
    public void Read_ColumnThatTheFileDoesNotHave_SaysSo(int column)
    {
        using var folder = new TempDataset(("users.csv", Users));
        DatasetFolder.TryFind(folder.Folder, new DatasetLimits(), out var source);
        var file = source.Files[0] with { Columns = new Dictionary<string, int> { ["user_id"] = 0, ["age"] = column } };

        var failed = Assert.IsType<DatasetReadResult.Failed>(DatasetReader.Read(source with { Files = [file] }, new DatasetLimits(), Sample.Today));

        Assert.EndsWith("the header has fewer columns than when the file was first looked at", failed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void InspectFile_Preview_HoldsHeaderAndFirstRows()
    {
        var file = File("users.csv", " user_id ;\"a;b\"\n" + string.Concat(Enumerable.Range(1, 300).Select(i => $"{i};x\n")));

        Assert.Equal(["user_id", "a;b"], file.Preview.Headers);
        Assert.Equal(50, file.Preview.Rows.Count);
        Assert.Equal(["50", "x"], file.Preview.Rows[49]);
        Assert.Empty(file.MissingFields);
    }

    [Fact]
    public void As_AnotherTable_MatchesColumnsAnew()
    {
        var file = File("users.csv", "customer_id,date,total\n1,13/08/2025,5\n");
        Assert.Equal((DatasetTable.Users, DateOrder.YearMonthDay), (file.Table, file.Dates));

        var orders = file.As(DatasetTable.Orders);
        Assert.Equal([("at", 1), ("amount", 2), ("user_id", 0)], orders.Columns.Select(column => (column.Key, column.Value)).OrderBy(column => column.Key == "at" ? 0 : column.Key == "amount" ? 1 : 2));
        Assert.Equal(DateOrder.DayMonthYear, orders.Dates);
        Assert.Empty(orders.MissingFields);
        Assert.Equal(["action", "responded"], file.As(DatasetTable.Contacts).MissingFields);

        var unused = orders.As(null);
        Assert.Equal((null, 0, 0), (unused.Table, unused.Columns.Count, unused.MissingFields.Count));
        Assert.Throws<InvalidOperationException>(unused.ToTableFile);
    }

    [Fact]
    public void With_AColumnWithoutDates_KeepsWhatWasSaidOfTheDates()
    {
        using var files = new TempDataset(("orders.csv", "user_id,at,other,qty\n1,1/2/2025,3/4/2025,2\n"));
        var file = DatasetFolder.InspectFile(Path.Combine(files.Folder, "orders.csv"), new DatasetLimits()) with { Dates = DateOrder.DayMonthYear };

        Assert.Equal(DateOrder.DayMonthYear, file.With("quantity", 3).Dates);
        Assert.Equal(DateOrder.MonthDayYear, file.With("at", 2).Dates);
    }

    [Fact]
    public void With_AnotherColumn_ServesNoOtherField()
    {
        var file = File("orders.csv", "user_id,at,amount,paid_on\n1,2025-08-01,5,13.08.2025\n");

        var changed = file.With("at", 3);
        Assert.Equal((3, DateOrder.DayMonthYear), (changed.Columns["at"], changed.Dates));
        Assert.Equal((1, DateOrder.YearMonthDay), (file.Columns["at"], file.Dates));

        changed = file.With("quantity", 2);
        Assert.Equal(2, changed.Columns["quantity"]);
        Assert.False(changed.Columns.ContainsKey("amount"));

        changed = file.With("user_id", null);
        Assert.Equal(["user_id"], changed.MissingFields);
        Assert.Equal(["amount", "at"], changed.Columns.Keys.Order());
        Assert.Equal(["amount", "at", "user_id"], file.With("quantity", null).Columns.Keys.Order());
    }

    [Theory]
    [InlineData("2025-08-01", DateOrder.YearMonthDay)]
    [InlineData("13/08/2025", DateOrder.DayMonthYear)]
    [InlineData("08/13/2025", DateOrder.MonthDayYear)]
    [InlineData("01.02.2025", DateOrder.DayMonthYear)]
    [InlineData("01/02/2025", DateOrder.MonthDayYear)]
    [InlineData("soon", DateOrder.YearMonthDay)]
    public void Dates_AreGuessedFromTheFirstRows(string date, DateOrder expected)
    {
        Assert.Equal(expected, File("orders.csv", $"user_id,at\n1,{date}\n").Dates);
        Assert.Equal(expected, File("users.csv", $"user_id,last_active\n1,{date}\n").Dates);
    }
}
