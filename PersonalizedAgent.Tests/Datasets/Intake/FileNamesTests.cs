using System.Text;
using PersonalizedAgent.Core.Datasets.Intake;

namespace PersonalizedAgent.Tests.Datasets.Intake;

public sealed class FileNamesTests
{
    [Theory]
    [InlineData("users.csv", "users.csv")]
    [InlineData("My users (1).csv", "My_users__1_.csv")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\data\\users.csv", "users.csv")]
    [InlineData("kundenübersicht.csv", "kundenübersicht.csv")]
    [InlineData("a\0b\nc.csv", "a_b_c.csv")]
    [InlineData("a:b|c?.csv", "a_b_c_.csv")]
    [InlineData("", "_")]
    [InlineData(".", "_")]
    [InlineData("..", "_")]
    [InlineData("folder/", "_")]
    [InlineData(".hidden", "_.hidden")]
    [InlineData("users.", "users")]
    [InlineData("users..csv", "users..csv")]
    [InlineData("con", "_con")]
    [InlineData("NUL.csv", "_NUL.csv")]
    [InlineData("com1.tar.gz", "_com1.tar.gz")]
    [InlineData("lpt9.txt", "_lpt9.txt")]
    [InlineData("com10.csv", "com10.csv")]
    [InlineData("console.csv", "console.csv")]
    public void Safe_Name_IsSafe(string name, string expected) => Assert.Equal(expected, FileNames.Safe(name));

    [Theory]
    [InlineData(76, 80)]
    [InlineData(77, 80)]
    [InlineData(75, 79)]
    [InlineData(500, 80)]
    public void Safe_LongName_IsCutBeforeTheExtension(int stemLength, int expectedLength)
    {
        var safe = FileNames.Safe(new string('a', stemLength) + ".csv");

        Assert.Equal(expectedLength, safe.Length);
        Assert.EndsWith(".csv", safe, StringComparison.Ordinal);
    }

    [Fact]
    public void Safe_LongExtension_IsCut() => Assert.Equal("a." + new string('b', 78), FileNames.Safe("a." + new string('b', 500)));

    [Fact]
    public void Safe_AnyName_IsShortAndStaysTheSame()
    {
        var random = new Random(5);
        for (var i = 0; i < 20_000; i++)
        {
            var name = string.Concat(Enumerable.Range(0, random.Next(120)).Select(_ => random.Next(3) == 0 ? '.' : (char)random.Next(char.MaxValue)));
            var safe = FileNames.Safe(name);

            Assert.InRange(safe.Length, 1, FileNames.MaxLength);
            Assert.InRange(Encoding.UTF8.GetByteCount(safe), 1, 255);
            Assert.DoesNotContain(safe, c => !char.IsLetterOrDigit(c) && c is not ('.' or '-' or '_'));
            Assert.False(safe.EndsWith('.'));
            Assert.Equal(safe, FileNames.Safe(safe));
        }
    }
}
