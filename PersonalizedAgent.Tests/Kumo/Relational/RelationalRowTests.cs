using System.Text;
using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Core.Kumo.Relational.Wire;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Tests.Kumo.Relational;

public sealed class RelationalRowTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(9_007_199_254_740_991, "9007199254740991")]
    [InlineData(-9_007_199_254_740_991, "-9007199254740991")]
    [InlineData(9_007_199_254_740_992, "\"9007199254740992\"")]
    [InlineData(-9_007_199_254_740_992, "\"-9007199254740992\"")]
    [InlineData(long.MaxValue, "\"9223372036854775807\"")]
    [InlineData(long.MinValue, "\"-9223372036854775808\"")]
    public void Integer_AroundTheGreatestExact_IsATextBeyondIt(long value, string expected) => Assert.Equal(expected, Cell(row => row.Integer(value)));

    [Theory]
    [InlineData(0.1, "0.1")]
    [InlineData(15, "15")]
    [InlineData(-1e-300, "-1E-300")]
    [InlineData(double.NaN, "null")]
    public void Number_AnyButInfinite_IsWritten(double value, string expected) => Assert.Equal(expected, Cell(row => row.Number(value)));

    [Fact]
    public void Number_OfSinglePrecision_KeepsItsShortDigits()
    {
        Assert.Equal("0.1", Cell(row => row.Number(0.1f)));
        Assert.Equal("null", Cell(row => row.Number(float.NaN)));
    }

    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Number_Infinite_IsRefused(double value)
    {
        Assert.Contains("infinite", Assert.Throws<ArgumentOutOfRangeException>(() => Cell(row => row.Number(value))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Cell(row => row.Number((float)value)));
    }

    [Fact]
    public void Time_WithPartsOfASecond_HasSixDecimalsInUtc()
    {
        Assert.Equal("\"2025-01-02T03:04:05.678901Z\"", Cell(row => row.Time(new DateTime(2025, 1, 2, 3, 4, 5).AddTicks(6_789_019))));
        Assert.Equal("\"1999-12-31T23:59:59.000000Z\"", Cell(row => row.Moment(-1)));
        Assert.Equal("\"2067-12-31T23:59:59.000000Z\"", Cell(row => row.Moment(Moments.Max)));
        Assert.Equal("\"0001-01-01T00:00:00.000000Z\"", Cell(row => row.Time(DateTime.MinValue)));
    }

    [Fact]
    public void Text_OfAnyLetters_IsAText()
    {
        Assert.Equal("\"Zoë \\uD83D\\uDE00 \\\"<&>\\\"\\n\"", Cell(row => row.Text("Zoë 😀 \"<&>\"\n")));
        Assert.Equal("null", Cell(row => row.Text(null)));
        Assert.Equal("[]", Cell(row => row.Texts([])));
        Assert.Equal("true", Cell(row => row.Flag(true)));
    }

    [Fact]
    public void Id_OfAColumnOfTexts_IsAText()
    {
        Assert.Equal("7", Cell(row => row.Id(7, asNumber: true)));
        Assert.Equal("\"7\"", Cell(row => row.Id(7, asNumber: false)));
        Assert.Equal("\"007\"", Cell(row => row.Id(new UserId("007"), asNumber: false)));
    }

    [Fact]
    public void ToTable_NoRows_IsAnEmptyArray()
    {
        using var writer = new RowWriter(["a"]);

        var table = writer.ToTable();

        Assert.Equal(("[]", 0), (Encoding.UTF8.GetString(table.Rows.Span), table.RowCount));
    }

    private static string Cell(Action<RowWriter> write)
    {
        using var writer = new RowWriter(["a"]);
        write(writer.Begin());
        writer.End();
        var rows = Encoding.UTF8.GetString(writer.ToTable().Rows.Span);
        return rows[2..^2];
    }
}
