using System.Text;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Tests.Users;

public sealed class UserIdTests
{
    [Theory]
    [InlineData("0", true)]
    [InlineData("3", true)]
    [InlineData("9223372036854775807", true)]
    [InlineData("9223372036854775808", false)]
    [InlineData("99999999999999999999", false)]
    [InlineData("007", false)]
    [InlineData("-5", false)]
    [InlineData("+5", false)]
    [InlineData("1.0", false)]
    [InlineData("85123A", false)]
    [InlineData("ünï 7", false)]
    [InlineData("١", false)]
    public void FromText_PlainIntegersAreNumbers_AllElseIsText(string text, bool isNumber)
    {
        foreach (var id in (UserId[])[new(text), UserId.FromUtf8(Encoding.UTF8.GetBytes(text))])
        {
            Assert.Equal(isNumber, id.IsNumber);
            Assert.Equal(text, id.ToString());
            Assert.Equal(new UserId(text), id);
        }
    }

    [Fact]
    public void Number_AndItsText_AreTheSameId()
    {
        Assert.Equal(new UserId(42), new UserId("42"));
        Assert.Equal((UserId)42, new UserId("42"));
        Assert.NotEqual(new UserId("042"), new UserId("42"));
    }

    [Fact]
    public void CompareTo_NumbersByValueThenTextsByLetter() => Assert.Equal(
        ["2", "10", "007", "85123A", "85123a", "b"],
        ((IEnumerable<string>)["b", "10", "85123a", "007", "2", "85123A"]).Select(text => new UserId(text)).Order().Select(id => id.ToString()));

    [Fact]
    public void NegativeOrEmpty_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new UserId(-1));
        Assert.Throws<ArgumentException>(() => new UserId(""));
    }
}
