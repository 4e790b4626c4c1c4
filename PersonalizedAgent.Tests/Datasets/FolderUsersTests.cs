using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Core.Users;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Datasets;

/// <summary>The users' file of a folder, and what orders tell of users.</summary>
public sealed class FolderUsersTests
{
    private static string[] Ids(Dataset dataset) => [.. Enumerable.Range(0, dataset.Users.Count).Select(row => dataset.Users.IdOf(row).ToString())];

    private static User WithOrders(string users, string orders) => FolderFiles.Read(("users.csv", users), ("orders.csv", "user_id,at\n" + orders)).Users[0];

    [Fact]
    public void Read_OnlyIds_IsEnoughAndNothingIsWrong()
    {
        var dataset = FolderFiles.Read(("users.csv", "user_id\n5\n9\n"));

        Assert.Equal(["5", "9"], Ids(dataset));
        Assert.Empty(dataset.Issues(DatasetTable.Users));
        Assert.Equal(new User(5, null, null, null, null, null) { MayLackFields = true }, dataset.Users[0]);
        Assert.Empty(UserValidator.Validate(dataset.Users[0], Sample.Today));
        Assert.Equal((0, 0, 0), (dataset.Items.Count, dataset.Orders.Count, dataset.Contacts.Count));
        Assert.Empty(dataset.Orders.Of(1));
        Assert.Empty(dataset.Contacts.Of(1));
        Assert.Null(dataset.LastEvent);
        Assert.Equal([true, false, false, false], DatasetSchema.Tables.Select(dataset.Has));
    }

    [Fact]
    public void Read_TextIds_AreKeptApartFromNumbers()
    {
        var dataset = FolderFiles.Read(("users.csv", "user_id\n85123A\n007\n7\n-3\n0\n9223372036854775807\n9223372036854775808\nžena\n85123a\n"));

        Assert.Equal(["85123A", "007", "7", "-3", "0", "9223372036854775807", "9223372036854775808", "žena", "85123a"], Ids(dataset));
        Assert.Equal(1, dataset.Users.RowOf(new UserId("007")));
        Assert.Equal(2, dataset.Users.RowOf(7));
        Assert.Null(dataset.Users.RowOf(new UserId("0007")));
        Assert.Equal(5, dataset.Users.RowOf(long.MaxValue));
        Assert.Empty(dataset.Issues(DatasetTable.Users));
        Assert.False(dataset.Users.HasIntegerIds);
    }

    [Fact]
    public void Read_TextIdTwice_TheFirstCounts()
    {
        var dataset = FolderFiles.Read(("users.csv", "user_id,age\n007,20\n7,21\n007,22\n7,23\n"));

        Assert.Equal(["line 4, user_id: came before: the first row counts", "line 5, user_id: came before: the first row counts"], dataset.Issues(DatasetTable.Users));
        Assert.Equal([20, 21], Enumerable.Range(0, 2).Select(row => dataset.Users[row].Age));
        Assert.Equal((4, 2), dataset.Counts(DatasetTable.Users));
    }

    [Theory]
    [InlineData("1,,,,,")]
    [InlineData("1,NA,n/a,null,none,-")]
    [InlineData("1,0,x,2025-08-13,0,0")]
    [InlineData("1,130,x,13.08.2025,2147483647,2147483647")]
    [InlineData("1,25.0,x,2025-08-13T23:59:59,3.00,4.0")]
    public void Read_FieldMissingOrAtItsBound_IsNoIssue(string row)
    {
        var dataset = FolderFiles.Read(("users.csv", $"{Sample.Header}\n{row}\n"));

        Assert.Empty(dataset.Issues(DatasetTable.Users));
        Assert.Empty(UserValidator.Validate(dataset.Users[0], Sample.Today));
        Assert.Equal(0, dataset.Users.CountIssues(Sample.Today));
    }

    [Theory]
    [InlineData("1,131,,,,", "age: must lie between 0 and 130")]
    [InlineData("1,-1,,,,", "age: must lie between 0 and 130")]
    [InlineData("1,25.5,,,,", "age: must be a whole number")]
    [InlineData("1,old,,,,", "age: must be a whole number")]
    [InlineData("1,,,2025-08-14,,", "last_active: must not lie in the future")]
    [InlineData("1,,,2025-02-29,,", "last_active: must be a date written as year-month-day, such as 2025-08-10")]
    [InlineData("1,,,,-1,", "interactions: must lie between 0 and 2147483647")]
    [InlineData("1,,,,,2147483648", "purchases: must lie between 0 and 2147483647")]
    public void Read_FieldWrong_IsReportedAndTheUserIsMarked(string row, string expected)
    {
        var dataset = FolderFiles.Read(("users.csv", $"{Sample.Header}\n2,,,,,\n{row}\n"));

        Assert.Equal(["line 3, " + expected], dataset.Issues(DatasetTable.Users));
        Assert.Equal((2, 0), dataset.Counts(DatasetTable.Users));
        Assert.EndsWith(Assert.Single(UserValidator.Validate(dataset.Users[1], Sample.Today)).Message, expected, StringComparison.Ordinal);
        Assert.Equal(1, dataset.Users.CountIssues(Sample.Today));
    }

    [Fact]
    public void Read_UsersFileAlone_NumberWithZerosInFront_IsThatNumber()
    {
        var dataset = Sample.Dataset("007,25,M,2025-08-10,15,2", "7,30,F,2025-08-12,8,1", "+8,30,F,2025-08-12,8,1");

        Assert.Equal(["7", "8"], Ids(dataset));
        Assert.Equal(["line 3, user_id: came before: the first row counts"], dataset.Issues(DatasetTable.Users));
        Assert.Empty(UserValidator.Validate(dataset.Users[0], Sample.Today));
    }

    [Fact]
    public void Derived_RowWithoutFields_TakesThemFromOrders()
    {
        var user = WithOrders("user_id\n1\n", "1,2025-08-01T10:00:00\n1,2025-08-03\n1,2025-07-01\n");

        Assert.Equal((new DateOnly(2025, 8, 3), 3), (user.LastActive, user.Purchases));
        Assert.Equal(DerivedFields.LastActive | DerivedFields.Purchases, user.Derived);
        Assert.Empty(UserValidator.Validate(user, Sample.Today));
    }

    [Fact]
    public void Derived_RowWithFields_KeepsItsOwn()
    {
        var user = WithOrders("user_id,last_active,purchases\n1,2025-01-01,9\n", "1,2025-08-01\n");

        Assert.Equal((new DateOnly(2025, 1, 1), 9, DerivedFields.None), (user.LastActive, user.Purchases, user.Derived));
    }

    [Theory]
    [InlineData("1,2025-01-01,", "2025-01-01", 1, DerivedFields.Purchases)]
    [InlineData("1,,0", "2025-08-01", 0, DerivedFields.LastActive)]
    [InlineData("1,NA,null", "2025-08-01", 1, DerivedFields.LastActive | DerivedFields.Purchases)]
    [InlineData("1,soon,", null, 1, DerivedFields.Purchases)]
    [InlineData("1,,many", "2025-08-01", null, DerivedFields.LastActive)]
    public void Derived_OnlyWhatTheRowLacks(string row, string? lastActive, int? purchases, DerivedFields derived)
    {
        var user = WithOrders($"user_id,last_active,purchases\n{row}\n", "1,2025-08-01\n");

        Assert.Equal((lastActive, purchases, derived), (user.LastActive?.ToString("o"), user.Purchases, user.Derived));
    }

    [Fact]
    public void Derived_AnotherFieldUnreadable_ChangesNothing() =>
        Assert.Equal(DerivedFields.LastActive | DerivedFields.Purchases, WithOrders("user_id,age\n1,old\n", "1,2025-08-01\n").Derived);

    [Theory]
    [InlineData("2025-08-13T23:59:59", "2025-08-13", 2)]
    [InlineData("2025-08-14T00:00:00", "2025-08-02", 1)]
    public void Derived_OrderAfterToday_DoesNotCount(string at, string lastActive, int purchases)
    {
        var user = WithOrders("user_id\n1\n", $"1,2025-08-02\n1,{at}\n");

        Assert.Equal((lastActive, purchases), (user.LastActive?.ToString("o"), user.Purchases));
    }

    [Fact]
    public void Derived_UserWithoutOrders_HasNoPurchasesAndNoDay()
    {
        var user = WithOrders("user_id\n1\n2\n", "2,2025-08-02\n1,2025-08-20\n1,x\n");
        Assert.Equal((null, DerivedFields.Purchases), (user.LastActive, user.Derived));

        user = WithOrders("user_id\n1\n2\n", "2,2025-08-02\n");
        Assert.Equal((null, 0, DerivedFields.Purchases), (user.LastActive, user.Purchases, user.Derived));
    }

    [Theory]
    [InlineData("5,1,2025-08-01\n5,1,2025-08-02\n6,1,2025-08-03\n", 2)]
    [InlineData("A,1,2025-08-01\nB,1,2025-08-02\nA,1,2025-08-03\n", 2)]
    [InlineData(",1,2025-08-01\n,1,2025-08-01\n,1,2025-08-03\n", 3)]
    [InlineData("2,1,2025-08-01\n,1,2025-08-01\n", 2)]
    [InlineData("7,1,2025-08-01\n007,1,2025-08-01\n", 2)]
    public void Derived_LinesOfOneOrder_AreOnePurchase(string orders, int expected) =>
        Assert.Equal(expected, FolderFiles.ReadOrders("order_id,user_id,at\n" + orders).Users[0].Purchases);

    [Fact]
    public void Derived_NoOrdersFile_DerivesNothing()
    {
        var user = FolderFiles.Read(("users.csv", FolderFiles.Users), ("contacts.csv", "user_id,action,at,responded\n1,send_message,2025-08-01,1\n")).Users[0];

        Assert.Equal((null, null, DerivedFields.None), (user.LastActive, user.Purchases, user.Derived));
    }
}
