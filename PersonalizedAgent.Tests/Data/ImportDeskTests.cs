using System.IO.Compression;
using System.IO.Pipelines;
using System.Text;
using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Tests.Support;
using PersonalizedAgent.Web.Model;

namespace PersonalizedAgent.Tests.Data;

/// <summary>Whatever ends an import before its data is kept leaves the disk as it was.</summary>
public sealed class ImportDeskTests : IDisposable
{
    private readonly DataBench _bench = new();

    public void Dispose() => _bench.Dispose();

    private static byte[] Zip(params (string Name, string Text)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            foreach (var (name, text) in entries)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(text);
            }
        }

        return bytes.ToArray();
    }

    private string AssertFailed(string[] before)
    {
        var reason = Assert.IsType<ImportState.Failed>(_bench.Desk.State).Reason;
        Assert.Equal(before, _bench.OnDisk);
        Assert.DoesNotContain(_bench.Root, reason, StringComparison.Ordinal);
        return reason;
    }

    /// <summary>Keeps a dataset first, so that there is something to be left alone.</summary>
    private async Task<string[]> DiskWithADatasetAsync()
    {
        await _bench.KeepAsync("Old");
        return _bench.OnDisk;
    }

    [Fact]
    public async Task Read_FilesWithNamesOfTheirOwn_KeepsThem()
    {
        var matching = await _bench.MatchAsync(("orders.csv", DataBench.Orders), ("clients.csv", DataBench.Users));
        Assert.Equal([DatasetTable.Users, DatasetTable.Orders], matching.Files.Select(file => file.Table!.Value));
        Assert.Empty(matching.Problems);
        Assert.Empty(_bench.Library.List());

        await _bench.Desk.ReadAsync(matching.Id);

        var taken = Assert.IsType<ImportState.Taken>(_bench.Desk.State);
        Assert.Equal((3, 3, "My data"), (taken.Dataset.Users.Count, taken.Dataset.Orders.Count, taken.Dataset.Name));
        Assert.Equal(taken.Key, Assert.Single(_bench.Library.List()).Id);
        Assert.DoesNotContain(_bench.OnDisk, entry => entry.StartsWith('.'));
    }

    [Fact]
    public void Begin_WhileAnotherIsUnderWay_IsRefused()
    {
        var first = _bench.Begin();

        Assert.Contains("Wait until it is done", _bench.Desk.Begin(1, out _), StringComparison.Ordinal);

        Assert.Equal(first, Assert.IsType<ImportState.Receiving>(_bench.Desk.State).Id);
        _bench.Desk.Cancel(first);
        _bench.Begin();
    }

    [Fact]
    public async Task Receive_OnlyOfTheImportUnderWay()
    {
        var id = _bench.Begin();
        _bench.Desk.Cancel(id);

        Assert.Equal("This import has ended.", await _bench.SendAsync(id, "users.csv", DataBench.Users));
        Assert.Equal("This import has ended.", await _bench.SendAsync("nothing", "users.csv", DataBench.Users));
        Assert.Equal("This import has ended.", _bench.Desk.Look(id, "My data"));
        Assert.Empty(_bench.OnDisk);
    }

    [Fact]
    public async Task Receive_FileLargerThanAllowed_Fails()
    {
        var before = await DiskWithADatasetAsync();
        _bench.Options.Limits.FileBytes = DataBench.Users.Length;
        var id = _bench.Begin();
        Assert.Null(await _bench.SendAsync(id, "users.csv", DataBench.Users));

        Assert.NotNull(await _bench.SendAsync(id, "orders.csv", DataBench.Users + "x"));

        Assert.Contains("Dataset:Limits:FileBytes", AssertFailed(before), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receive_TwoFilesOfOneName_Fails()
    {
        var before = await DiskWithADatasetAsync();
        var id = _bench.Begin();
        Assert.Null(await _bench.SendAsync(id, "a/users.csv", DataBench.Users));

        Assert.NotNull(await _bench.SendAsync(id, "b/users.csv", DataBench.Users));

        Assert.Contains("two files called users.csv", AssertFailed(before), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../users.csv", "users.csv")]
    [InlineData("/etc/users.csv", "users.csv")]
    [InlineData("C:\\temp\\my users.csv", "my_users.csv")]
    [InlineData("..", "_")]
    public async Task Receive_NameWithFolders_StaysInsideTheStore(string name, string expected)
    {
        var id = _bench.Begin();

        Assert.Null(await _bench.SendAsync(id, name, DataBench.Users));

        Assert.EndsWith($"/{expected} {DataBench.Users.Length}", _bench.OnDisk.Last(), StringComparison.Ordinal);
        Assert.Equal(2, _bench.OnDisk.Length);
        Assert.Equal(["demo", "store"], Directory.GetFileSystemEntries(_bench.Root).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Receive_Zip_TakesWhatIsInIt()
    {
        var id = _bench.Begin();

        Assert.Null(await _bench.SendAsync(id, "shop.zip", Zip(("shop/users.csv", DataBench.Users), ("shop/orders.csv", DataBench.Orders), ("shop/readme.md", "Read me"))));
        Assert.Null(_bench.Desk.Look(id, "shop"));
        await _bench.Desk.ReadAsync(id);

        var taken = Assert.IsType<ImportState.Taken>(_bench.Desk.State);
        Assert.Equal((3, 3), (taken.Dataset.Users.Count, taken.Dataset.Orders.Count));
        Assert.DoesNotContain(_bench.OnDisk, entry => entry.Contains(".zip", StringComparison.Ordinal) || entry.Contains("readme", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Receive_ZipThatIsNone_Fails()
    {
        var before = await DiskWithADatasetAsync();

        Assert.NotNull(await _bench.SendAsync(_bench.Begin(), "shop.zip", DataBench.Users));

        Assert.Contains("zip", AssertFailed(before), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receive_ZipThatWouldFillTheDisk_Fails()
    {
        var before = await DiskWithADatasetAsync();

        Assert.NotNull(await _bench.SendAsync(_bench.Begin(), "shop.zip", Zip(("users.csv", DataBench.Users), ("bomb.csv", new string('0', 8 << 20)))));

        Assert.Contains("as large as it is packed", AssertFailed(before), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receive_ZipWithAFileThatIsHereAlready_Fails()
    {
        var before = await DiskWithADatasetAsync();
        var id = _bench.Begin();
        Assert.Null(await _bench.SendAsync(id, "users.csv", DataBench.Users));

        Assert.NotNull(await _bench.SendAsync(id, "shop.zip", Zip(("users.csv", DataBench.Users))));

        Assert.Contains("users.csv is there already", AssertFailed(before), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Receive_CancelledOrBrokenOff_LeavesNothing(bool isByHand)
    {
        var before = await DiskWithADatasetAsync();
        var id = _bench.Begin();
        var pipe = new Pipe();
        using var sender = new CancellationTokenSource();
        await using var body = pipe.Reader.AsStream();
        var receiving = _bench.Desk.ReceiveAsync(id, "users.csv", body, sender.Token);
        await pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes(DataBench.Users[..20]));
        await Eventually.TrueAsync(() => _bench.OnDisk.Any(entry => entry.EndsWith("users.csv 20", StringComparison.Ordinal)), "the first bytes");

        if (isByHand)
            _bench.Desk.Cancel(id);
        else
            await sender.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => receiving);
        Assert.IsType<ImportState.Idle>(_bench.Desk.State);
        Assert.Equal(before, _bench.OnDisk);
    }

    [Fact]
    public async Task Receive_TellsHowFarItHasCome_TenTimesASecondAtMost()
    {
        var id = _bench.Begin();
        await using var body = new TimedBody(_bench.Clock, 0, 99, 1, 50, 50);
        var told = new List<long>();
        _bench.Desk.Changed += () => told.Add(((ImportState.Receiving)_bench.Desk.State).Bytes);

        Assert.Null(await _bench.Desk.ReceiveAsync(id, "users.csv", body, CancellationToken.None));

        Assert.Equal([30, 50], told);
    }

    /// <summary>Ten bytes at a time, each some milliseconds after those before.</summary>
    private sealed class TimedBody(ManualClock clock, params int[] milliseconds) : MemoryStream
    {
        private int _read;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_read == milliseconds.Length)
                return new(0);
            clock.Advance(TimeSpan.FromMilliseconds(milliseconds[_read++]));
            "0123456789"u8.CopyTo(buffer.Span);
            return new(10);
        }
    }

    [Fact]
    public async Task Look_NoFileOfRows_Fails()
    {
        var before = await DiskWithADatasetAsync();
        var id = _bench.Begin();
        Assert.Null(await _bench.SendAsync(id, "photo.png", "not a table"));

        Assert.NotNull(_bench.Desk.Look(id, "photo"));

        Assert.Contains(".csv", AssertFailed(before), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Look_Cancelled_LeavesNothing()
    {
        var before = await DiskWithADatasetAsync();
        var matching = await _bench.MatchAsync(("users.csv", DataBench.Users));

        _bench.Desk.Cancel(matching.Id);

        Assert.IsType<ImportState.Idle>(_bench.Desk.State);
        Assert.Equal(before, _bench.OnDisk);
    }

    [Fact]
    public async Task Read_WithProblems_DoesNotBegin()
    {
        var matching = await _bench.MatchAsync(("users.csv", "country,colour\nFrance,red\n"));

        await _bench.Desk.ReadAsync(matching.Id);

        Assert.NotEmpty(Assert.IsType<ImportState.Matching>(_bench.Desk.State).Problems);
    }

    [Fact]
    public async Task Look_TwoFilesForOneTable_TakesOne_AndRefusesBoth()
    {
        var matching = await _bench.MatchAsync(("users.csv", DataBench.Users), ("users2.csv", DataBench.Users));
        Assert.Equal([DatasetTable.Users, null], matching.Files.Select(file => file.Table));

        _bench.Desk.Correct(matching.Id, current => current with { Files = [.. current.Files.Select(file => file.As(DatasetTable.Users))] });
        await _bench.Desk.ReadAsync(matching.Id);

        var problem = Assert.Single(Assert.IsType<ImportState.Matching>(_bench.Desk.State).Problems);
        Assert.Equal("2 files are taken for users. Choose one.", problem);
    }

    [Fact]
    public async Task Correct_TwiceOnWhatAPageShowedFirst_KeepsBoth()
    {
        var matching = await _bench.MatchAsync(("users.csv", DataBench.Users));

        _bench.Desk.Correct(matching.Id, current => current with { Name = "Other" });
        _bench.Desk.Correct(matching.Id, current => current with { Files = [.. current.Files.Select(file => file.With("gender", 1))] });

        var corrected = Assert.IsType<ImportState.Matching>(_bench.Desk.State);
        Assert.Equal(("Other", 1), (corrected.Name, corrected.Files[0].Columns["gender"]));
    }

    [Fact]
    public async Task Read_FileThatVanished_FailsAndLeavesNothing()
    {
        var before = await DiskWithADatasetAsync();
        var matching = await _bench.MatchAsync(("users.csv", DataBench.Users));
        File.Delete(matching.Files[0].Path);

        await _bench.Desk.ReadAsync(matching.Id);

        Assert.StartsWith("users.csv: there is no such file.", AssertFailed(before), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_TooManyRows_FailsAndLeavesNothing()
    {
        var before = await DiskWithADatasetAsync();
        _bench.Options.Limits.Rows = 2;
        var matching = await _bench.MatchAsync(("users.csv", DataBench.Users));

        await _bench.Desk.ReadAsync(matching.Id);

        Assert.StartsWith("users.csv: ", AssertFailed(before), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_CancelledInTheMiddle_LeavesNothing()
    {
        var before = await DiskWithADatasetAsync();
        var matching = await _bench.MatchAsync(("users.csv", "user_id,age\n" + string.Concat(Enumerable.Range(1, 200_000).Select(id => $"{id},30\n"))));
        ReadOnlyTheFirst();

        await _bench.Desk.ReadAsync(matching.Id);

        Assert.IsType<ImportState.Idle>(_bench.Desk.State);
        Assert.Equal(before, _bench.OnDisk);

        void ReadOnlyTheFirst() => _bench.Desk.Changed += () =>
        {
            if (_bench.Desk.State is ImportState.Reading { Progress.Bytes: > 0 } reading)
            {
                Assert.NotEqual(reading.Progress.Bytes, reading.Progress.TotalBytes);
                // What another page does meanwhile changes nothing.
                _bench.Desk.Correct(reading.Id, current => current with { Name = "Late" });
                Assert.IsType<ImportState.Reading>(_bench.Desk.State);
                _bench.Desk.Cancel(reading.Id);
            }
        };
    }

    [Fact]
    public async Task Read_AskedForByTwoPages_ReadsOnce()
    {
        var matching = await _bench.MatchAsync(("users.csv", DataBench.Users));
        var states = 0;
        _bench.Desk.Changed += () => states += _bench.Desk.State is ImportState.Reading { Progress.TotalBytes: 0 } ? 1 : 0;

        await Task.WhenAll(_bench.Desk.ReadAsync(matching.Id), _bench.Desk.ReadAsync(matching.Id));

        Assert.Equal(1, states);
        Assert.IsType<ImportState.Taken>(_bench.Desk.State);
    }

    [Fact]
    public async Task Dismiss_AfterAFailure_IsIdle_ButNotWhileUnderWay()
    {
        var id = _bench.Begin();
        _bench.Desk.Dismiss();
        Assert.IsType<ImportState.Receiving>(_bench.Desk.State);
        Assert.NotNull(_bench.Desk.Look(id, "nothing"));
        Assert.IsType<ImportState.Failed>(_bench.Desk.State);

        _bench.Desk.Dismiss();

        Assert.IsType<ImportState.Idle>(_bench.Desk.State);
        await _bench.KeepAsync();
    }

    [Fact]
    public async Task TakeFolder_Allowed_CopiesItsFiles_AndLeavesThem()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_bench.Root, "drop", "shop"));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "users.csv"), DataBench.Users);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "notes.md"), "Mine");
        _bench.Options.AllowedFolders = [Path.Combine(_bench.Root, "drop")];

        Assert.Null(await _bench.Desk.TakeFolderAsync(folder.FullName));

        var matching = Assert.IsType<ImportState.Matching>(_bench.Desk.State);
        Assert.Equal(("shop", "users.csv"), (matching.Name, Assert.Single(matching.Files).FileName));
        await _bench.Desk.ReadAsync(matching.Id);
        Assert.IsType<ImportState.Taken>(_bench.Desk.State);
        Assert.Equal(2, folder.GetFiles().Length);
    }

    [Fact]
    public async Task TakeFolder_LinksAndEmptyFiles_AreLeftAlone()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_bench.Root, "drop"));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "users.csv"), DataBench.Users);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "items.csv"), "");
        File.CreateSymbolicLink(Path.Combine(folder.FullName, "orders.csv"), Path.Combine(_bench.DemoPath, "users.csv"));
        _bench.Options.AllowedFolders = [folder.FullName];

        Assert.Null(await _bench.Desk.TakeFolderAsync(folder.FullName));

        Assert.Equal("users.csv", Assert.Single(Assert.IsType<ImportState.Matching>(_bench.Desk.State).Files).FileName);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(-1, false)]
    public async Task Receive_FilesLargerThanAllowedTogether_Fail(int spare, bool isTaken)
    {
        var before = await DiskWithADatasetAsync();
        _bench.Options.Limits.TotalBytes = DataBench.Users.Length + DataBench.Orders.Length + spare;
        var id = _bench.Begin();
        Assert.Null(await _bench.SendAsync(id, "users.csv", DataBench.Users));

        var reason = await _bench.SendAsync(id, "orders.csv", DataBench.Orders);

        Assert.Equal(isTaken, reason is null);
        if (!isTaken)
            Assert.Contains("Dataset:Limits:TotalBytes", AssertFailed(before), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(-1, false)]
    public async Task Receive_ZipsLargerThanAllowedTogetherWhenUnpacked_Fail(int spare, bool isTaken)
    {
        var before = await DiskWithADatasetAsync();
        var table = "user_id\n" + string.Concat(Enumerable.Repeat("1\n", 5000));
        _bench.Options.Limits.TotalBytes = 2 * table.Length + spare;
        var id = _bench.Begin();
        Assert.Null(await _bench.SendAsync(id, "one.zip", Zip(("users.csv", table))));

        var reason = await _bench.SendAsync(id, "two.zip", Zip(("more.csv", table)));

        Assert.Equal(isTaken, reason is null);
        if (!isTaken)
            AssertFailed(before);
    }

    [Fact]
    public async Task Receive_MoreThanAHundredFilesWithThoseOfAZip_Fails()
    {
        var before = await DiskWithADatasetAsync();
        var id = _bench.Begin();
        for (var i = 1; i <= 99; i++)
            Assert.Null(await _bench.SendAsync(id, $"{i}.csv", DataBench.Users));

        Assert.NotNull(await _bench.SendAsync(id, "two.zip", Zip(("a.csv", DataBench.Users), ("b.csv", DataBench.Users))));

        Assert.Contains("too many", AssertFailed(before), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receive_MoreThanAHundredFiles_Fails()
    {
        var before = await DiskWithADatasetAsync();
        var id = _bench.Begin();
        for (var i = 1; i <= 100; i++)
            Assert.Null(await _bench.SendAsync(id, $"{i}.csv", DataBench.Users));

        Assert.NotNull(await _bench.SendAsync(id, "101.csv", DataBench.Users));

        Assert.Contains("too many", AssertFailed(before), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receive_WhileFilesAreMatched_IsRefused()
    {
        var matching = await _bench.MatchAsync(("users.csv", DataBench.Users));

        Assert.Equal("This import has ended.", await _bench.SendAsync(matching.Id, "orders.csv", DataBench.Orders));

        Assert.Same(matching, _bench.Desk.State);
    }

    [Fact]
    public async Task Look_MoreColumnsThanAllowed_IsAProblemOfTheFile()
    {
        _bench.Options.Limits.Columns = 2;

        var matching = await _bench.MatchAsync(("users.csv", "user_id,a,b\n1,2,3\n"));

        Assert.Equal(2, Assert.Single(matching.Files).Preview.Headers.Count);
        Assert.Contains("Dataset:Limits:Columns allows 2", Assert.Single(matching.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Look_LongCells_AreCut()
    {
        var matching = await _bench.MatchAsync(("users.csv", $"user_id,{new string('h', 5000)}\n1,{new string('x', 5000)}\n"));

        var preview = Assert.Single(matching.Files).Preview;
        Assert.Equal((100, 100), (preview.Headers[1].Length, preview.Rows[0][1].Length));
    }

    [Fact]
    public async Task Abort_SaysWhyAndLeavesNothing()
    {
        var before = await DiskWithADatasetAsync();
        var id = _bench.Begin();
        Assert.Null(await _bench.SendAsync(id, "users.csv", DataBench.Users));

        _bench.Desk.Abort(id, "The connection broke.");

        Assert.Equal("The connection broke.", AssertFailed(before));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Taken_UsedOrDeletedInTheList_IsNotKeptAtHand(bool isUsed)
    {
        Assert.Null(_bench.Store.Load());
        var matching = await _bench.MatchAsync(("users.csv", DataBench.Users));
        await _bench.Desk.ReadAsync(matching.Id);
        var taken = Assert.IsType<ImportState.Taken>(_bench.Desk.State);

        Assert.Null(isUsed ? await _bench.Store.SwitchAsync(taken.Key) : _bench.Store.Delete(taken.Key));

        Assert.IsType<ImportState.Idle>(_bench.Desk.State);
    }

    [Fact]
    public async Task TakeFolder_NotAllowedEmptyOrMissing_IsRefused()
    {
        Directory.CreateDirectory(Path.Combine(_bench.Root, "drop", "empty"));
        _bench.Options.AllowedFolders = [Path.Combine(_bench.Root, "drop")];

        Assert.Contains("Dataset:AllowedFolders", await _bench.Desk.TakeFolderAsync(_bench.DemoPath), StringComparison.Ordinal);
        Assert.Contains("Dataset:AllowedFolders", await _bench.Desk.TakeFolderAsync(Path.Combine(_bench.Root, "drop", "..", "demo")), StringComparison.Ordinal);
        Assert.Contains("Dataset:AllowedFolders", await _bench.Desk.TakeFolderAsync(Path.Combine(_bench.Root, "drop", "nothing")), StringComparison.Ordinal);
        Assert.Contains("no CSV files", await _bench.Desk.TakeFolderAsync(Path.Combine(_bench.Root, "drop", "empty")), StringComparison.Ordinal);
        Assert.IsType<ImportState.Idle>(_bench.Desk.State);
        Assert.Empty(_bench.OnDisk);
    }
}
