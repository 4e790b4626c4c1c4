using PersonalizedAgent.Core.Datasets.Intake;

namespace PersonalizedAgent.Tests.Datasets.Intake;

public sealed class FolderRulesTests : IDisposable
{
    // The folder for temporary files may itself be a link.
    private readonly string _root = FolderRules.Resolve(Directory.CreateTempSubdirectory().FullName, [Path.GetTempPath()])!;

    public FolderRulesTests()
    {
        foreach (var name in (string[])["data", "data/sub", "data/sub/deep", "data2", "out", "out/e"])
            Directory.CreateDirectory(In(name));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private string In(string name) => Path.Combine(_root, name);

    private string? Resolve(string folder) => FolderRules.Resolve(folder, [In("data")]);

    private void Link(string name, string target) => Directory.CreateSymbolicLink(In(name), target);

    [Fact]
    public void Resolve_AllowedFolderAndWhatLiesBelow_AreAllowed()
    {
        Assert.Equal(In("data"), Resolve(In("data")));
        Assert.Equal(In("data"), Resolve(In("data") + "/"));
        Assert.Equal(In("data/sub/deep"), Resolve(In("data/sub/deep")));
        Assert.Equal(In("data/sub"), Resolve(In("data/sub/deep/..")));
        Assert.Equal(In("data/sub"), FolderRules.Resolve(In("data/sub"), [In("data") + "/"]));
        Assert.Equal(In("data/sub"), FolderRules.Resolve(In("data/sub"), ["", In("nothing"), In("out"), In("data")]));
        Assert.Equal(In("out"), FolderRules.Resolve(In("out"), ["/"]));
    }

    [Fact]
    public void Resolve_OtherFolders_AreNot()
    {
        Assert.Null(Resolve(In("data2")));
        Assert.Null(Resolve(In("out")));
        Assert.Null(Resolve(_root));
        Assert.Null(Resolve("/"));
        Assert.Null(Resolve(In("data/../data2")));
        Assert.Null(Resolve(In("data/sub/../../out")));
        Assert.Null(Resolve(In("DATA")));
        Assert.Null(FolderRules.Resolve(In("data"), []));
        Assert.Null(FolderRules.Resolve(In("data"), [""]));
        Assert.Null(FolderRules.Resolve(In("data"), [In("data/sub")]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("data/nothing")]
    [InlineData("data/file.csv")]
    [InlineData("data\0")]
    public void Resolve_NotAFolder_IsNot(string name)
    {
        File.WriteAllText(In("data/file.csv"), "x");

        Assert.Null(Resolve(name.Length == 0 ? "" : In(name)));
    }

    [Fact]
    public void Resolve_LinkThatLeadsOut_IsNot()
    {
        Link("data/away", In("out"));
        Link("data/relative", "../out");
        Link("data/sub/chain", In("data/away"));

        foreach (var name in (string[])["data/away", "data/away/e", "data/relative", "data/relative/e", "data/sub/chain", "data/sub/chain/e"])
            Assert.Null(Resolve(In(name)));
    }

    [Fact]
    public void Resolve_LinkThatLeadsIn_IsTheRealPlace()
    {
        Link("out/in", In("data/sub"));
        Link("out/chain", "in");
        Link("data/self", "sub");

        Assert.Equal(In("data/sub"), Resolve(In("out/in")));
        Assert.Equal(In("data/sub/deep"), Resolve(In("out/in/deep")));
        Assert.Equal(In("data/sub/deep"), Resolve(In("out/chain/deep")));
        Assert.Equal(In("data/sub"), Resolve(In("data/self")));
    }

    [Fact]
    public void Resolve_RelativeLinkBehindALink_LeadsOnFromItsRealPlace()
    {
        Link("out/next", "../data2");
        Link("data/up", "sub");
        Link("data/sub/next", "../sub/deep");
        Link("far", In("data/sub"));

        Assert.Equal(In("data/sub/deep"), Resolve(In("far/next")));
        Assert.Equal(In("data/sub/deep"), Resolve(In("data/up/next")));
        Assert.Null(Resolve(In("out/next")));
    }

    [Fact]
    public void Resolve_AllowedFolderThatIsALink_AllowsWhereItLeads()
    {
        Link("allowed", In("data"));

        Assert.Equal(In("data/sub"), FolderRules.Resolve(In("allowed/sub"), [In("allowed")]));
        Assert.Equal(In("data/sub"), FolderRules.Resolve(In("data/sub"), [In("allowed")]));
        Assert.Null(FolderRules.Resolve(In("data2"), [In("allowed")]));
    }

    [Fact]
    public void Resolve_LinkToNowhereOrToItself_IsNot()
    {
        Link("data/nowhere", In("nothing"));
        Link("data/loop", In("data/loop"));

        Assert.Null(Resolve(In("data/nowhere")));
        Assert.Null(Resolve(In("data/loop")));
        Assert.Null(FolderRules.Resolve(In("data"), [In("data/loop"), In("data/nowhere")]));
    }
}
