using System.Text;
using PersonalizedAgent.Core.Datasets.Reading;

namespace PersonalizedAgent.Tests.Datasets.Reading;

public sealed class NumberParserTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("-0", 0)]
    [InlineData("7", 7)]
    [InlineData("007", 7)]
    [InlineData("+7", 7)]
    [InlineData("-12.5", -12.5)]
    [InlineData(".5", 0.5)]
    [InlineData("5.", 5)]
    [InlineData("1e3", 1000)]
    [InlineData("1.5E-3", 0.0015)]
    [InlineData("1e308", 1e308)]
    [InlineData("0.1", 0.1)]
    [InlineData("1.234", 1.234)]
    [InlineData(" 12 ", 12)]
    [InlineData("1,234", 1234)]
    [InlineData("12,345", 12345)]
    [InlineData("123,456", 123456)]
    [InlineData("1,234,567.89", 1234567.89)]
    [InlineData("-1,234,567", -1234567)]
    [InlineData("1,234.5", 1234.5)]
    [InlineData("12,5", 12.5)]
    [InlineData("12,50", 12.5)]
    [InlineData("12,3456", 12.3456)]
    [InlineData("-0,5", -0.5)]
    [InlineData("0,125", 0.125)]
    [InlineData("1234,567", 1234.567)]
    [InlineData(",5", 0.5)]
    [InlineData("1.234,5", 1234.5)]
    [InlineData("1.234,567", 1234.567)]
    [InlineData("1.234.567,89", 1234567.89)]
    [InlineData("£12.50", 12.5)]
    [InlineData("€ 12,50", 12.5)]
    [InlineData("$1,234", 1234)]
    [InlineData("12.50£", 12.5)]
    [InlineData("12,50 €", 12.5)]
    [InlineData("12$", 12)]
    [InlineData("-£5", -5)]
    [InlineData("£-5", -5)]
    [InlineData("+$5", 5)]
    [InlineData("-1.234,5 €", -1234.5)]
    public void TryParse_Number_IsRead(string text, double expected)
    {
        Assert.True(NumberParser.TryParse(Encoding.UTF8.GetBytes(text), out var value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData(",")]
    [InlineData("€")]
    [InlineData("-€")]
    [InlineData("NaN")]
    [InlineData("-NaN")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    [InlineData("∞")]
    [InlineData("1e309")]
    [InlineData("0x1F")]
    [InlineData("1F")]
    [InlineData("1e")]
    [InlineData("1e3.5")]
    [InlineData("--1")]
    [InlineData("+-1")]
    [InlineData("1-")]
    [InlineData("- 1")]
    [InlineData("1 000")]
    [InlineData("1.2.3")]
    [InlineData("1.234.567")]
    [InlineData("1,23,456")]
    [InlineData("1,234,56")]
    [InlineData("1,234,5678")]
    [InlineData("12,34.5")]
    [InlineData("1234,567.8")]
    [InlineData("1,234.")]
    [InlineData("0,123,456")]
    [InlineData(",234,567")]
    [InlineData("0.123,4")]
    [InlineData("1.23,4")]
    [InlineData("1.2345,6")]
    [InlineData("1,2.345,6")]
    [InlineData("1.2,3.4")]
    [InlineData("5,")]
    [InlineData("1,234e3")]
    [InlineData("12,5e3")]
    [InlineData("1,,234")]
    [InlineData("$5$")]
    [InlineData("$-$5")]
    [InlineData("50%")]
    [InlineData("(5)")]
    [InlineData("twelve")]
    [InlineData("٣")]
    public void TryParse_NoNumber_IsRefused(string text)
    {
        Assert.False(NumberParser.TryParse(Encoding.UTF8.GetBytes(text), out var value));
        Assert.Equal(0, value);
    }

    [Fact]
    public void TryParse_VeryLongText_IsReadOrRefusedWithoutHarm()
    {
        Assert.True(NumberParser.TryParse(Encoding.UTF8.GetBytes(new string('1', 300)), out _));
        Assert.False(NumberParser.TryParse(Encoding.UTF8.GetBytes(new string('1', 400)), out _));
        Assert.True(NumberParser.TryParse(Encoding.UTF8.GetBytes(new string('1', 62) + ",5"), out _));
        Assert.False(NumberParser.TryParse(Encoding.UTF8.GetBytes(new string('1', 63) + ",5"), out _));
        Assert.True(NumberParser.TryParse(Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Repeat("123", 16))), out _));
        Assert.False(NumberParser.TryParse(Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Repeat("123", 17))), out _));
    }
}
