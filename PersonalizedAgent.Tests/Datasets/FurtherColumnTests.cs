using System.Globalization;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Core.Users;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Datasets;

/// <summary>Columns of a users' file beyond the six fields.</summary>
public sealed class FurtherColumnTests
{
    /// <summary>Users 1, 2, 3 … with these cells in a further column.</summary>
    private static Dataset WithCells(params string[] cells) =>
        FolderFiles.Read(("users.csv", "user_id,extra\n" + string.Concat(cells.Select((cell, i) => $"{i + 1},{cell}\n"))));

    private static UserColumn Extra(Dataset dataset) => dataset.Users.Columns[^1];

    private static object?[] Values(Dataset dataset) => [.. Enumerable.Range(0, dataset.Users.Count).Select(row => dataset.Users.ValueOf(row, Extra(dataset)))];

    private static long[] Ids(Dataset dataset, UserQuery query) => [.. dataset.Users.Query(query, Sample.Today).Window(0, int.MaxValue).Select(row => row.User.UserId.Number)];

    [Fact]
    public void Read_Numbers_AreNumbers()
    {
        var dataset = WithCells("", "1.50", "-3", "NA", "1e3", "0", "0.5", "\"1,234\"");

        Assert.Equal(new UserColumn("extra", ColumnKind.Number, IsFurther: true), Extra(dataset));
        Assert.Equal([null, 1.5, -3.0, null, 1000.0, 0.0, 0.5, 1234.0], Values(dataset));
        Assert.Empty(dataset.Users.CategoriesOf(Extra(dataset)));
    }

    [Fact]
    public void Read_Days_AreDays()
    {
        var dataset = WithCells("null", "2025-08-10", "2025-08-11T10:00:00", "", "12.08.2025");

        Assert.Equal(ColumnKind.Day, Extra(dataset).Kind);
        Assert.Equal([null, new DateOnly(2025, 8, 10), new DateOnly(2025, 8, 11), null, new DateOnly(2025, 8, 12)], Values(dataset));
    }

    [Fact]
    public void Read_Texts_AreCategories()
    {
        var dataset = WithCells("b", "B", "", "žena", "none", "b");

        Assert.Equal(ColumnKind.Category, Extra(dataset).Kind);
        Assert.Equal(["b", "B", null, "žena", null, "b"], Values(dataset));
        Assert.Equal(["B", "b", "žena"], dataset.Users.CategoriesOf(Extra(dataset)));
        Assert.Equal((3, 4), (dataset.Users.CategoryCount(Extra(dataset)), dataset.Users.CategoryLength(Extra(dataset))));
        Assert.Equal((0, 0), (dataset.Users.CategoryCount(UserColumn.Age), dataset.Users.CategoryLength(UserColumn.Age)));
    }

    [Theory]
    [InlineData("10115,01234,1.50")]
    [InlineData("01234,10115,1.50")]
    [InlineData("1.50,2025-08-10,x")]
    [InlineData("2025-08-10,1.50,x")]
    [InlineData("2025-08-10,2025-02-30,2025-08-11")]
    [InlineData("1.50,1e999,+2")]
    [InlineData("00,1,2")]
    public void Read_Mixed_AreTextsInTheirOwnSpelling(string cells)
    {
        var dataset = WithCells([.. cells.Split(','), "NA"]);

        Assert.Equal(ColumnKind.Category, Extra(dataset).Kind);
        Assert.Equal([.. cells.Split(','), null], Values(dataset));
        Assert.Equal((4, 0), dataset.Counts(DatasetTable.Users));
        Assert.Single(dataset.Report.Files);
    }

    [Fact]
    public void Read_MixedColumnBesideOthers_ReadsThemAllOnceMoreAndReportsNothingTwice()
    {
        var dataset = FolderFiles.Read(("users.csv", "user_id,a,b,c,age\n1,1,1,2025-08-01,old\n2,x,2,1,20\n1,2,3,y,20\n"));

        Assert.Equal([ColumnKind.Category, ColumnKind.Number, ColumnKind.Category], dataset.Users.Columns.Skip(7).Select(column => column.Kind));
        Assert.Equal(["line 2, age: must be a whole number", "line 4, user_id: came before: the first row counts"], dataset.Issues(DatasetTable.Users));
        Assert.Equal(2, dataset.Users.Count);
    }

    [Fact]
    public void Read_OddCellInARowLeftOut_DoesNotMakeTheColumnMixed() =>
        Assert.Equal(ColumnKind.Number, Extra(FolderFiles.Read(("users.csv", "user_id,extra\n1,5\n1,x\n"))).Kind);

    [Theory]
    [InlineData("")]
    [InlineData("NA")]
    [InlineData("n/a")]
    [InlineData("#N/A")]
    [InlineData("NaN")]
    [InlineData("NULL")]
    [InlineData("None")]
    [InlineData("nil")]
    [InlineData("\\N")]
    [InlineData("-")]
    [InlineData("?")]
    [InlineData("  ")]
    public void Read_MissingInAnyForm_IsNoValue(string missing)
    {
        Assert.Equal([null, null], Values(WithCells(missing, missing)));
        Assert.Equal([null, 5.0, null], Values(WithCells(missing, "5", missing)));
        Assert.False(WithCells(missing).Users.HasValues(Extra(WithCells(missing))));
        Assert.Equal(ColumnKind.Category, Extra(WithCells(missing)).Kind);
    }

    [Fact]
    public void Read_EqualAndClashingNames_BecomeDistinct()
    {
        var dataset = FolderFiles.Read(("users.csv", "user_id,extra, extra ,extra 2,Extra,,days_since_active,age,age,extra\n1,a,b,c,d,e,f,20,21,g\n"));

        Assert.Equal(["extra", "extra 2", "extra 2 2", "Extra", "days_since_active 2", "age 2", "extra 3"], dataset.Users.Columns.Skip(7).Select(column => column.Name));
        Assert.Equal(["a", "b", "c", "d", "f", 21.0, "g"], dataset.Users.Columns.Skip(7).Select(column => dataset.Users.ValueOf(0, column)));
        Assert.Equal(20, dataset.Users[0].Age);
    }

    [Fact]
    public void Read_UsersFileAlone_KeepsFurtherColumnsToo()
    {
        var dataset = Assert.IsType<DatasetReadResult.Read>(Sample.Read(Sample.Header + ",zip\n1,25,M,2025-08-10,15,2,01234\n2,30,F,2025-08-12,8,1,10115\n")).Dataset;

        Assert.Equal(["01234", "10115"], Values(dataset));
    }

    [Fact]
    public void Read_BytesThatAreNoUtf8_AreReported()
    {
        using var folder = new TempDataset();
        File.WriteAllBytes(Path.Combine(folder.Folder, "users.csv"), [.. "user_id,extra\n1,"u8, 0xE9, .. "\n"u8]);

        var dataset = folder.Read(Sample.Today);

        Assert.Equal(["line 2, extra: must be UTF-8 text; save the file with the encoding UTF-8"], dataset.Issues(DatasetTable.Users));
        Assert.Equal(["\uFFFD"], Values(dataset));
    }

    [Fact]
    public void Query_SortsNumbersDaysAndTexts_MissingLastEqualsAsInTheFile()
    {
        string[][] columns = [["5", "", "-1", "5", "NA", "1e3", "5"], ["2025-08-05", "", "2025-08-01", "2025-08-05", "NA", "2025-09-01", "2025-08-05"], ["b", "", "a", "b", "NA", "c", "b"]];
        foreach (var cells in columns)
        {
            var dataset = WithCells(cells);
            Assert.Equal([3, 1, 4, 7, 6, 2, 5], Ids(dataset, new UserQuery { SortBy = Extra(dataset) }));
            Assert.Equal([6, 1, 4, 7, 3, 2, 5], Ids(dataset, new UserQuery { SortBy = Extra(dataset), Descending = true }));
        }
    }

    [Fact]
    public void Query_RangesOfNumbersIncludeTheirEnds()
    {
        var dataset = WithCells("1.5", "", "2.5", "-3");

        Assert.Equal([1, 3], Ids(dataset, new UserQuery().WithRange(Extra(dataset), 1.5m, 2.5m)));
        Assert.Equal([3], Ids(dataset, new UserQuery().WithRange(Extra(dataset), 1.51m, null)));
        Assert.Equal([4], Ids(dataset, new UserQuery().WithRange(Extra(dataset), null, 1.49m)));
        Assert.Empty(Ids(dataset, new UserQuery().WithRange(Extra(dataset), 2.5m, 1.5m)));
    }

    [Fact]
    public void Query_RangesOfDaysIncludeTheirEnds()
    {
        var dataset = WithCells("2025-08-01", "", "2025-08-03");
        var first = new DateOnly(2025, 8, 1).DayNumber;

        Assert.Equal([1], Ids(dataset, new UserQuery().WithRange(Extra(dataset), first, first + 1)));
        Assert.Equal([3], Ids(dataset, new UserQuery().WithRange(Extra(dataset), first + 1, first + 2)));
        Assert.Empty(Ids(dataset, new UserQuery().WithRange(Extra(dataset), first + 3, null)));
    }

    [Fact]
    public void Query_Categories_AreComparedExactly()
    {
        var dataset = WithCells("b", "B", "", "b");

        Assert.Equal([1, 4], Ids(dataset, new UserQuery().WithCategory(Extra(dataset), "b")));
        Assert.Empty(Ids(dataset, new UserQuery().WithCategory(Extra(dataset), "c")));
        Assert.Equal([4], Ids(dataset, new UserQuery { IdPrefix = "4" }.WithCategory(Extra(dataset), "b")));
    }

    [Fact]
    public void Query_AnyNumbers_AgreesWithAPlainSearch()
    {
        var random = new Random(21);
        for (var round = 0; round < 60; round++)
        {
            var values = Enumerable.Range(0, random.Next(1, 40)).Select(_ => random.Next(4) == 0 ? (double?)null : random.Next(-5, 5) / 2.0).ToArray();
            var dataset = WithCells([.. values.Select(value => value?.ToString(CultureInfo.InvariantCulture) ?? "")]);
            var (min, isDescending) = (random.Next(-3, 2), random.Next(2) == 0);
            // A column without any value has no numbers to ask for.
            if (values.All(value => value is null))
                continue;

            var expected = Enumerable.Range(0, values.Length).Where(row => values[row] >= min);
            expected = isDescending ? expected.OrderByDescending(row => values[row]) : expected.OrderBy(row => values[row]);
            var query = new UserQuery { SortBy = Extra(dataset), Descending = isDescending }.WithRange(Extra(dataset), min, null);
            Assert.Equal(expected.Select(row => row + 1L), Ids(dataset, query));
        }
    }

    [Fact]
    public void Query_TextIds_ComeAfterNumbersByOrdinal()
    {
        var users = FolderFiles.Read(("users.csv", "user_id\n10\nb\n9\nB\n007\n")).Users;
        string[] Sorted(bool descending) => [.. users.Query(new UserQuery { SortBy = UserColumn.UserId, Descending = descending }, Sample.Today).Window(0, 9).Select(row => row.User.UserId.ToString())];

        Assert.Equal(["9", "10", "007", "B", "b"], Sorted(descending: false));
        Assert.Equal(["b", "B", "007", "10", "9"], Sorted(descending: true));
        Assert.Equal([new UserId("007")], users.Query(new UserQuery { IdPrefix = "00" }, Sample.Today).Window(0, 9).Select(row => row.User.UserId));
        Assert.Equal([10, 9], users.Query(new UserQuery().WithRange(UserColumn.UserId, 0, null), Sample.Today).Window(0, 9).Select(row => row.User.UserId.Number));
    }
}
