using PersonalizedAgent.Web.Model;

namespace PersonalizedAgent.Tests.Model;

public sealed class OwnNavigationsTests
{
    [Fact]
    public void Take_OurOwn_Once_AndThoseBeforeItArePast()
    {
        var own = new OwnNavigations();
        own.Expect("/a");
        own.Expect("/b");
        own.Expect("/c");

        Assert.False(own.Take("/elsewhere"));
        Assert.True(own.Take("/b"));
        Assert.False(own.Take("/a"));
        Assert.True(own.Take("/c"));
        Assert.False(own.Take("/c"));
    }
}
