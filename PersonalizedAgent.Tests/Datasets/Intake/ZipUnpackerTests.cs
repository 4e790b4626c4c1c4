using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using PersonalizedAgent.Core.Datasets.Intake;

namespace PersonalizedAgent.Tests.Datasets.Intake;

public sealed class ZipUnpackerTests : IDisposable
{
    private const string Users = "user_id,age\n1,25\n2,30\n";

    private static readonly byte[] CentralHeader = [0x50, 0x4B, 1, 2];
    private static readonly byte[] LocalHeader = [0x50, 0x4B, 3, 4];

    private readonly string _root = Directory.CreateTempSubdirectory().FullName;

    private string Zip => Path.Combine(_root, "data.zip");

    private string Target => Path.Combine(_root, "out");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static byte[] Pack(params (string Name, string Text)[] files) => Pack(CompressionLevel.Optimal, [.. files.Select(file => (file.Name, Encoding.UTF8.GetBytes(file.Text)))]);

    private static byte[] Pack(CompressionLevel level, params (string Name, byte[] Bytes)[] files)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in files)
            {
                using var entry = archive.CreateEntry(name, level).Open();
                entry.Write(bytes);
            }
        }

        return stream.ToArray();
    }

    private UnpackResult Unpack(byte[] zip, ZipLimits? limits = null, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        File.WriteAllBytes(Zip, zip);
        return ZipUnpacker.Unpack(Zip, Target, limits ?? new ZipLimits(), progress, cancellationToken);
    }

    private string[] Files() => Directory.Exists(Target) ? [.. Directory.EnumerateFileSystemEntries(Target).Select(path => Path.GetFileName(path)).Order()] : [];

    private void AssertRefused(string expected, byte[] zip, ZipLimits? limits = null)
    {
        var reason = Assert.IsType<UnpackResult.Refused>(Unpack(zip, limits)).Reason;

        Assert.Contains(expected, reason, StringComparison.Ordinal);
        Assert.StartsWith("data.zip: ", reason, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', reason);
        Assert.Empty(Files());
    }

    private void AssertUnpacked(string[] expected, byte[] zip, ZipLimits? limits = null)
    {
        Assert.Equal(expected, Assert.IsType<UnpackResult.Unpacked>(Unpack(zip, limits)).FileNames);
        Assert.Equal(expected.Order(), Files());
    }

    private static byte[] Change(byte[] zip, byte[] header, int offset, Action<Span<byte>> change)
    {
        var changed = zip.ToArray();
        change(changed.AsSpan(changed.AsSpan().IndexOf(header) + offset));
        return changed;
    }

    [Theory]
    [InlineData(CompressionLevel.Optimal)]
    [InlineData(CompressionLevel.NoCompression)]
    public void Unpack_Tables_AreUnpackedFlat(CompressionLevel level)
    {
        AssertUnpacked(["users.csv", "Orders.TSV", "notes.txt"], Pack(level, ("a/b/users.csv", Encoding.UTF8.GetBytes(Users)), ("Orders.TSV", [1, 2]), ("a/notes.txt", [])));

        Assert.Equal(Users, File.ReadAllText(Path.Combine(Target, "users.csv")));
        Assert.Equal([1, 2], File.ReadAllBytes(Path.Combine(Target, "Orders.TSV")));
    }

    [Fact]
    public void Unpack_OtherFiles_ArePassedOver() => AssertUnpacked(
        ["users.csv"],
        Pack(("a/", ""), ("a/users.csv", Users), ("__MACOSX/a/._users.csv", "x"), ("__MACOSX/users.csv", "x"), ("a/.users.csv", "x"), ("readme.md", "x"), ("csv", "x"), ("a.csv/", "")));

    [Fact]
    public void Unpack_StrangeName_IsMadeSafe() => AssertUnpacked(["my_users_.csv"], Pack(("my users\n.csv", Users)));

    [Theory]
    [InlineData("../users.csv")]
    [InlineData("a/../../users.csv")]
    [InlineData("a/..")]
    [InlineData("/users.csv")]
    [InlineData("//server/users.csv")]
    [InlineData("C:/users.csv")]
    [InlineData("c:users.csv")]
    [InlineData("a\\users.csv")]
    [InlineData("..\\users.csv")]
    [InlineData("../readme.md")]
    public void Unpack_PathOutOfTheFolder_IsRefused(string name)
    {
        AssertRefused("leads out of the folder", Pack(("good.csv", Users), (name, Users)));
        Assert.Equal(["data.zip"], Directory.EnumerateFiles(_root).Select(Path.GetFileName));
    }

    [Fact]
    public void Unpack_DotsInAName_AreFine() => AssertUnpacked(["users..csv"], Pack(("a..b/users..csv", Users)));

    [Fact]
    public void Unpack_ManyEntries_AreRefusedAboveTheBound()
    {
        (string, string)[] Files(int count) => [.. Enumerable.Range(0, count).Select(i => (i == 0 ? "users.csv" : $"{i}.md", Users))];

        AssertUnpacked(["users.csv"], Pack(Files(3)), new ZipLimits(MaxEntries: 3));
        Directory.Delete(Target, recursive: true);
        AssertRefused("more than 3 files", Pack(Files(4)), new ZipLimits(MaxEntries: 3));
    }

    [Fact]
    public void Unpack_EndlessTableOfContents_IsNotReadWhole() =>
        AssertRefused("more than 2 files", Pack(CompressionLevel.NoCompression, [.. Enumerable.Range(0, 10_000).Select(i => ($"{i}.csv", Array.Empty<byte>()))]), new ZipLimits(MaxEntries: 2));

    [Theory]
    [InlineData(999, false)]
    [InlineData(1000, false)]
    [InlineData(1001, true)]
    public void Unpack_LargeFile_IsRefusedAboveTheBound(int size, bool isRefused)
    {
        var zip = Pack(("a.csv", new string('x', size)));

        if (isRefused)
            AssertRefused("a.csv is larger than 1000 bytes", zip, new ZipLimits(MaxFileBytes: 1000));
        else
            AssertUnpacked(["a.csv"], zip, new ZipLimits(MaxFileBytes: 1000));
    }

    [Theory]
    [InlineData(499, false)]
    [InlineData(500, false)]
    [InlineData(501, true)]
    public void Unpack_LargeSum_IsRefusedAboveTheBound(int size, bool isRefused)
    {
        var zip = Pack(("a.csv", new string('x', 500)), ("b.csv", new string('x', size)));

        if (isRefused)
            AssertRefused("b.csv makes the files larger than 1000 bytes together", zip, new ZipLimits(MaxTotalBytes: 1000));
        else
            AssertUnpacked(["a.csv", "b.csv"], zip, new ZipLimits(MaxTotalBytes: 1000));
    }

    [Fact]
    public void Unpack_Bomb_IsRefused() => AssertRefused("bomb.csv becomes more than 200 times", Pack(CompressionLevel.Optimal, ("a.csv", [1]), ("bomb.csv", new byte[50 << 20])));

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void Unpack_TightlyPacked_IsRefusedAboveOneMebibyte(int more, bool isRefused)
    {
        var zip = Pack(CompressionLevel.Optimal, ("a.csv", new byte[(1 << 20) + more]));

        if (isRefused)
            AssertRefused("a.csv becomes more than", zip);
        else
            AssertUnpacked(["a.csv"], zip);
    }

    [Fact]
    public void Unpack_UsualRatio_IsFine()
    {
        var text = new StringBuilder("user_id,at\n");
        for (var i = 0; i < 200_000; i++)
            text.Append(i % 977).Append(",2025-08-10\n");

        AssertUnpacked(["a.csv"], Pack(("a.csv", text.ToString())));
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(5u)]
    [InlineData(30_001u)]
    [InlineData(0x7FFF_FFFFu)]
    public void Unpack_HeaderThatLiesAboutTheSize_IsRefused(uint size)
    {
        var zip = Pack(("good.csv", Users), ("a.csv", new string('x', 30_000)));
        var second = zip.AsSpan().LastIndexOf(CentralHeader);
        BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(second + 24), size);

        AssertRefused("a.csv is ", zip);
    }

    [Fact]
    public void Unpack_HeaderThatLiesAboutThePackedSize_DoesNotHideABomb()
    {
        var zip = Pack(CompressionLevel.Optimal, ("a.csv", new byte[10 << 20]));
        zip = Change(zip, CentralHeader, 20, field => BinaryPrimitives.WriteUInt32LittleEndian(field, BinaryPrimitives.ReadUInt32LittleEndian(field) + 20));

        AssertRefused("a.csv becomes more than 200 times", zip);
    }

    [Fact]
    public void Unpack_WrongChecksum_IsRefused() =>
        AssertRefused("a.csv is damaged", Change(Pack(CompressionLevel.NoCompression, ("a.csv", "user_id\n1\n"u8.ToArray())), "user_id"u8.ToArray(), 0, field => field[0]++));

    [Fact]
    public void Unpack_UnknownPacking_IsRefused()
    {
        var zip = Pack(("a.csv", Users));
        zip = Change(zip, CentralHeader, 10, field => field[0] = 99);
        zip = Change(zip, LocalHeader, 8, field => field[0] = 99);

        AssertRefused("damaged, or packed in an unusual way", zip);
    }

    [Fact]
    public void Unpack_Encrypted_IsRefused()
    {
        var zip = Pack(("a.csv", Users));
        zip = Change(zip, CentralHeader, 8, field => field[0] |= 1);
        zip = Change(zip, LocalHeader, 6, field => field[0] |= 1);

        AssertRefused("a.csv is encrypted", zip);
    }

    [Fact]
    public void Unpack_CutOff_IsRefusedAtEveryLength()
    {
        var zip = Pack(("a.csv", Users), ("b.csv", Users));
        for (var length = 0; length < zip.Length; length++)
            AssertRefused("damaged", zip[..length]);
    }

    [Fact]
    public void Unpack_RandomBytes_AreRefused()
    {
        var bytes = new byte[10_000];
        new Random(3).NextBytes(bytes);

        AssertRefused("damaged", bytes);
    }

    [Theory]
    [InlineData("a/users.csv", "b/users.csv")]
    [InlineData("users.csv", "USERS.CSV")]
    [InlineData("users.csv", "users.csv")]
    [InlineData("my users.csv", "my_users.csv")]
    public void Unpack_SameNameTwice_IsRefused(string first, string second) => AssertRefused("is in it twice", Pack((first, Users), (second, Users)));

    [Fact]
    public void Unpack_NoTable_IsRefused()
    {
        AssertRefused("no .csv file", Pack(("a.md", "x")));
        AssertRefused("no .csv file", Pack());
    }

    [Fact]
    public void Unpack_NoArchive_IsRefused() =>
        Assert.Equal(
            "data.zip: there is no such file. Choose another.",
            Assert.IsType<UnpackResult.Refused>(ZipUnpacker.Unpack(Zip, Target, new ZipLimits(), null, TestContext.Current.CancellationToken)).Reason);

    [Fact]
    public void Unpack_FileThereAlready_IsRefusedAndKept()
    {
        Directory.CreateDirectory(Target);
        File.WriteAllText(Path.Combine(Target, "b.csv"), "mine");

        var reason = Assert.IsType<UnpackResult.Refused>(Unpack(Pack(("a.csv", Users), ("b.csv", Users)))).Reason;

        Assert.Contains("b.csv is there already", reason, StringComparison.Ordinal);
        Assert.Equal(["b.csv"], Files());
        Assert.Equal("mine", File.ReadAllText(Path.Combine(Target, "b.csv")));
    }

    [Fact]
    public void Unpack_FolderThatIsAFile_IsRefused()
    {
        File.WriteAllText(Target, "x");

        Assert.Contains("could not be unpacked here", Assert.IsType<UnpackResult.Refused>(Unpack(Pack(("a.csv", Users)))).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Unpack_Cancelled_LeavesNothing()
    {
        using var source = new CancellationTokenSource();
        var bytes = new byte[4 << 20];
        new Random(9).NextBytes(bytes);
        var progress = new Progress(total =>
        {
            if (total > 1 << 20)
                source.Cancel();
        });

        Assert.Throws<OperationCanceledException>(() => Unpack(Pack(CompressionLevel.NoCompression, ("a.csv", [1]), ("b.csv", bytes)), progress: progress, cancellationToken: source.Token));
        Assert.Empty(Files());
        Assert.Throws<OperationCanceledException>(() => Unpack(Pack(("a.csv", Users)), cancellationToken: source.Token));
        Assert.Empty(Files());
    }

    [Fact]
    public void Unpack_Progress_RisesToTheSum()
    {
        var seen = new List<long>();

        Unpack(Pack(CompressionLevel.NoCompression, ("a.csv", new byte[300_000]), ("b.csv", new byte[100])), progress: new Progress(seen.Add));

        Assert.Equal(300_100, seen[^1]);
        Assert.Equal(seen.Order(), seen);
    }

    [Fact]
    public void Unpack_MutatedArchive_IsUnpackedOrRefusedWithoutAFileLeft()
    {
        var zip = Pack(("a/users.csv", Users), ("orders.csv", string.Concat(Enumerable.Repeat("1,2025-08-10\n", 50))), ("readme.md", "x"));
        var limits = new ZipLimits(MaxFileBytes: 1 << 20, MaxTotalBytes: 1 << 21);
        var random = new Random(2025);
        var refused = 0;
        for (var i = 0; i < 500; i++)
        {
            var mutated = zip.ToList();
            for (var changes = random.Next(1, 5); changes > 0; changes--)
            {
                var at = random.Next(mutated.Count);
                switch (random.Next(4))
                {
                    case 0:
                        mutated.RemoveRange(at, Math.Min(random.Next(1, 20), mutated.Count - at - 1));
                        break;
                    case 1:
                        mutated.Insert(at, (byte)random.Next(256));
                        break;
                    case 2:
                        mutated[at] ^= (byte)(1 << random.Next(8));
                        break;
                    default:
                        mutated[at] = (byte)random.Next(256);
                        break;
                }
            }

            switch (Unpack([.. mutated], limits))
            {
                case UnpackResult.Unpacked unpacked:
                    Assert.Equal(unpacked.FileNames.Order(), Files());
                    Directory.Delete(Target, recursive: true);
                    break;
                case UnpackResult.Refused:
                    Assert.Empty(Files());
                    refused++;
                    break;
            }
        }

        Assert.InRange(refused, 100, 500);
        Assert.Equal(["data.zip"], Directory.EnumerateFiles(_root).Select(Path.GetFileName));
    }

    /// <summary>Reports at once, on the caller's thread.</summary>
    private sealed class Progress(Action<long> report) : IProgress<long>
    {
        public void Report(long value) => report(value);
    }
}
