using System.Text;
using PersonalizedAgent.Core.Datasets.Reading;

namespace PersonalizedAgent.Tests.Datasets.Reading;

public sealed class FlagParserTests
{
    [Theory]
    [InlineData("1", true)]
    [InlineData("true", true)]
    [InlineData("TRUE", true)]
    [InlineData("Yes", true)]
    [InlineData("y", true)]
    [InlineData("T", true)]
    [InlineData(" 1 ", true)]
    [InlineData("0", false)]
    [InlineData("False", false)]
    [InlineData("NO", false)]
    [InlineData("N", false)]
    [InlineData("f", false)]
    public void TryParse_Flag_IsRead(string text, bool expected)
    {
        Assert.True(FlagParser.TryParse(Encoding.UTF8.GetBytes(text), out var value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2")]
    [InlineData("-1")]
    [InlineData("10")]
    [InlineData("tru")]
    [InlineData("truee")]
    [InlineData("on")]
    [InlineData("ja")]
    public void TryParse_NoFlag_IsRefused(string text)
    {
        Assert.False(FlagParser.TryParse(Encoding.UTF8.GetBytes(text), out var value));
        Assert.False(value);
    }
}
