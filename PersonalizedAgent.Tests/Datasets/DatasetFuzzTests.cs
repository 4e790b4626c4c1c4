using System.IO.Compression;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Intake;
using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Datasets;

/// <summary>Whatever stands in the files: no exception, no hang, and what is read adds up.</summary>
public sealed class DatasetFuzzTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly string _root = Directory.CreateTempSubdirectory("fuzz-tests-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Read_MutatedFolders_NeverThrowsNorMiscounts(int seed)
    {
        var random = new Random(seed);
        var mutations = new Mutations(random);
        var (read, refused) = (0, 0);
        for (var round = 0; round < 200; round++)
        {
            var folder = Directory.CreateDirectory(Path.Combine(_root, $"{round}")).FullName;
            // Often one file alone is broken: the others then show what became of it.
            var only = random.Next(8);
            var files = mutations.Good();
            for (var i = 0; i < files.Length; i++)
                File.WriteAllBytes(Path.Combine(folder, files[i].Name), only < files.Length && only != i ? System.Text.Encoding.UTF8.GetBytes(files[i].Text) : mutations.Mutate(files[i].Text));

            if (await Task.Run(() => IsRead(folder, $"seed {seed} round {round}")).WaitAsync(Patience))
                read++;
            else
                refused++;
            Directory.Delete(folder, recursive: true);
        }

        // Both happen, or the mutations are too tame or too wild.
        Assert.True(read >= 60 && refused >= 10, $"{read} read, {refused} refused");
    }

    [Fact]
    public async Task Read_MutatedArchives_NeverThrowsNorMiscounts()
    {
        var random = new Random(4);
        var mutations = new Mutations(random);
        var (read, unpacked) = (0, 0);
        for (var round = 0; round < 150; round++)
        {
            var zip = Path.Combine(_root, $"{round}.zip");
            var bytes = Pack(mutations.Good().Select(file => (file.Name, random.Next(2) == 0 ? mutations.Mutate(file.Text) : System.Text.Encoding.UTF8.GetBytes(file.Text))));
            for (var edits = random.Next(2) == 0 ? random.Next(1, 4) : 0; edits > 0 && bytes.Length > 0; edits--)
                bytes = mutations.MutateBytes(bytes);
            File.WriteAllBytes(zip, bytes);
            var folder = Path.Combine(_root, $"{round}");

            var result = await Task.Run(() => ZipUnpacker.Unpack(zip, folder, new ZipLimits(), null, CancellationToken.None)).WaitAsync(Patience);

            if (result is not UnpackResult.Unpacked)
            {
                Assert.False(Directory.Exists(folder) && Directory.EnumerateFiles(folder).Any(), $"round {round}");
                continue;
            }

            unpacked++;
            if (await Task.Run(() => IsRead(folder, $"round {round}")).WaitAsync(Patience))
                read++;
            Directory.Delete(folder, recursive: true);
        }

        Assert.True(unpacked is >= 60 and < 150 && read >= 30, $"{unpacked} unpacked, {read} read");
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\0")]
    [InlineData("\"")]
    [InlineData("\r\r\r")]
    [InlineData("user_id")]
    [InlineData("user_id,at,action,responded\n")]
    [InlineData("user_id,at,action,responded\n\"\"\"\"\"")]
    [InlineData("sep=")]
    [InlineData("sep=,\n")]
    [InlineData("\uFEFF\uFEFFuser_id\n1\n")]
    [InlineData(",,,,\n,,,,\n")]
    public void Read_OddFiles_NeverThrows(string text)
    {
        foreach (var table in DatasetSchema.Tables)
        {
            foreach (var encoding in (System.Text.Encoding[])[System.Text.Encoding.UTF8, System.Text.Encoding.Unicode, System.Text.Encoding.BigEndianUnicode])
            {
                var folder = Directory.CreateDirectory(Path.Combine(_root, "odd")).FullName;
                File.WriteAllText(Path.Combine(folder, "users.csv"), FolderFiles.Users);
                File.WriteAllBytes(Path.Combine(folder, DatasetSchema.FileName(table)), encoding.GetBytes(text));
                IsRead(folder, $"{table} {encoding.WebName}");
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static byte[] Pack(IEnumerable<(string Name, byte[] Bytes)> files)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in files)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }

        return stream.ToArray();
    }

    /// <summary>Whether a folder can be read; what was read adds up, and why it cannot be read is said in one line.</summary>
    private static bool IsRead(string folder, string round)
    {
        try
        {
            if (DatasetFolder.TryFind(folder, new DatasetLimits(), out var source) is { } reason)
                return AssertReason(reason);
            // As a person may take any file for any table, which every file must bear.
            foreach (var table in DatasetSchema.Tables)
                _ = DatasetFolder.InspectFile(source.Files[0].Path, new DatasetLimits()).As(table).MissingFields;
            switch (DatasetReader.Read(source, new DatasetLimits(), Sample.Today))
            {
                case DatasetReadResult.Read { Dataset: var dataset }:
                    AssertSound(dataset);
                    return true;
                case DatasetReadResult.Failed failed:
                    return AssertReason(failed.Reason);
                default:
                    return false;
            }
        }
        catch (Exception e)
        {
            throw new InvalidOperationException(round, e);
        }
    }

    private static bool AssertReason(string reason)
    {
        Assert.NotEmpty(reason);
        Assert.DoesNotContain('\n', reason);
        return false;
    }

    private static void AssertSound(Dataset dataset)
    {
        Assert.Matches("^[0-9a-f]{64}$", dataset.Version);
        foreach (var file in dataset.Report.Files)
        {
            var kept = file.Table switch
            {
                DatasetTable.Users => dataset.Users.Count,
                DatasetTable.Items => dataset.Items.ListedCount,
                DatasetTable.Orders => dataset.Orders.Count,
                _ => dataset.Contacts.Count,
            };
            Assert.Equal(file.RowCount, kept + file.LeftOutCount);
            Assert.Equal(file.IssueCount, file.Issues.Count);
            Assert.Equal(file.IssueCount, file.Tallies.Sum(tally => tally.Count));
            Assert.Equal(file.LeftOutCount, file.Issues.Count(issue => issue.IsLeftOut));
            Assert.All(file.Issues, issue => Assert.True(issue.Line >= 2 && issue.Reason.Length > 0));
        }

        AssertUsers(dataset);
        AssertEvents(dataset);
    }

    private static void AssertUsers(Dataset dataset)
    {
        var users = dataset.Users;
        for (var row = 0; row < users.Count; row++)
            Assert.Equal(row, users.RowOf(users.IdOf(row)));
        Assert.Distinct(users.Columns.Select(column => column.Name));
        foreach (var column in users.Columns.Take(20))
        {
            var view = users.Query(new UserQuery { SortBy = column, Descending = true }, Sample.Today);
            Assert.Distinct(Enumerable.Range(0, view.Count).Select(view.RowAt));
            Assert.Equal(users.Count, view.Count);
        }
    }

    private static void AssertEvents(Dataset dataset)
    {
        var (orders, contacts) = (0, 0);
        for (var row = 0; row < dataset.Users.Count; row++)
        {
            var (ordersOf, contactsOf) = (dataset.Orders.Of(row), dataset.Contacts.Of(row));
            Assert.Equal(ordersOf.Select(order => order.At).Order(), ordersOf.Select(order => order.At));
            Assert.Equal(contactsOf.Select(contact => contact.At).Order(), contactsOf.Select(contact => contact.At));
            Assert.All(ordersOf, order => Assert.True(order.OrderId.Length > 0 && double.IsFinite(order.Amount ?? 0) && double.IsFinite(order.Quantity ?? 0) && (order.ItemRow is not { } item || dataset.Items[item].ItemId.Length > 0)));
            Assert.All(contactsOf, contact => Assert.True(contact.Propensity is null or (> 0 and <= 1)));
            (orders, contacts) = (orders + ordersOf.Count, contacts + contactsOf.Count);
        }

        Assert.Equal((dataset.Orders.Count, dataset.Contacts.Count), (orders, contacts));
        Assert.Distinct(Enumerable.Range(0, dataset.Items.Count).Select(row => dataset.Items[row].ItemId));
    }
}
