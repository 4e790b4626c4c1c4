using PersonalizedAgent.Core.Datasets.Intake;

namespace PersonalizedAgent.Tests.Datasets.Intake;

public sealed class Crc32Tests
{
    [Fact]
    public void Value_NoBytes_IsZero() => Assert.Equal(0u, new Crc32().Value);

    [Fact]
    public void Value_KnownText_IsTheKnownChecksum()
    {
        var whole = new Crc32();
        whole.Add("123456789"u8);
        var parts = new Crc32();
        parts.Add("1234"u8);
        parts.Add([]);
        parts.Add("56789"u8);

        Assert.Equal(0xCBF43926u, whole.Value);
        Assert.Equal(whole.Value, parts.Value);
    }
}
