using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Intake;
using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Datasets.Intake;

public sealed class DatasetLibraryTests : IDisposable
{
    private static readonly string[] NoIds = ["", ".", "..", "a/b", "a\\b", "/etc", "a.b", "a b", "é", "a\0", new string('a', 65), "a/../../b"];

    private readonly string _root = Directory.CreateTempSubdirectory().FullName;
    private readonly DatasetLibrary _library;

    public DatasetLibraryTests() => _library = new DatasetLibrary(Store);

    private string Store => Path.Combine(_root, "store");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static DatasetManifest Manifest(string name, string file = "users.csv") => new()
    {
        Name = name,
        KeptAt = Sample.Now,
        Files = [new ManifestFile(DatasetTable.Users, file, new Dictionary<string, int> { ["user_id"] = 0 }, DateOrder.DayMonthYear)],
        Version = "v",
        AsOf = AsOfRule.LastEvent,
        Users = 1,
    };

    private KeptDataset Keep(string id, string name)
    {
        File.WriteAllText(Path.Combine(_library.Stage(id), "users.csv"), "user_id\n5\n");
        return _library.Accept(id, Manifest(name));
    }

    [Fact]
    public void StageAcceptListRenameDelete_WorkInTurn()
    {
        Assert.Empty(_library.List());
        var staging = _library.Stage("b-1");
        Assert.True(Directory.Exists(staging));
        File.WriteAllText(Path.Combine(staging, "users.csv"), "user_id\n5\n");
        Assert.Empty(_library.List());
        Assert.Null(_library.Find("b-1"));

        var kept = _library.Accept("b-1", Manifest("Shop"));
        Assert.Equal(("b-1", Path.Combine(Store, "b-1"), "Shop"), (kept.Id, kept.Folder, kept.Manifest.Name));
        Assert.False(Directory.Exists(staging));
        Keep("a-2", "another");
        Assert.Equal(["another", "Shop"], _library.List().Select(dataset => dataset.Manifest.Name));
        Assert.Equal("b-1", _library.Find("b-1")?.Id);

        Assert.True(_library.Rename("b-1", "A shop"));
        Assert.Equal(["A shop", "another"], new DatasetLibrary(Store).List().Select(dataset => dataset.Manifest.Name));
        Assert.Equal(["dataset.json", "users.csv"], Directory.EnumerateFiles(kept.Folder).Select(Path.GetFileName).Order());

        Assert.True(_library.Delete("b-1"));
        Assert.False(_library.Delete("b-1"));
        Assert.False(_library.Rename("b-1", "x"));
        Assert.Equal(["a-2"], Directory.EnumerateFileSystemEntries(Store).Select(Path.GetFileName));
    }

    [Fact]
    public void Accept_ThenSource_ReadsWhatWasKept()
    {
        Keep("a", "Shop");

        var source = _library.Find("a")!.Source;

        Assert.Equal(("Shop", AsOfRule.LastEvent, DateOrder.DayMonthYear), (source.Name, source.AsOf, source.Files[0].Dates));
        Assert.Equal(5, Assert.IsType<DatasetReadResult.Read>(DatasetReader.Read(source, new DatasetLimits(), Sample.Today)).Dataset.Users.IdOf(0).Number);
    }

    [Fact]
    public void ManifestOf_TellsAllThatIsNeededToReadAgain()
    {
        using var folder = new TempDataset(("users.csv", "user_id\n1\n"), ("orders.csv", "user_id,item_id,at\n1,a,2025-08-01\n"));
        DatasetFolder.TryFind(folder.Folder, new DatasetLimits(), out var source);
        var dataset = folder.Read(Sample.Today);

        var manifest = DatasetManifest.Of(dataset, source, Sample.Now);

        Assert.Equal((1, 1, 1, 0, dataset.Version, Sample.Now), (manifest.Users, manifest.Items, manifest.Orders, manifest.Contacts, manifest.Version, manifest.KeptAt));
        Assert.Equal(Directory.EnumerateFiles(folder.Folder).Sum(path => new FileInfo(path).Length), manifest.Bytes);
        var again = Assert.IsType<DatasetReadResult.Read>(DatasetReader.Read(manifest.ToSource(folder.Folder), new DatasetLimits(), Sample.Today)).Dataset;
        Assert.Equal(dataset.Version, again.Version);
    }

    [Fact]
    public void Accept_FilesThatTheManifestDoesNotName_AreRemoved()
    {
        var staging = _library.Stage("a");
        foreach (var name in (string[])["users.csv", "USERS.csv", "upload.zip", "dataset.json"])
            File.WriteAllText(Path.Combine(staging, name), "user_id\n5\n");

        var kept = _library.Accept("a", Manifest("Shop"));

        Assert.Equal(["dataset.json", "users.csv"], Directory.EnumerateFiles(kept.Folder).Select(Path.GetFileName).Order());
        Assert.NotNull(_library.Find("a"));
    }

    [Fact]
    public void Discard_ForgetsOnlyWhatWasBeingTaken()
    {
        Keep("a", "Shop");
        var staging = _library.Stage("b");
        File.WriteAllText(Path.Combine(staging, "users.csv"), "x");

        foreach (var id in (string[])["b", "b", "a", .. NoIds])
            _library.Discard(id);

        Assert.Equal(["a"], Directory.EnumerateFileSystemEntries(Store).Select(Path.GetFileName));
    }

    [Fact]
    public void Clean_WhileAnotherTakesData_LeavesThatAlone_UntilItEnds()
    {
        using var other = new DatasetLibrary(Store);
        var staging = other.Stage("b");
        File.WriteAllText(Path.Combine(staging, "users.csv"), "user_id\n1\n");

        Assert.Equal([staging], _library.Clean());
        Assert.True(File.Exists(Path.Combine(staging, "users.csv")));

        other.Dispose();
        Assert.Empty(_library.Clean());
        Assert.False(Directory.Exists(staging));
    }

    [Fact]
    public void Clean_RemovesLeftoversAndNothingElse()
    {
        Assert.Empty(_library.Clean());
        Keep("a", "Shop");
        _library.SetInUse("a");
        _library.Stage("b");
        Directory.CreateDirectory(Path.Combine(Store, ".leaving-c", "sub"));
        Directory.CreateDirectory(Path.Combine(Store, ".other"));
        Directory.CreateDirectory(Path.Combine(Store, "taking-d"));
        File.WriteAllText(Path.Combine(Store, ".taking-e"), "a file");
        _library.Dispose();

        Assert.Empty(_library.Clean());

        Assert.Equal([".other", ".taking-e", "a", "current.txt", "taking-d"], Directory.EnumerateFileSystemEntries(Store).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void IdsThatArePaths_AreRefusedOrNotFound()
    {
        Keep("a", "Shop");
        Directory.CreateDirectory(Path.Combine(_root, "b"));
        File.Copy(Path.Combine(Store, "a", "dataset.json"), Path.Combine(_root, "b", "dataset.json"));
        foreach (var id in (string[])[.. NoIds, "../b"])
        {
            Assert.Null(_library.Find(id));
            Assert.False(_library.Rename(id, "x"));
            Assert.False(_library.Delete(id));
            Assert.Throws<ArgumentException>(() => _library.Stage(id));
            Assert.Throws<ArgumentException>(() => _library.Accept(id, Manifest("x")));
        }

        Assert.Equal(["b", "store"], Directory.EnumerateDirectories(_root).Select(Path.GetFileName).Order());
        Assert.Equal(["a"], Directory.EnumerateFileSystemEntries(Store).Select(Path.GetFileName));
        Assert.NotNull(_library.Stage(new string('a', 64)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"name\":\"x\"}")]
    [InlineData("{\"name\":null,\"kept_at\":\"2025-08-13T00:00:00Z\",\"files\":[],\"version\":\"v\"}")]
    [InlineData("{\"name\":\"x\",\"kept_at\":\"2025-08-13T00:00:00Z\",\"files\":null,\"version\":\"v\"}")]
    [InlineData("{\"name\":\"x\",\"kept_at\":\"2025-08-13T00:00:00Z\",\"files\":[{\"table\":\"users\"}],\"version\":\"v\"}")]
    [InlineData("{\"name\":\"x\",\"kept_at\":\"2025-08-13T00:00:00Z\",\"files\":[null],\"version\":\"v\"}")]
    [InlineData("{\"name\":\"x\",\"kept_at\":\"soon\",\"files\":[],\"version\":\"v\"}")]
    public void BrokenManifest_IsSkipped(string manifest)
    {
        Keep("a", "Shop");
        Directory.CreateDirectory(Path.Combine(Store, "b"));
        File.WriteAllText(Path.Combine(Store, "b", "dataset.json"), manifest);
        Directory.CreateDirectory(Path.Combine(Store, "c"));

        Assert.Equal(["a"], _library.List().Select(kept => kept.Id));
        Assert.Null(_library.Find("b"));
        Assert.Null(_library.Find("c"));
    }

    [Fact]
    public void InUse_IsWhatWasSetLast()
    {
        Assert.Null(_library.LastInUse());
        _library.SetInUse("a");
        _library.SetInUse("b");
        Assert.Equal("b", new DatasetLibrary(Store).LastInUse());
        _library.SetInUse("");
        Assert.Null(_library.LastInUse());
        Assert.Equal(["current.txt"], Directory.EnumerateFileSystemEntries(Store).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("../secret.csv")]
    [InlineData("/etc/passwd")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("sub/../../secret.csv")]
    public void Manifest_FileNamesWithFolders_CannotReadOutside(string name)
    {
        Directory.CreateDirectory(Store);
        File.WriteAllText(Path.Combine(Store, "secret.csv"), "user_id\n42\n");
        File.WriteAllText(Path.Combine(_root, "secret.csv"), "user_id\n42\n");
        _library.Stage("a");
        _library.Accept("a", Manifest("Shop", name));

        var source = _library.Find("a")!.Source;

        Assert.IsType<DatasetReadResult.Failed>(DatasetReader.Read(source, new DatasetLimits(), Sample.Today));
    }
}
