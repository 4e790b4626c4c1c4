using System.Text;
using PersonalizedAgent.Core.Kumo.Relational.Reading;

namespace PersonalizedAgent.Tests.Kumo.Relational;

public sealed class RelationalProblemTests
{
    [Theory]
    [InlineData(1, "Bad: p0: r")]
    [InlineData(5, "Bad: p0: r; p1: r; p2: r; p3: r; p4: r")]
    [InlineData(6, "Bad: p0: r; p1: r; p2: r; p3: r; p4: r; +1 more")]
    [InlineData(12, "Bad: p0: r; p1: r; p2: r; p3: r; p4: r; +7 more")]
    public void Text_InvalidParams_TellsTheFirstFive(int count, string expected)
    {
        var parameters = string.Join(',', Enumerable.Range(0, count).Select(i => $$"""{"name":"p{{i}}","reason":"r"}"""));

        Assert.Equal(expected, Text($$"""{"detail":"Bad.","invalid_params":[{{parameters}}]}"""));
    }

    [Theory]
    [InlineData("", null, "no details given")]
    [InlineData("  \r\n ", null, "no details given")]
    [InlineData("{}", "application/json", "no details given")]
    [InlineData("""{"title":"Too many","status":429}""", "application/problem+json", "Too many")]
    [InlineData("""{"title":"T","detail":"D","code":"C"}""", null, "D")]
    [InlineData("""{"code":"C","detail":null}""", null, "C")]
    [InlineData("""{"error":{"message":"no key"}}""", null, "no key")]
    [InlineData("""{"invalid_params":["x",{"name":5}]}""", null, "?: x; ?: refused")]
    [InlineData("""{"detail":"cut of""", "application/json", "{\"detail\":\"cut of")]
    [InlineData("""{"detail":"two\nlines\tand\u0007more"}""", null, "two lines and more")]
    [InlineData("a < b and\n c > d", "text/plain", "a < b and c > d")]
    [InlineData("<!DOCTYPE html><head><title>502</title><style>p { x: 1 }</style></head><body><!-- <p>no</p> --><p>Bad&nbsp;&amp; slow</p><script>if (a<b) c();</script></body>", null, "502 Bad & slow")]
    [InlineData("oops <b>down</b> <script>never closed", "text/html; charset=utf-8", "oops down")]
    [InlineData("<html", null, "no details given")]
    public void Text_AnyBody_IsOneShortLine(string body, string? contentType, string expected) => Assert.Equal(expected, ProblemReader.Text(Encoding.UTF8.GetBytes(body), contentType));

    [Theory]
    [InlineData(512, false)]
    [InlineData(513, true)]
    public void Text_Long_IsCutAtFiveHundredAndTwelve(int length, bool isCut)
    {
        var body = new string('x', length);

        Assert.Equal(512, Text(body).Length);
        Assert.Equal(isCut, Text(body).EndsWith('…'));
        Assert.Equal(Text(body), Text($$"""{"detail":"{{body}}"}"""));
    }

    [Fact]
    public void Text_CutThroughALetterOfTwoHalves_LeavesItOut() => Assert.Equal(new string('x', 510) + "…", Text(new string('x', 510) + "😀😀"));

    [Fact]
    public void Text_HugeAndHostile_TakesNoTime()
    {
        Assert.Equal("no details given", ProblemReader.Text(Encoding.UTF8.GetBytes(new string('<', 1_000_000)), "text/html"));
        Assert.Equal("no details given", ProblemReader.Text(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<!--", 100_000))), null));
        Assert.NotEmpty(Text(new string('{', 100_000)));
        Assert.NotEmpty(ProblemReader.Text(new byte[] { 0xFF, 0xFE, (byte)'a', 0 }, null));
    }

    [Theory]
    [InlineData("404", 404)]
    [InlineData("\"404\"", 404)]
    [InlineData("99", null)]
    [InlineData("[]", null)]
    public void Read_Status_IsOneOfHttp(string status, int? expected) => Assert.Equal(expected, ProblemReader.Read(Encoding.UTF8.GetBytes($$"""{"status":{{status}}}"""))!.Status);

    private static string Text(string body) => ProblemReader.Text(Encoding.UTF8.GetBytes(body), null);
}
