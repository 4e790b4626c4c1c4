using System.Globalization;
using System.Text;
using PersonalizedAgent.Core.Datasets.Reading;

namespace PersonalizedAgent.Tests.Datasets.Reading;

public sealed class MomentParserTests
{
    private static string? Parse(string text, DateOrder order, out string outcome)
    {
        var result = MomentParser.Parse(Encoding.UTF8.GetBytes(text), order, out var seconds);
        outcome = result.ToString();
        if (result is MomentOutcome.Read or MomentOutcome.ReadInOtherOrder)
            return Moments.ToDateTime(seconds).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        Assert.Equal(0, seconds);
        return null;
    }

    [Theory]
    [InlineData("2025-08-10", "2025-08-10 00:00:00")]
    [InlineData("2025/08/10", "2025-08-10 00:00:00")]
    [InlineData("2025-8-1", "2025-08-01 00:00:00")]
    [InlineData("20250810", "2025-08-10 00:00:00")]
    [InlineData(" 2025-08-10\t", "2025-08-10 00:00:00")]
    [InlineData("2025-08-10T08:26", "2025-08-10 08:26:00")]
    [InlineData("2025-08-10 08:26", "2025-08-10 08:26:00")]
    [InlineData("2025-08-10  8:26", "2025-08-10 08:26:00")]
    [InlineData("2025-08-10t08:26:07", "2025-08-10 08:26:07")]
    [InlineData("2025-08-10T08:26:07", "2025-08-10 08:26:07")]
    [InlineData("2025-08-10 08:26:07", "2025-08-10 08:26:07")]
    [InlineData("2025-08-10T08:26:07.999", "2025-08-10 08:26:07")]
    [InlineData("2025-08-10T08:26:07.1234567Z", "2025-08-10 08:26:07")]
    [InlineData("20250810 08:26:07", "2025-08-10 08:26:07")]
    [InlineData("2025-08-10T08:26Z", "2025-08-10 08:26:00")]
    [InlineData("2025-08-10 08:26:07 UTC", "2025-08-10 08:26:07")]
    [InlineData("2025-08-10T08:26+02:00", "2025-08-10 06:26:00")]
    [InlineData("2025-08-10T08:26:07+0200", "2025-08-10 06:26:07")]
    [InlineData("2025-08-10T08:26:07.5-02", "2025-08-10 10:26:07")]
    [InlineData("2025-08-10T01:00:00 +05:30", "2025-08-09 19:30:00")]
    [InlineData("2025-08-10T00:00+14:00", "2025-08-09 10:00:00")]
    [InlineData("2025-08-10 08:26 PM", "2025-08-10 20:26:00")]
    [InlineData("2025-08-10 00:00:00", "2025-08-10 00:00:00")]
    [InlineData("2025-08-10 23:59:59", "2025-08-10 23:59:59")]
    [InlineData("2024-02-29", "2024-02-29 00:00:00")]
    [InlineData("2000-02-29", "2000-02-29 00:00:00")]
    [InlineData("2025-12-31", "2025-12-31 00:00:00")]
    [InlineData("1932-01-01", "1932-01-01 00:00:00")]
    [InlineData("2067-12-31T23:59:59", "2067-12-31 23:59:59")]
    [InlineData("1931-12-31T23:00-01:00", "1932-01-01 00:00:00")]
    public void Parse_YearFirst_IsRead(string text, string expected)
    {
        Assert.Equal(expected, Parse(text, DateOrder.YearMonthDay, out var outcome));
        Assert.Equal(nameof(MomentOutcome.Read), outcome);
    }

    [Theory]
    [InlineData("10.08.2025", "2025-08-10 00:00:00")]
    [InlineData("10/8/2025", "2025-08-10 00:00:00")]
    [InlineData("10-08-2025", "2025-08-10 00:00:00")]
    [InlineData("12/1/10", "2010-01-12 00:00:00")]
    [InlineData("1.2.67", "2067-02-01 00:00:00")]
    [InlineData("1.2.69", "1969-02-01 00:00:00")]
    [InlineData("1.2.99", "1999-02-01 00:00:00")]
    [InlineData("1.2.00", "2000-02-01 00:00:00")]
    [InlineData("10.08.2025 8:26", "2025-08-10 08:26:00")]
    [InlineData("10.08.2025 08:26:07.5+02:00", "2025-08-10 06:26:07")]
    [InlineData("10/08/2025 8:26 pm", "2025-08-10 20:26:00")]
    [InlineData("10/08/2025 12:00AM", "2025-08-10 00:00:00")]
    [InlineData("10/08/2025 12:59:59 PM", "2025-08-10 12:59:59")]
    [InlineData("10/08/2025 1:00 AM", "2025-08-10 01:00:00")]
    [InlineData("31/12/2010", "2010-12-31 00:00:00")]
    public void Parse_DayFirst_IsRead(string text, string expected)
    {
        Assert.Equal(expected, Parse(text, DateOrder.DayMonthYear, out var outcome));
        Assert.Equal(nameof(MomentOutcome.Read), outcome);
    }

    [Theory]
    [InlineData("12/1/2010 8:26", "2010-12-01 08:26:00")]
    [InlineData("12/1/10", "2010-12-01 00:00:00")]
    [InlineData("12/25/2010", "2010-12-25 00:00:00")]
    [InlineData("12-25-2010 8:26:07 PM", "2010-12-25 20:26:07")]
    [InlineData("02/29/2024", "2024-02-29 00:00:00")]
    public void Parse_MonthFirst_IsRead(string text, string expected)
    {
        Assert.Equal(expected, Parse(text, DateOrder.MonthDayYear, out var outcome));
        Assert.Equal(nameof(MomentOutcome.Read), outcome);
    }

    [Theory]
    [InlineData("25/12/2010", DateOrder.MonthDayYear, "2010-12-25 00:00:00")]
    [InlineData("13/12/2010", DateOrder.MonthDayYear, "2010-12-13 00:00:00")]
    [InlineData("12/25/2010", DateOrder.DayMonthYear, "2010-12-25 00:00:00")]
    [InlineData("10.08.2025", DateOrder.MonthDayYear, "2025-08-10 00:00:00")]
    [InlineData("2025-08-10", DateOrder.MonthDayYear, "2025-08-10 00:00:00")]
    [InlineData("2025-08-10T08:26:07", DateOrder.DayMonthYear, "2025-08-10 08:26:07")]
    [InlineData("20250810", DateOrder.DayMonthYear, "2025-08-10 00:00:00")]
    [InlineData("10.08.2025", DateOrder.YearMonthDay, "2025-08-10 00:00:00")]
    [InlineData("10-08-2025", DateOrder.YearMonthDay, "2025-08-10 00:00:00")]
    [InlineData("10/08/2025", DateOrder.YearMonthDay, "2025-10-08 00:00:00")]
    [InlineData("25/12/2010", DateOrder.YearMonthDay, "2010-12-25 00:00:00")]
    public void Parse_DateInAnotherOrder_IsReadAndSaid(string text, DateOrder order, string expected)
    {
        Assert.Equal(expected, Parse(text, order, out var outcome));
        Assert.Equal(nameof(MomentOutcome.ReadInOtherOrder), outcome);
    }

    [Fact]
    public void Parse_TwelveTwelve_FollowsTheOrder()
    {
        Assert.Equal("2010-12-12 00:00:00", Parse("12/12/2010", DateOrder.MonthDayYear, out var outcome));
        Assert.Equal(nameof(MomentOutcome.Read), outcome);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("yesterday")]
    [InlineData("2025")]
    [InlineData("2025-08")]
    [InlineData("2025-08-")]
    [InlineData("2025-13-01")]
    [InlineData("2025-00-01")]
    [InlineData("2025-01-00")]
    [InlineData("2025-01-32")]
    [InlineData("2025-02-29")]
    [InlineData("1900-02-29")]
    [InlineData("2025-04-31")]
    [InlineData("0000-01-01")]
    [InlineData("2025-08/10")]
    [InlineData("2025.08.10")]
    [InlineData("2025-008-10")]
    [InlineData("2025-08-10-")]
    [InlineData("20251310")]
    [InlineData("2025081")]
    [InlineData("202508100")]
    [InlineData("99999999999999999999")]
    [InlineData("12.25.2010")]
    [InlineData("32/12/2010")]
    [InlineData("13/13/2010")]
    [InlineData("1/1/1")]
    [InlineData("1/1/201")]
    [InlineData("1/1/20100")]
    [InlineData("001/1/2010")]
    [InlineData("1//2010")]
    [InlineData("-1/1/2010")]
    [InlineData("2025-08-10T")]
    [InlineData("2025-08-10x08:26")]
    [InlineData("2025-08-10T08")]
    [InlineData("2025-08-10T08:")]
    [InlineData("2025-08-10T08:2")]
    [InlineData("2025-08-10T08:260")]
    [InlineData("2025-08-10T008:26")]
    [InlineData("2025-08-10T24:00")]
    [InlineData("2025-08-10T24:00:00")]
    [InlineData("2025-08-10T23:60")]
    [InlineData("2025-08-10T23:59:60")]
    [InlineData("2025-08-10T23:59:5")]
    [InlineData("2025-08-10T23:59:59.")]
    [InlineData("2025-08-10T23:59:59,5")]
    [InlineData("2025-08-10T23-59-59")]
    [InlineData("2025-08-10T08:26 XM")]
    [InlineData("2025-08-10T0:26 AM")]
    [InlineData("2025-08-10T13:26 PM")]
    [InlineData("2025-08-10T08:26 A")]
    [InlineData("2025-08-10T08:26ZZ")]
    [InlineData("2025-08-10T08:26+")]
    [InlineData("2025-08-10T08:26+2:00")]
    [InlineData("2025-08-10T08:26+02:60")]
    [InlineData("2025-08-10T08:26+0260")]
    [InlineData("2025-08-10T08:26+14:01")]
    [InlineData("2025-08-10T08:26+15:00")]
    [InlineData("2025-08-10T08:26+02:00x")]
    [InlineData("2025-08-10Z")]
    public void Parse_NoDate_IsSaid(string text)
    {
        foreach (var order in Enum.GetValues<DateOrder>())
        {
            Assert.Null(Parse(text, order, out var outcome));
            Assert.Equal(nameof(MomentOutcome.NotADate), outcome);
        }
    }

    [Theory]
    [InlineData("1931-12-31")]
    [InlineData("1931-12-31T23:59:59")]
    [InlineData("2068-01-01")]
    [InlineData("0001-01-01T00:00+14:00")]
    [InlineData("9999-12-31T23:59-14:00")]
    [InlineData("1932-01-01T00:00:00+00:01")]
    [InlineData("2067-12-31T23:59:59-00:01")]
    [InlineData("1.1.1900")]
    [InlineData("1/1/68")]
    [InlineData("20991231")]
    public void Parse_DateBeyondTheRange_IsSaid(string text)
    {
        foreach (var order in Enum.GetValues<DateOrder>())
        {
            Assert.Null(Parse(text, order, out var outcome));
            Assert.Equal(nameof(MomentOutcome.OutOfRange), outcome);
        }
    }

    [Fact]
    public void Parse_EveryDay_IsReadInEveryForm()
    {
        for (var day = new DateOnly(1932, 1, 1); day <= new DateOnly(2067, 12, 31); day = day.AddDays(1))
        {
            foreach (var (format, order) in new[]
            {
                ("yyyy-MM-dd", DateOrder.YearMonthDay), ("yyyyMMdd", DateOrder.YearMonthDay), ("d.M.yyyy", DateOrder.DayMonthYear), ("M/d/yyyy", DateOrder.MonthDayYear),
            })
            {
                var text = Encoding.UTF8.GetBytes(day.ToString(format, CultureInfo.InvariantCulture));
                Assert.Equal(MomentOutcome.Read, MomentParser.Parse(text, order, out var seconds));
                Assert.Equal(Moments.StartOf(day), seconds);
            }
        }
    }

    [Fact]
    public void Parse_AnyBytes_NeverThrows()
    {
        var random = new Random(7);
        var alphabet = "0123456789-/.:TZ +apm"u8.ToArray();
        for (var i = 0; i < 200_000; i++)
        {
            var text = new byte[random.Next(26)];
            for (var j = 0; j < text.Length; j++)
                text[j] = alphabet[random.Next(alphabet.Length)];
            MomentParser.Parse(text, (DateOrder)(i % 3), out _);
            Assert.Equal(NumberParser.TryParse(text, out var number), NumberParser.TryParse(text, out _) && double.IsFinite(number));
        }
    }

    [Fact]
    public void Parse_ManyValues_AllocatesNothing()
    {
        var text = "12/1/2010 8:26 AM"u8.ToArray();
        MomentParser.Parse(text, DateOrder.MonthDayYear, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100_000; i++)
            MomentParser.Parse(text, DateOrder.MonthDayYear, out _);
        // The runtime itself allocates a little on this thread now and then; the smallest object for each date would take a hundred times as much.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 24_000);
    }

    [Theory]
    [InlineData("2025-08-10|2025-08-11", DateOrder.YearMonthDay)]
    [InlineData("20250810|2025/08/11|1.2.2010", DateOrder.YearMonthDay)]
    [InlineData("10.08.2025", DateOrder.DayMonthYear)]
    [InlineData("25/12/2010|1/2/2010|1/3/2010", DateOrder.DayMonthYear)]
    [InlineData("13/1/2010|1/1/2010", DateOrder.DayMonthYear)]
    [InlineData("12/13/2010|1/1/2010", DateOrder.MonthDayYear)]
    [InlineData("12-13-2010|1-1-2010", DateOrder.MonthDayYear)]
    [InlineData("12/12/2010 8:26|1/1/2010 8:26", DateOrder.MonthDayYear)]
    [InlineData("12-12-2010", DateOrder.DayMonthYear)]
    [InlineData("12-12-2010|1/1/2010", DateOrder.MonthDayYear)]
    [InlineData("25/12/2010|26/12/2010|12/27/2010", DateOrder.DayMonthYear)]
    [InlineData("25/12/2010|12/27/2010", DateOrder.MonthDayYear)]
    [InlineData("1/1/1900|NA||?|12/13/2010", DateOrder.MonthDayYear)]
    [InlineData("2025-08-10|never", DateOrder.YearMonthDay)]
    [InlineData("2025-08-10|never|ever", null)]
    [InlineData("2025-08-10|2025-02-30|13/13/2010", null)]
    [InlineData("12|13|14", null)]
    [InlineData("NA|", null)]
    public void GuessOrder_Samples_GivesTheOrderThatFits(string samples, DateOrder? expected) =>
        Assert.Equal(expected, MomentParser.GuessOrder(samples.Split('|').Select(Encoding.UTF8.GetBytes)));

    [Fact]
    public void GuessOrder_NoSamples_GivesNone() => Assert.Null(MomentParser.GuessOrder([]));
}
