using System.Text;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Intake;
using PersonalizedAgent.Core.Users;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Datasets;

public sealed class UsersFileTests
{
    private const string Row = "3,22,F,2025-08-11,20,5";

    private static Dataset Read(string csv) => Assert.IsType<DatasetReadResult.Read>(Sample.Read(csv)).Dataset;

    private static string Fail(string csv) => Assert.IsType<DatasetReadResult.Failed>(Sample.Read(csv)).Reason;

    private static string[] Issues(Dataset dataset) => [.. dataset.Report.Files[0].Issues.Select(issue => issue.ToString())];

    private static void AssertOnlySampleUser(Dataset dataset)
    {
        Assert.Equal(1, dataset.Users.Count);
        Assert.Equal(Sample.User, dataset.Users.Find(3));
        Assert.Empty(dataset.Report.Files[0].Issues);
    }

    [Theory]
    [InlineData("user_id,age,gender,last_active,interactions,purchases\n3,22,F,2025-08-11,20,5\n")]
    [InlineData("user_id,age,gender,last_active,interactions,purchases\n3,22,F,2025-08-11,20,5")]
    [InlineData("user_id,age,gender,last_active,interactions,purchases\r\n3,22,F,2025-08-11,20,5\r\n")]
    [InlineData("\uFEFFuser_id,age,gender,last_active,interactions,purchases\n3,22,F,2025-08-11,20,5\n")]
    [InlineData("user_id;age;gender;last_active;interactions;purchases\n3;22;F;2025-08-11;20;5\n")]
    [InlineData("user_id\tage\tgender\tlast_active\tinteractions\tpurchases\n3\t22\tF\t2025-08-11\t20\t5\n")]
    [InlineData("purchases,interactions,last_active,gender,age,user_id\n5,20,2025-08-11,F,22,3\n")]
    [InlineData("User_ID, Age ,GENDER,last_active,interactions,purchases\n3, 22 ,F,2025-08-11,20,5\n")]
    [InlineData("\"user_id\",\"age\",\"gender\",\"last_active\",\"interactions\",\"purchases\"\n\"3\",\"22\",\"F\",\"2025-08-11\",\"20\",\"5\"\n")]
    [InlineData("name,user_id,age,gender,last_active,interactions,purchases,note\n\"Ann, B\",3,22,F,2025-08-11,20,5,\"two\nlines\"\n")]
    [InlineData("user_id,age,gender,last_active,interactions,purchases\n\n3,22,F,2025-08-11,20,5\n\n")]
    [InlineData("user_id,age,gender,last_active,interactions,purchases\n3,22,F,2025-08-11,20,5,,\n")]
    [InlineData("sep=;\nuser_id;age;gender;last_active;interactions;purchases\n3;22;F;2025-08-11;20;5\n")]
    public void Read_AnyUsualForm_GivesTheSameUser(string csv) => AssertOnlySampleUser(Read(csv));

    [Fact]
    public void Read_Utf16WithByteOrderMark_GivesTheSameUser() => AssertOnlySampleUser(
        Assert.IsType<DatasetReadResult.Read>(Sample.Read([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes($"{Sample.Header}\n{Row}\n")])).Dataset);

    [Fact]
    public void Read_GenderOfAnyScript_IsKept()
    {
        var users = Sample.Dataset("1,25,\"diverse, \"\"x\"\"\",2025-08-10,15,2", "2,30,žena ♀,2025-08-12,8,1").Users;

        Assert.Equal("diverse, \"x\"", users[0].Gender);
        Assert.Equal("žena ♀", users[1].Gender);
    }

    [Theory]
    [InlineData("3,131,F,2025-08-11,20,5", "line 2, age: must lie between 0 and 130")]
    [InlineData("3,-1,F,2025-08-11,20,5", "line 2, age: must lie between 0 and 130")]
    [InlineData("3,99999999999,F,2025-08-11,20,5", "line 2, age: must lie between 0 and 130")]
    [InlineData("3,,F,2025-08-11,20,5", "line 2, age: is missing")]
    [InlineData("3,22.5,F,2025-08-11,20,5", "line 2, age: must be a whole number")]
    [InlineData("3,22,,2025-08-11,20,5", "line 2, gender: is missing")]
    [InlineData("3,22,F,2025-08-14,20,5", "line 2, last_active: must not lie in the future")]
    [InlineData("3,22,F,2025-02-29,20,5", "line 2, last_active: must be a date written as year-month-day, such as 2025-08-10")]
    [InlineData("3,22,F,11.08.2025,20,5", "line 2, last_active: must be a date written as year-month-day, such as 2025-08-10")]
    [InlineData("3,22,F,2025-8-11,20,5", "line 2, last_active: must be a date written as year-month-day, such as 2025-08-10")]
    [InlineData("3,22,F,0000-01-01,20,5", "line 2, last_active: must be a date written as year-month-day, such as 2025-08-10")]
    [InlineData("3,22,F,2025-08-11,-1,5", "line 2, interactions: must lie between 0 and 2147483647")]
    [InlineData("3,22,F,2025-08-11,2147483648,5", "line 2, interactions: must lie between 0 and 2147483647")]
    [InlineData("3,22,F,2025-08-11,20,many", "line 2, purchases: must be a whole number")]
    public void Read_OneFieldWrong_KeepsTheUserMarked(string row, string expected)
    {
        var dataset = Sample.Dataset(row, "4,40,M,2025-08-09,3,0");

        Assert.Equal([expected], Issues(dataset));
        Assert.Equal(0, dataset.Report.LeftOutCount);
        Assert.Equal(2, dataset.Users.Count);
        Assert.Equal(dataset.Report.Files[0].Issues[0].Reason, Assert.Single(UserValidator.Validate(dataset.Users[0], Sample.Today)).Message);
    }

    [Theory]
    [InlineData(",22,F,2025-08-11,20,5", "line 2, user_id: is missing")]
    [InlineData("0,22,F,2025-08-11,20,5", "line 2, user_id: must lie between 1 and 9223372036854775807")]
    [InlineData("-3,22,F,2025-08-11,20,5", "line 2, user_id: must lie between 1 and 9223372036854775807")]
    [InlineData("9223372036854775808,22,F,2025-08-11,20,5", "line 2, user_id: must lie between 1 and 9223372036854775807")]
    [InlineData("3a,22,F,2025-08-11,20,5", "line 2, user_id: must be a whole number")]
    [InlineData("3,22,F,2025-08-11", "line 2, interactions: is missing: row has fewer fields than the header")]
    [InlineData("3", "line 2, age: is missing: row has fewer fields than the header")]
    public void Read_RowThatNamesNoUser_IsLeftOutAndReported(string row, string expected)
    {
        var dataset = Sample.Dataset(row, "4,40,M,2025-08-09,3,0");

        Assert.Equal([expected], Issues(dataset));
        Assert.Equal((2, 1, 1), (dataset.Report.Files[0].RowCount, dataset.Report.LeftOutCount, dataset.Users.Count));
        Assert.True(dataset.Report.Files[0].Issues[0].IsLeftOut);
        Assert.NotNull(dataset.Users.Find(4));
    }

    [Fact]
    public void Read_TooManyFields_IsLeftOutAndReported()
    {
        var dataset = Sample.Dataset("3,22,F,2025-08-11,20,5,6", "4,40,M,2025-08-09,3,0");

        var issue = Assert.Single(dataset.Report.Files[0].Issues);
        Assert.Equal((2, true), (issue.Line, issue.IsLeftOut));
        Assert.Contains("more fields than the header", issue.Reason, StringComparison.Ordinal);
        Assert.Equal(1, dataset.Users.Count);
    }

    [Fact]
    public void Read_Duplicates_TheFirstCountsAndTheRestAreReported()
    {
        var dataset = Sample.Dataset(Row, "3,99,M,2025-01-01,1,1", "4,40,M,2025-08-09,3,0", "3,98,M,2025-01-01,1,1");

        Assert.Equal(["line 3, user_id: came before: the first row counts", "line 5, user_id: came before: the first row counts"], Issues(dataset));
        Assert.Equal(22, dataset.Users.Find(3)?.Age);
        Assert.Equal(2, dataset.Users.Count);
    }

    [Fact]
    public void Read_QuoteNeverClosed_LosesOnlyItsOwnRow()
    {
        var dataset = Sample.Dataset("1,25,M,2025-08-10,15,2", "2,30,\"F,2025-08-12,8,1", Row, "4,40,M,2025-08-09,3,0");

        var issue = Assert.Single(dataset.Report.Files[0].Issues);
        Assert.Equal((3, true), (issue.Line, issue.IsLeftOut));
        Assert.Equal([1L, 3, 4], Enumerable.Range(0, dataset.Users.Count).Select(row => dataset.Users[row].UserId));
    }

    [Fact]
    public void Read_QuoteClosedByALaterOne_LosesOnlyItsOwnRow_AndNoOthersLineBreaks()
    {
        var dataset = Read($"{Sample.Header},note\n1,25,M,2025-08-10,15,2,\"two\nlines\"\n2,30,\"F,2025-08-12,8,1,\n3,22,F,2025-08-11,20,5,\n4,40,\"M\",2025-08-09,3,0,\n5,30,\"F,2025-08-12,8,1,\n6,22,F,2025-08-11,20,5,\"two\nlines\"\n");

        Assert.Equal([(4, true), (7, true)], dataset.Report.Files[0].Issues.Where(issue => issue.IsLeftOut).Take(2).Select(issue => (issue.Line, issue.IsLeftOut)));
        Assert.Equal([1L, 3, 4], Enumerable.Range(0, dataset.Users.Count).Select(row => dataset.Users[row].UserId).Take(3));
        Assert.Equal(dataset.Report.Files[0].RowCount, dataset.Users.Count + dataset.Report.LeftOutCount);
    }

    [Fact]
    public void Read_TwoBrokenRows_AreBothReported()
    {
        var dataset = Sample.Dataset("1,25,\"M\"x,2025-08-10,15,2", Row, "2,30,\"F\"y,2025-08-12,8,1");

        Assert.Equal([2, 4], dataset.Report.Files[0].Issues.Select(issue => issue.Line));
        Assert.Equal(1, dataset.Users.Count);
    }

    [Fact]
    public void Read_QuoteNeverClosedInALargeFile_LosesOnlyItsOwnRow()
    {
        var rows = Enumerable.Range(1, 60_000).Select(id => id == 5 ? "5,22,\"F,2025-08-11,20,5" : $"{id},22,F,2025-08-11,20,5");

        var dataset = Sample.Dataset([.. rows]);

        Assert.Equal([6], dataset.Report.Files[0].Issues.Select(issue => issue.Line));
        Assert.Equal(59_999, dataset.Users.Count);
    }

    [Fact]
    public void Read_LinesAreCountedAcrossLineBreaksInQuotesAndEmptyLines()
    {
        var dataset = Read($"{Sample.Header},note\n\n1,25,M,2025-08-10,15,2,\"two\nlines\"\n2,bad,F,2025-08-12,8,1,x\n");

        Assert.Equal(["line 5, age: must be a whole number"], Issues(dataset));
    }

    [Fact]
    public void Read_SeveralThingsWrong_AreAllReported()
    {
        var dataset = Sample.Dataset("3,abc,,2030-01-01,-1,x");

        Assert.Equal(["age", "gender", "last_active", "interactions", "purchases"], dataset.Report.Files[0].Issues.Select(issue => issue.Column));
    }

    [Fact]
    public void Read_BytesThatAreNoUtf8_AreReported()
    {
        byte[] csv = [.. Encoding.UTF8.GetBytes(Sample.Header + "\n3,22,"), 0xE9, .. Encoding.UTF8.GetBytes(",2025-08-11,20,5\n")];

        var dataset = Assert.IsType<DatasetReadResult.Read>(Sample.Read(csv)).Dataset;

        Assert.Equal(["line 2, gender: must be UTF-8 text; save the file with the encoding UTF-8"], Issues(dataset));
    }

    [Fact]
    public void Report_HoldsNoValueOfAnyRow()
    {
        var dataset = Sample.Dataset("secret1,secret2,secret3,secret4,secret5,secret6", "5,secret2,secret3,secret4,secret5,secret6", "6,\"secret3", "7,22,F,2025-08-11,20,5,secret7");

        Assert.True(dataset.Report.Files[0].Issues.Count >= 4);
        Assert.All(Issues(dataset), issue => Assert.DoesNotContain("secret", issue, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "users.csv: the file is empty")]
    [InlineData("\n\n", "users.csv: the file is empty")]
    [InlineData("user_id,age,gender,last_active,interactions\n", "users.csv: missing column purchases;")]
    [InlineData("user_id,gender,interactions,purchases\n", "users.csv: missing columns age, last_active;")]
    [InlineData("user_id,age,age,gender,last_active,interactions,purchases\n", "users.csv: column age occurs more than once")]
    [InlineData("\0\u0001\u0002\u0003", "users.csv: missing columns")]
    public void Read_UnusableFile_SaysWhichAndHowToMendIt(string csv, string expected)
    {
        var reason = Fail(csv);

        Assert.StartsWith(expected, reason, StringComparison.Ordinal);
        Assert.Contains(Sample.Header, reason, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', reason);
    }

    [Fact]
    public void Read_FileWithoutHeader_NamesNoPerson() =>
        Assert.DoesNotContain("Ann", Fail("3,22,Ann,2025-08-11,20,5\n"), StringComparison.Ordinal);

    [Fact]
    public void Read_HeaderAlone_IsADatasetWithoutUsers() => Assert.Equal(0, Read(Sample.Header + "\n").Users.Count);

    [Fact]
    public void Find_NoSuchFile_SaysSo_AndHowToNameAnother()
    {
        var reason = DatasetFolder.TryFind("nowhere/users.csv", new DatasetLimits(), out _);

        Assert.StartsWith("nowhere/users.csv: there is no such file", reason, StringComparison.Ordinal);
        Assert.Contains("Dataset:Path", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadFile_GoneMeanwhile_SaysSo() => Assert.Equal(
        "nowhere/users.csv: there is no such file.",
        Assert.IsType<DatasetReadResult.Failed>(DatasetReader.Read(DatasetSource.UsersFile("nowhere/users.csv"), new DatasetLimits(), Sample.Today)).Reason);

    [Fact]
    public void ReadFile_Directory_SaysThatItCannotBeRead() =>
        Assert.IsType<DatasetReadResult.Failed>(DatasetReader.Read(DatasetSource.UsersFile(Path.GetTempPath()), new DatasetLimits(), Sample.Today));

    [Fact]
    public void Read_MutatedFiles_NeverThrowNorInventUsers()
    {
        var original = Encoding.UTF8.GetBytes($"{Sample.Header}\n1,25,M,2025-08-10,15,2\n2,30,\"F, x\",2025-08-12,8,1\n3,22,F,2025-08-11,20,5\n4,40,M,2025-08-09,3,0\n");
        var random = new Random(1);
        for (var i = 0; i < 3000; i++)
        {
            var mutated = original.ToList();
            for (var edits = random.Next(1, 6); edits > 0; edits--)
            {
                var at = random.Next(mutated.Count);
                switch (random.Next(3))
                {
                    case 0: mutated[at] = (byte)random.Next(256); break;
                    case 1: mutated.RemoveAt(at); break;
                    default: mutated.Insert(at, "\",;\n\r\t 09"u8[random.Next(9)]); break;
                }
            }

            if (Sample.Read([.. mutated]) is DatasetReadResult.Read { Dataset: var dataset })
                Assert.Equal(dataset.Report.Files[0].RowCount, dataset.Users.Count + dataset.Report.LeftOutCount);
        }
    }
}
