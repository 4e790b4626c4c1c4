using PersonalizedAgent.Core.Users;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Users;

public sealed class UserValidatorTests
{
    private static IReadOnlyList<UserIssue> Validate(User user) => UserValidator.Validate(user, Sample.Today);

    [Fact]
    public void Validate_ValidUser_HasNoIssues() => Assert.Empty(Validate(Sample.User));

    [Theory]
    [InlineData(-1, UserProblem.OutOfRange)]
    [InlineData(0, null)]
    [InlineData(1, null)]
    [InlineData(129, null)]
    [InlineData(130, null)]
    [InlineData(131, UserProblem.OutOfRange)]
    [InlineData(null, UserProblem.Missing)]
    public void Validate_Age_MustLieBetween0And130(int? age, UserProblem? expected) =>
        AssertProblem(UserField.Age, expected, Validate(Sample.User with { Age = age }));

    [Theory]
    [InlineData(0L, UserProblem.OutOfRange)]
    [InlineData(1L, null)]
    [InlineData(long.MaxValue, null)]
    public void Validate_UserId_MustBePositive(long userId, UserProblem? expected) =>
        AssertProblem(UserField.UserId, expected, Validate(Sample.User with { UserId = userId }));

    [Theory]
    [InlineData(-1, UserProblem.OutOfRange)]
    [InlineData(0, null)]
    [InlineData(int.MaxValue, null)]
    [InlineData(null, UserProblem.Missing)]
    public void Validate_Counts_MustNotBeNegative(int? count, UserProblem? expected)
    {
        AssertProblem(UserField.Interactions, expected, Validate(Sample.User with { Interactions = count }));
        AssertProblem(UserField.Purchases, expected, Validate(Sample.User with { Purchases = count }));
    }

    [Theory]
    [InlineData(-1, null)]
    [InlineData(0, null)]
    [InlineData(1, UserProblem.InFuture)]
    public void Validate_LastActive_MustNotLieAfterToday(int daysFromToday, UserProblem? expected) =>
        AssertProblem(UserField.LastActive, expected, Validate(Sample.User with { LastActive = Sample.Today.AddDays(daysFromToday) }));

    [Fact]
    public void Validate_NoLastActive_IsMissing() =>
        AssertProblem(UserField.LastActive, UserProblem.Missing, Validate(Sample.User with { LastActive = null }));

    [Theory]
    [InlineData(null, UserProblem.Missing)]
    [InlineData("", UserProblem.Missing)]
    [InlineData("  ", UserProblem.Missing)]
    [InlineData("anything at all", null)]
    public void Validate_Gender_IsFreeText(string? gender, UserProblem? expected) =>
        AssertProblem(UserField.Gender, expected, Validate(Sample.User with { Gender = gender }));

    [Fact]
    public void Validate_EverythingWrong_ReportsEveryFieldOnceInOrder()
    {
        var user = new User(0, 131, null, Sample.Today.AddDays(1), -1, null);

        Assert.Equal(UserFields.All, Validate(user).Select(issue => issue.Field));
    }

    [Fact]
    public void Validate_UnreadableField_SaysWhyInsteadOfMissing()
    {
        var user = Sample.User with { Age = null, Unreadable = [new UserIssue(UserField.Age, UserProblem.NotWholeNumber)] };

        Assert.Equal([new UserIssue(UserField.Age, UserProblem.NotWholeNumber)], Validate(user));
    }

    [Fact]
    public void Message_OfEveryFieldAndProblem_IsThere()
    {
        foreach (var field in UserFields.All)
        {
            foreach (var problem in Enum.GetValues<UserProblem>())
                Assert.NotEmpty(new UserIssue(field, problem).Message);
        }
    }

    private static void AssertProblem(UserField field, UserProblem? expected, IReadOnlyList<UserIssue> issues)
    {
        if (expected is { } problem)
            Assert.Equal([new UserIssue(field, problem)], issues);
        else
            Assert.Empty(issues);
    }
}
