using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Intake;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Kumo.Rank;
using PersonalizedAgent.Web.Data;
using PersonalizedAgent.Web.Model;

namespace PersonalizedAgent.Tests.Support;

/// <summary>A store of datasets on a real disk, with a small demo, and the desk that takes new data into it.</summary>
internal sealed class DataBench : IDisposable
{
    public const string Users = "customer no,country\n7,France\n8,Spain\nA9,France\n";
    public const string Orders = "customer no,date,total\n7,2025-08-01,12.50\n8,2025-08-02,3\nA9,2025-08-03,4\n";

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("data-bench-");
    private readonly List<IDisposable> _opened = [];

    public DataBench()
    {
        Directory.CreateDirectory(DemoPath);
        File.WriteAllText(Path.Combine(DemoPath, "users.csv"), "user_id,age\n1,25\n2,30\n");
        Options.Store = Path.Combine(_root.FullName, "store");
        Open();
    }

    public ManualClock Clock { get; } = new();

    public DatasetOptions Options { get; } = new();

    public string Root => _root.FullName;

    public string DemoPath => Path.Combine(Root, "demo");

    public DatasetLibrary Library { get; private set; } = null!;

    public DatasetStore Store { get; private set; } = null!;

    public ModelDesk Models { get; private set; } = null!;

    public ImportDesk Desk { get; private set; } = null!;

    /// <summary>The files and folders that are kept or being taken, with their sizes; not the mark in a folder at work.</summary>
    public string[] OnDisk => Directory.Exists(Options.Store)
        ? [.. new DirectoryInfo(Options.Store).EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Where(entry => entry.Name != ".in-work").Select(entry => $"{Path.GetRelativePath(Options.Store, entry.FullName)} {(entry as FileInfo)?.Length}").Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Begins anew on the same disk, as after a restart.</summary>
    public DatasetStore Open()
    {
        var options = Microsoft.Extensions.Options.Options.Create(Options);
        Library?.Dispose();
        Library = new DatasetLibrary(Options.Store);
        Models = new ModelDesk(Microsoft.Extensions.Options.Options.Create(new KumoOptions()), new RankKumoClient(), Clock, NullLogger<ModelDesk>.Instance);
        Store = new DatasetStore(options, Microsoft.Extensions.Options.Options.Create(new DemoOptions { Path = DemoPath }), Library, Models, Clock, NullLogger<DatasetStore>.Instance);
        Desk = new ImportDesk(Library, Store, options, Clock, NullLogger<ImportDesk>.Instance);
        _opened.AddRange([Store, Desk, Models]);
        return Store;
    }

    public string Begin()
    {
        Assert.Null(Desk.Begin(1000, out var id));
        return id;
    }

    public Task<string?> SendAsync(string id, string name, string text) => SendAsync(id, name, Encoding.UTF8.GetBytes(text));

    public async Task<string?> SendAsync(string id, string name, byte[] bytes)
    {
        using var body = new MemoryStream(bytes);
        return await Desk.ReceiveAsync(id, name, body, CancellationToken.None);
    }

    /// <summary>Brings files as far as a person can look at them.</summary>
    public async Task<ImportState.Matching> MatchAsync(params (string Name, string Text)[] files)
    {
        var id = Begin();
        foreach (var (name, text) in files)
            Assert.Null(await SendAsync(id, name, text));
        Assert.Null(Desk.Look(id, "My data"));
        return Assert.IsType<ImportState.Matching>(Desk.State);
    }

    /// <summary>Takes files, and keeps them.</summary>
    /// <returns>The key under which they are kept.</returns>
    public async Task<string> KeepAsync(string name = "My data")
    {
        var matching = await MatchAsync(("users.csv", Users), ("orders.csv", Orders));
        Desk.Correct(matching.Id, current => current with { Name = name });
        await Desk.ReadAsync(matching.Id);
        var key = Assert.IsType<ImportState.Taken>(Desk.State).Key;
        Desk.Dismiss();
        return key;
    }

    public void Dispose()
    {
        foreach (var opened in _opened)
            opened.Dispose();
        _root.Delete(recursive: true);
    }
}
