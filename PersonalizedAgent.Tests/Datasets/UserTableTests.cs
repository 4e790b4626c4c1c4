using System.Globalization;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Users;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Datasets;

public sealed class UserTableTests
{
    private static long[] Ids(UserTable table, UserQuery query) =>
        [.. table.Query(query, Sample.Today).Window(0, int.MaxValue).Select(row => row.User.UserId.Number)];

    private static UserColumn Column(string name) => UserColumn.Standard.Single(column => column.Name == name);

    [Fact]
    public void Find_KnownAndUnknown()
    {
        var users = Sample.FourUsers().Users;

        Assert.Equal(Sample.User, users.Find(3));
        Assert.Null(users.Find(99));
        Assert.Null(users.Find(new UserId("-1")));
        Assert.Null(users.Find(new UserId("03")));
    }

    [Theory]
    [InlineData(null, false, new long[] { 1, 2, 3, 4 })]
    [InlineData("user_id", true, new long[] { 4, 3, 2, 1 })]
    [InlineData("age", false, new long[] { 3, 1, 2, 4 })]
    [InlineData("age", true, new long[] { 4, 2, 1, 3 })]
    [InlineData("gender", false, new long[] { 2, 3, 1, 4 })]
    [InlineData("gender", true, new long[] { 1, 4, 2, 3 })]
    [InlineData("last_active", false, new long[] { 4, 1, 3, 2 })]
    [InlineData("days_since_active", false, new long[] { 2, 3, 1, 4 })]
    [InlineData("interactions", true, new long[] { 3, 1, 2, 4 })]
    [InlineData("purchases", false, new long[] { 4, 2, 1, 3 })]
    public void Query_Sorts_EqualsInTheOrderOfTheFile(string? column, bool descending, long[] expected) =>
        Assert.Equal(expected, Ids(Sample.FourUsers().Users, new UserQuery { SortBy = column is null ? null : Column(column), Descending = descending }));

    [Fact]
    public void Query_UsersWithoutAValue_ComeLastEitherWay()
    {
        var users = Sample.Dataset("1,,M,2025-08-10,15,2", "2,30,F,2025-08-12,8,1", "3,x,F,2025-08-11,20,5", "4,0,M,2025-08-09,3,0").Users;

        Assert.Equal([4, 2, 1, 3], Ids(users, new UserQuery { SortBy = UserColumn.Age }));
        Assert.Equal([2, 4, 1, 3], Ids(users, new UserQuery { SortBy = UserColumn.Age, Descending = true }));
    }

    [Fact]
    public void Query_GreatestValue_ComesBeforeNoValue()
    {
        var users = Sample.Dataset("1,22,F,2025-08-11,,1", "2,22,F,2025-08-11,2147483647,1", "3,22,F,2025-08-11,-2147483647,1").Users;

        Assert.Equal([3, 2, 1], Ids(users, new UserQuery { SortBy = UserColumn.Interactions }));
        Assert.Equal([2, 3, 1], Ids(users, new UserQuery { SortBy = UserColumn.Interactions, Descending = true }));
    }

    [Fact]
    public void Query_RangesIncludeTheirEnds()
    {
        var users = Sample.FourUsers().Users;

        Assert.Equal([1, 2], Ids(users, new UserQuery().WithRange(UserColumn.Age, 25, 30)));
        Assert.Equal([2, 4], Ids(users, new UserQuery().WithRange(UserColumn.Age, 26, null)));
        Assert.Equal([3], Ids(users, new UserQuery().WithRange(UserColumn.Age, null, 24)));
        Assert.Empty(Ids(users, new UserQuery().WithRange(UserColumn.Age, 31, 29)));
        Assert.Equal([2, 3], Ids(users, new UserQuery().WithRange(UserColumn.DaysSinceActive, 1, 2)));
        Assert.Equal([4], Ids(users, new UserQuery().WithRange(UserColumn.DaysSinceActive, 4, null)));
        Assert.Equal([1, 3], Ids(users, new UserQuery().WithRange(UserColumn.LastActive, new DateOnly(2025, 8, 10).DayNumber, new DateOnly(2025, 8, 11).DayNumber)));
        Assert.Equal([3], Ids(users, new UserQuery().WithRange(UserColumn.LastActive, new DateOnly(2025, 8, 10).DayNumber, null).WithRange(UserColumn.DaysSinceActive, null, 2).WithCategory(UserColumn.Gender, "F").WithRange(UserColumn.Interactions, 9, null)));
    }

    [Fact]
    public void Query_DateInTheFuture_HasNoDaysSince()
    {
        var users = Sample.Dataset("1,25,M,2025-08-14,15,2", "2,30,F,2025-08-13,8,1").Users;

        Assert.Equal([2], Ids(users, new UserQuery().WithRange(UserColumn.DaysSinceActive, null, 10)));
        Assert.Equal([2], Ids(users, new UserQuery().WithRange(UserColumn.DaysSinceActive, -5, long.MaxValue)));
    }

    [Theory]
    [InlineData("", new long[] { 1, 10, 100, 21, 3 })]
    [InlineData("1", new long[] { 1, 10, 100 })]
    [InlineData("10", new long[] { 10, 100 })]
    [InlineData("100", new long[] { 100 })]
    [InlineData("1000", new long[0])]
    public void Query_IdPrefix_FindsNumbersThatBeginSo(string prefix, long[] expected)
    {
        var users = Sample.Dataset("1,1,F,2025-08-11,1,1", "10,1,F,2025-08-11,1,1", "100,1,F,2025-08-11,1,1", "21,1,F,2025-08-11,1,1", "3,1,F,2025-08-11,1,1").Users;

        Assert.Equal(expected, Ids(users, new UserQuery { IdPrefix = prefix }));
    }

    [Fact]
    public void Query_OnlyIssues_FindsWhatTheValidatorFinds()
    {
        var users = Sample.Dataset("1,25,M,2025-08-10,15,2", "2,131,F,2025-08-12,8,1", "3,22,F,2025-08-14,20,5", "4,40,,2025-08-09,3,0").Users;

        Assert.Equal([2, 3, 4], Ids(users, new UserQuery { OnlyIssues = true }));
        Assert.Equal(3, users.CountIssues(Sample.Today));
        Assert.Equal(2, users.CountIssues(Sample.Today.AddDays(1)));
    }

    [Fact]
    public void Query_AnyTableAndQuery_AgreesWithAPlainSearch()
    {
        var random = new Random(5);
        for (var round = 0; round < 300; round++)
        {
            var users = RandomTable(random);
            var query = RandomQuery(random, users);
            var plain = Enumerable.Range(0, users.Count).Select(row => users[row]).Where(user => Matches(user, query));
            if (query.SortBy is { } column)
            {
                plain = query.Descending
                    ? plain.OrderBy(user => Value(user, column) is null).ThenByDescending(user => Value(user, column))
                    : plain.OrderBy(user => Value(user, column) is null).ThenBy(user => Value(user, column));
            }

            Assert.Equal(plain.Select(user => user.UserId.Number), Ids(users, query));
        }
    }

    [Fact]
    public void View_WindowAndIndex_StayWithinBounds()
    {
        var view = Sample.FourUsers().Users.Query(new UserQuery { SortBy = UserColumn.Age }, Sample.Today);

        Assert.Equal([1, 2], view.Window(1, 2).Select(row => row.User.UserId.Number));
        Assert.Equal([4], view.Window(3, 10).Select(row => row.User.UserId.Number));
        Assert.Empty(view.Window(4, 1));
        Assert.Empty(view.Window(-3, 0));
        Assert.Equal(0, view.IndexOf(3));
        Assert.Null(view.IndexOf(99));
        Assert.Null(Sample.FourUsers().Users.Query(new UserQuery().WithCategory(UserColumn.Gender, "M"), Sample.Today).IndexOf(3));
    }

    [Fact]
    public void Query_ColumnsTheTableLacks_CountAsNotAsked()
    {
        var unknown = new UserColumn("shoe_size", ColumnKind.Number, IsFurther: true);

        Assert.Equal([1, 2, 3, 4], Ids(Sample.FourUsers().Users, new UserQuery { SortBy = unknown }.WithRange(unknown, 1, 2)));
    }

    private static UserTable RandomTable(Random random)
    {
        var rows = new List<string>();
        for (var i = random.Next(40); i > 0; i--)
        {
            var gender = random.Next(6) == 0 ? "" : ((string[])["F", "M", "x", "ä"])[random.Next(4)];
            var lastActive = random.Next(6) == 0 ? "" : Sample.Today.AddDays(random.Next(-20, 3)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            rows.Add($"{random.Next(1, 200)},{Maybe(random.Next(-3, 135))},{gender},{lastActive},{Maybe(random.Next(-2, 9))},{Maybe(random.Next(-2, 9))}");
        }

        return Sample.Dataset([.. rows]).Users;

        string Maybe(int value) => random.Next(6) == 0 ? "" : value.ToString(CultureInfo.InvariantCulture);
    }

    private static UserQuery RandomQuery(Random random, UserTable users)
    {
        var genders = users.CategoriesOf(UserColumn.Gender);
        var query = new UserQuery
        {
            IdPrefix = random.Next(3) == 0 ? random.Next(1, 20).ToString(CultureInfo.InvariantCulture) : "",
            OnlyIssues = random.Next(4) == 0,
            SortBy = random.Next(4) == 0 ? null : UserColumn.Standard[random.Next(UserColumn.Standard.Count)],
            Descending = random.Next(2) == 0,
        }.WithCategory(UserColumn.Gender, random.Next(3) == 0 && genders.Count > 0 ? genders[random.Next(genders.Count)] : null);
        foreach (var column in UserColumn.Standard.Where(column => column != UserColumn.Gender && random.Next(6) == 0))
        {
            var center = column.Name switch { "user_id" => 100, "age" => 60, "last_active" => Sample.Today.DayNumber, _ => 4 };
            query = query.WithRange(column, random.Next(3) == 0 ? null : center - random.Next(20), random.Next(3) == 0 ? null : center + random.Next(-5, 20));
        }

        return query;
    }

    private static bool Matches(User user, UserQuery query) =>
        user.UserId.ToString().StartsWith(query.IdPrefix, StringComparison.Ordinal)
        && (query.FilterOf(UserColumn.Gender).Category is not { } gender || user.Gender == gender)
        && (!query.OnlyIssues || UserValidator.Validate(user, Sample.Today).Count > 0)
        && UserColumn.Standard.Where(column => column != UserColumn.Gender).All(column => IsWithin(query.FilterOf(column).Range, Value(user, column)));

    private static bool IsWithin(ColumnRange range, long? value) =>
        range.IsOpen || (value is not null && (range.Min is null || value >= range.Min) && (range.Max is null || value <= range.Max));

    private static long? Value(User user, UserColumn column) => column.Name switch
    {
        "user_id" => user.UserId.Number,
        "age" => user.Age,
        "gender" => user.Gender is null ? null : user.Gender[0],
        "last_active" => user.LastActive?.DayNumber,
        "days_since_active" => UserActivity.DaysSinceActive(user.LastActive, Sample.Today),
        "interactions" => user.Interactions,
        _ => user.Purchases,
    };
}
