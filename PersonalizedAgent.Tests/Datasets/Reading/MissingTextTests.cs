using System.Text;
using PersonalizedAgent.Core.Datasets.Reading;

namespace PersonalizedAgent.Tests.Datasets.Reading;

public sealed class MissingTextTests
{
    [Theory]
    [InlineData("", true)]
    [InlineData("  ", true)]
    [InlineData("NA", true)]
    [InlineData("na", true)]
    [InlineData("N/A", true)]
    [InlineData("NaN", true)]
    [InlineData("NULL", true)]
    [InlineData("null", true)]
    [InlineData("None", true)]
    [InlineData("nil", true)]
    [InlineData("-", true)]
    [InlineData("?", true)]
    [InlineData("#N/A", true)]
    [InlineData("\\N", true)]
    [InlineData("\\n", true)]
    [InlineData(" NA ", true)]
    [InlineData("0", false)]
    [InlineData("N", false)]
    [InlineData("--", false)]
    [InlineData("Nan Goldin", false)]
    [InlineData("nulls", false)]
    [InlineData("unknown", false)]
    public void IsMissing_Text_IsKnown(string text, bool expected) => Assert.Equal(expected, MissingText.IsMissing(Encoding.UTF8.GetBytes(text)));
}
