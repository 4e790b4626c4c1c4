using System.IO.Compression;
using System.Text;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Tests.Datasets;
using PersonalizedAgent.Tests.Support;
using PersonalizedAgent.Web.Model;

namespace PersonalizedAgent.Tests.Data;

/// <summary>Whatever files come to the desk: no exception, no hang, and they are kept whole or not at all.</summary>
public sealed class ImportFuzzTests : IDisposable
{
    private const int SeedCount = 8;
    private const int FilesPerSeed = 300;
    private const int FilesWanted = 2_200;

    /// <summary>For one file, or one look at all of them, which takes milliseconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly DataBench _bench = new();

    /// <summary>So few rows are allowed that some files have too many, and fail while they are read.</summary>
    public ImportFuzzTests() => _bench.Options.Limits.Rows = 60;

    private enum Outcome
    {
        NotReceived,
        NotMatched,
        NotRead,
        Taken,
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, SeedCount)];

    /// <summary>All files and folders with their sizes, those beside the store included: no name leads out of it.</summary>
    private string[] Disk =>
        [.. new DirectoryInfo(_bench.Root).EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Select(entry => $"{Path.GetRelativePath(_bench.Root, entry.FullName)} {(entry as FileInfo)?.Length}").Order(StringComparer.Ordinal)];

    public void Dispose() => _bench.Dispose();

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Import_MutatedFiles_AreKeptWholeOrNotAtAll(int seed)
    {
        Assert.Null(_bench.Store.Load());
        Assert.Null(await _bench.Store.SwitchAsync(await _bench.KeepAsync("Old")));
        var outcomes = new int[Enum.GetValues<Outcome>().Length];
        var files = 0;
        for (var round = 0; files < FilesPerSeed; round++)
        {
            // Each round has its own random numbers, so that it can be repeated alone.
            var uploads = new Uploads(new Random(seed * 100_000 + round)).Of(round);
            try
            {
                var (outcome, received) = await ImportAsync(uploads);
                outcomes[(int)outcome]++;
                files += received;
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"seed {seed} round {round}: {string.Join(", ", uploads.Select(upload => $"{upload.Name} {upload.Bytes.Length}"))}", e);
            }
        }

        Assert.True(files * SeedCount >= FilesWanted, $"{files} files");
        // All of it happens, or the mutations are too tame or too wild.
        Assert.True(outcomes is [>= 15, >= 5, >= 1, >= 40], string.Join(", ", outcomes.Select((count, outcome) => $"{(Outcome)outcome} {count}")));
    }

    /// <summary>Takes files as far as they come.</summary>
    /// <returns>How far that was, and how many mutated files the desk looked at.</returns>
    private async Task<(Outcome Outcome, int Files)> ImportAsync(IReadOnlyList<Upload> uploads)
    {
        var (disk, inUse) = (Disk, _bench.Store.Current);
        var (id, files) = (_bench.Begin(), 0);
        var outcome = Outcome.NotReceived;
        string? reason = null;
        foreach (var upload in uploads)
        {
            files += upload.IsMutated ? 1 : 0;
            reason = await InTimeAsync(() => _bench.SendAsync(id, upload.Name, upload.Bytes));
            if (reason is not null)
                break;
        }

        if (reason is null)
        {
            outcome = Outcome.NotMatched;
            reason = await InTimeAsync(() => Task.FromResult(_bench.Desk.Look(id, "My data")));
        }

        Assert.Equal(reason, (_bench.Desk.State as ImportState.Failed)?.Reason);
        if (_bench.Desk.State is ImportState.Matching { Problems.Count: 0 })
        {
            outcome = Outcome.NotRead;
            await InTimeAsync(async () =>
            {
                await _bench.Desk.ReadAsync(id);
                return "";
            });
        }

        switch (_bench.Desk.State)
        {
            case ImportState.Taken taken:
                outcome = Outcome.Taken;
                AssertKept(taken, disk);
                Assert.Null(_bench.Store.Delete(taken.Key));
                break;
            case ImportState.Failed failed:
                AssertReason(failed.Reason);
                break;
            default:
                Assert.Equal(Outcome.NotMatched, outcome);
                Assert.All(Assert.IsType<ImportState.Matching>(_bench.Desk.State).Problems, AssertReason);
                _bench.Desk.Cancel(id);
                break;
        }

        Assert.Equal("This import has ended.", await _bench.SendAsync(id, "late.csv", DataBench.Users));
        _bench.Desk.Dismiss();
        Assert.IsType<ImportState.Idle>(_bench.Desk.State);
        Assert.Equal(disk, Disk);
        Assert.Same(inUse, _bench.Store.Current);
        return (outcome, files);
    }

    /// <summary>Nothing but the dataset came to the disk, and a restart reads the same from it.</summary>
    private void AssertKept(ImportState.Taken taken, string[] before)
    {
        var kept = _bench.Library.Find(taken.Key);
        Assert.NotNull(kept);
        var folder = Path.GetRelativePath(_bench.Root, kept.Folder);
        Assert.Equal(before, Disk.Where(entry => !entry.StartsWith(folder, StringComparison.Ordinal)));
        Assert.Equal(kept.Manifest.Files.Select(file => file.File).Append("dataset.json").Order(), Directory.EnumerateFileSystemEntries(kept.Folder).Select(Path.GetFileName).Order());

        var again = Assert.IsType<DatasetReadResult.Read>(DatasetReader.Read(kept.Source, _bench.Options.Limits, Sample.Today)).Dataset;
        Assert.Equal(Summary(taken.Dataset), Summary(again));
        Assert.Equal((again.Version, again.Users.Count, again.Items.Count, again.Orders.Count, again.Contacts.Count), (kept.Manifest.Version, kept.Manifest.Users, kept.Manifest.Items, kept.Manifest.Orders, kept.Manifest.Contacts));

        static (string Name, string Version, int Users, int Items, int Orders, int Contacts, long Issues, DateOnly? LastEvent, DateOnly? Today) Summary(Dataset dataset) =>
            (dataset.Name, dataset.Version, dataset.Users.Count, dataset.Items.Count, dataset.Orders.Count, dataset.Contacts.Count, dataset.Report.IssueCount, dataset.LastEvent, dataset.FixedToday);
    }

    private void AssertReason(string reason)
    {
        Assert.NotEmpty(reason);
        Assert.DoesNotContain('\n', reason);
        Assert.DoesNotContain(_bench.Root, reason, StringComparison.Ordinal);
        // An exception that nobody expected, and the disk that is in order.
        Assert.DoesNotContain("Something went wrong inside the program", reason, StringComparison.Ordinal);
        Assert.DoesNotContain("The disk refuses", reason, StringComparison.Ordinal);
    }

    private static Task<T> InTimeAsync<T>(Func<Task<T>> step) => Task.Run(step).WaitAsync(Patience);

    private sealed record Upload(string Name, byte[] Bytes, bool IsMutated);

    /// <summary>What nobody should send, the same for the same random numbers.</summary>
    private sealed class Uploads(Random random)
    {
        private static readonly string[] Names =
        [
            "", "..", ".csv", "../users.csv", "../../users.csv", "/users.csv", "..\\users.csv", "C:\\users.csv", "a/../../users.csv", "users.csv.", "users.csv\0.csv", "users.csv\n.csv", "USERS.CSV", "CON.csv", "clients 2025.tsv",
            "../current.txt", "dataset.json", ".upload.zip", "x.zip/users.csv", ".taking-1/users.csv", "__MACOSX/users.csv", "\uD83D\uDCA5.csv", "\uD800.csv", "\u202Eusers.csv", new string('\u00E9', 300) + ".csv", new string('\u6F22', 300) + ".txt", new string('x', 79) + "/orders.csv",
        ];

        private static readonly string[] Numbers = ["1e308", "-1e308", "1e999", "99999999999999999999999999999999", "-9223372036854775809", "NaN", "0." + new string('9', 400)];

        private readonly Mutations _mutations = new(random);

        /// <summary>The files of one import. Each kind comes in its turn.</summary>
        public IReadOnlyList<Upload> Of(int round)
        {
            var good = _mutations.Good();
            return (round % 8) switch
            {
                0 => [.. good.Select(file => Mutated(file.Name, file.Text))],
                1 => [Good(good[0]), .. good[1..].Select(file => Mutated(file.Name, file.Text))],
                2 => [Mutated(good[0].Name, good[0].Text), .. good[1..].Select(Good)],
                3 => [Good(good[0]), .. good[1..].Select(file => Mutated(random.Next(2) == 0 ? file.Name : Any(Names), file.Text))],
                4 => [new Upload(random.Next(4) == 0 ? "../Shop.ZIP" : "shop.zip", Pack(good.Select((file, i) => (file.Name, i == 3 || random.Next(2) == 0 ? Mutate(file.Text) : Bytes(file.Text)))), true)],
                5 => [new Upload("shop.zip", Break(Pack(good.Select(file => (file.Name, Bytes(file.Text))))), true)],
                6 => [new Upload("shop.zip", OddArchive(good), true), .. random.Next(3) == 0 ? (Upload[])[Mutated("orders.csv", good[2].Text)] : []],
                _ => OddFiles(good),
            };
        }

        private static Upload Good((string Name, string Text) file) => new(file.Name, Bytes(file.Text), false);

        private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

        private static byte[] Pack(IEnumerable<(string Name, byte[] Bytes)> files)
        {
            using var stream = new MemoryStream();
            using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            {
                foreach (var (name, bytes) in files)
                {
                    var entry = archive.CreateEntry(name.Length == 0 ? "/" : name);
                    entry.LastWriteTime = Sample.Now;
                    using var target = entry.Open();
                    target.Write(bytes);
                }
            }

            return stream.ToArray();
        }

        private T Any<T>(T[] of) => of[random.Next(of.Length)];

        private Upload Mutated(string name, string text) => new(name, Mutate(text), true);

        /// <summary>Other bytes than the text's, certainly.</summary>
        private byte[] Mutate(string text)
        {
            var before = Bytes(text);
            while (true)
            {
                var after = _mutations.Mutate(text);
                if (!after.AsSpan().SequenceEqual(before))
                    return after;
            }
        }

        /// <summary>Files of which little is left, and files that are something else than their name says. The users' file most often stays, and the others show what became of them.</summary>
        private IReadOnlyList<Upload> OddFiles((string Name, string Text)[] good)
        {
            var (name, text) = good[random.Next(4)];
            Upload[] others = name == good[0].Name ? [] : [Good(good[0])];
            return random.Next(5) switch
            {
                0 => [.. others, Mutated(name, text), Mutated($"again/{name}", text)],
                1 => [.. others, new Upload(name, Pack([(name, Bytes(text))]), true)],
                2 => [new Upload("shop.zip", Mutate(text), true)],
                _ => [.. others, new Upload(name, OddFile(text), true)],
            };
        }

        private byte[] OddFile(string text)
        {
            var header = text[..text.IndexOf('\n', StringComparison.Ordinal)];
            var columns = header.Count(letter => letter == ',');
            return random.Next(9) switch
            {
                0 => [],
                1 => Bytes(header + Any(["", "\n", "\r\n\r\n"])),
                2 => new byte[random.Next(1, 5_000)],
                3 => Bytes(header + "\n" + new string('"', random.Next(1, 5_000))),
                4 => [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)[..^random.Next(2)]],
                5 => [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(text)[random.Next(2)..]],
                6 => Bytes(header + "\n" + string.Concat(Enumerable.Range(0, 20).Select(_ => string.Join(',', Enumerable.Range(0, columns + 1).Select(_ => Any(Numbers))) + "\n"))),
                7 => Bytes(header + "\n" + string.Concat(Enumerable.Range(0, 20).Select(i => $"{i}{string.Concat(Enumerable.Repeat("\0,\"\0\"", columns))}\n"))),
                _ => Bytes(text + "\"" + text),
            };
        }

        /// <summary>An archive whose bytes are no longer those that were packed.</summary>
        private byte[] Break(byte[] zip)
        {
            var before = zip;
            while (true)
            {
                var after = (byte[])before.Clone();
                switch (random.Next(5))
                {
                    case 0:
                        after = after[..random.Next(after.Length)];
                        break;
                    case 1:
                        after = [.. new byte[random.Next(1, 40)], .. after];
                        break;
                    case 2:
                        for (var edits = random.Next(1, 9); edits > 0 && after.Length > 0; edits--)
                            after = _mutations.MutateBytes(after);
                        break;
                    default:
                        for (var edits = random.Next(1, 4); edits > 0; edits--)
                            BreakHeader(after);
                        break;
                }

                if (!after.AsSpan().SequenceEqual(before))
                    return after;
            }
        }

        /// <summary>Another value for one of the fields that say where things lie, how large they are and how they are packed.</summary>
        private void BreakHeader(byte[] zip)
        {
            byte[] signature = [.. "PK"u8, .. Any([[1, 2], [3, 4], new byte[] { 5, 6 }])];
            var places = Enumerable.Range(0, zip.Length - 22).Append(zip.Length - 22).Where(at => zip.AsSpan(at, 4).SequenceEqual(signature)).ToArray();
            if (places.Length == 0)
                return;
            var place = Any(places) + random.Next(4, signature[2] switch { 1 => 46, 3 => 30, _ => 22 });
            var value = Any([0, 1, 0x7F, 0xFF, random.Next(256)]);
            zip.AsSpan(place, Math.Min(Any([1, 2, 4, 8]), zip.Length - place)).Fill((byte)value);
        }

        /// <summary>An archive in good order, of things that do not belong into it.</summary>
        private byte[] OddArchive((string Name, string Text)[] good)
        {
            var files = good.Select(file => (file.Name, Bytes: Bytes(file.Text))).ToList();
            switch (random.Next(8))
            {
                case 0:
                    files.Add((Any(["users.csv", "USERS.CSV", "a/users.csv", "a/b/Users.csv"]), Mutate(good[0].Text)));
                    break;
                case 1:
                    return Pack(files.Take(random.Next(2)).Select(file => ("readme.md", file.Bytes)));
                case 2:
                    files.AddRange(Enumerable.Range(0, random.Next(90, 110)).Select(i => ($"more/{i}.{Any(["csv", "md"])}", Bytes("a,b\n1,2\n"))));
                    break;
                case 3:
                    files.Add(("noughts.csv", new byte[random.Next(3 << 20)]));
                    break;
                case 4:
                    files.Add(("inner.zip", Pack(files)));
                    files.Add(("inner.csv", Pack(files)));
                    break;
                default:
                    for (var more = random.Next(1, 4); more > 0; more--)
                        files.Insert(random.Next(files.Count + 1), (Any(Names), Mutate(good[random.Next(4)].Text)));
                    break;
            }

            return Pack(files);
        }
    }
}
