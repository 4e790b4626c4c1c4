using System.Globalization;
using System.Text;
using PersonalizedAgent.Core.Datasets.Columns;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Tests.Datasets.Columns;

public sealed class IdIndexTests
{
    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    [Theory]
    [InlineData("dense")]
    [InlineData("sparse")]
    [InlineData("descending")]
    [InlineData("text")]
    [InlineData("mixed")]
    public void Add_AnyIds_AgreesWithAPlainDictionary(string kind)
    {
        var random = new Random(31);
        for (var round = 0; round < 40; round++)
        {
            var index = new IdIndex();
            var rows = new Dictionary<string, int>();
            var count = random.Next(300);
            for (var i = 0; i < count; i++)
            {
                var id = RandomId(kind, i, random);
                var isNew = rows.TryAdd(id, rows.Count);
                Assert.Equal(isNew, random.Next(2) == 0 ? index.TryAdd(Utf8(id)) : index.TryAdd(new UserId(id)));
                // Ready for lookups now and then, and twice in a row: ids may still come.
                for (var settle = random.Next(50); settle is > 0 and < 3; settle--)
                    index.Settle();
                if (random.Next(20) == 0)
                    Assert.Equal(rows.GetValueOrDefault(id, -1), index.RowOf(Utf8(id)));
            }

            AssertSame(rows, index, random, kind);
            index.Settle();
            index.Settle();
            AssertSame(rows, index, random, kind);
        }
    }

    [Theory]
    [InlineData("dense")]
    [InlineData("mixed")]
    public void Sort_AnyIds_IntegersByValueThenTextsByOrdinal(string kind)
    {
        var random = new Random(32);
        var index = new IdIndex();
        for (var i = 0; i < 200; i++)
            index.TryAdd(Utf8(RandomId(kind, i, random)));
        int[] rows = [.. Enumerable.Range(0, index.Count)];
        var expected = rows.Select(row => index[row]).OrderBy(id => !id.IsNumber).ThenBy(id => id.Number).ThenBy(id => id.ToString(), StringComparer.Ordinal).ToArray();

        random.Shuffle(rows);
        index.Sort(rows, descending: false);
        Assert.Equal(expected, rows.Select(row => index[row]));
        index.Sort(rows, descending: true);
        Assert.Equal(expected.Reverse(), rows.Select(row => index[row]));
    }

    [Fact]
    public void Empty_KnowsNothing()
    {
        var index = new IdIndex();
        index.Settle();

        Assert.Equal((0, true, -1, -1, -1), (index.Count, index.IsAllNumbers, index.RowOf(0), index.RowOf("a"u8), index.RowOf(""u8)));
    }

    [Fact]
    public void Settle_AtTheBoundOfDense_FindsAllTheSame()
    {
        // One id of 1025 is still dense, of 1026 no longer.
        foreach (var greatest in (long[])[1024, 1025, 1026, 1027, long.MaxValue])
        {
            var index = new IdIndex();
            index.TryAdd(new UserId(greatest));
            index.Settle();
            Assert.Equal((0, -1, -1), (index.RowOf(greatest), index.RowOf(greatest - 1), index.RowOf(0)));
            Assert.False(index.TryAdd(new UserId(greatest)));
            Assert.True(index.TryAdd(new UserId(3)));
            Assert.Equal((0, 1), (index.RowOf(greatest), index.RowOf(3)));
        }
    }

    [Fact]
    public void Settle_ThenAGreaterId_IsFoundToo()
    {
        var index = new IdIndex();
        index.TryAdd("5"u8);
        index.Settle();

        Assert.True(index.TryAdd("6"u8));
        Assert.True(index.TryAdd("x"u8));
        Assert.Equal((0, 1, 2), (index.RowOf("5"u8), index.RowOf("6"u8), index.RowOf("x"u8)));
        Assert.False(index.IsAllNumbers);
    }

    [Theory]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(5000)]
    public void RowOf_LongTexts_AreFound(int length)
    {
        var index = new IdIndex();
        var id = new string('é', length / 2) + new string('x', length % 2);
        index.TryAdd(Utf8(id));

        Assert.Equal(0, index.RowOf(Utf8(id)));
        Assert.Equal(-1, index.RowOf(Utf8(id + "y")));
    }

    [Fact]
    public void RowOf_BytesThatAreNoUtf8_AreFoundAgain()
    {
        var index = new IdIndex();
        byte[] id = [.. "a"u8, 0xE9, 0xFF, 0xE2, 0x82, .. "b"u8];
        index.TryAdd(id);

        Assert.Equal(0, index.RowOf(id));
        Assert.Equal(0, index.RowOf(index[0]));
        Assert.False(index.TryAdd(id));
    }

    private static string RandomId(string kind, int i, Random random) => kind switch
    {
        "dense" => random.Next(300).ToString(CultureInfo.InvariantCulture),
        "sparse" => random.Next(10) == 0 ? "7" : random.NextInt64().ToString(CultureInfo.InvariantCulture),
        "descending" => (10_000 - i * 7 + random.Next(9)).ToString(CultureInfo.InvariantCulture),
        "text" => $"t{random.Next(200)}",
        _ => random.Next(4) switch { 0 => $"0{random.Next(90)}", 1 => $"ž{random.Next(90)}", 2 => random.NextInt64().ToString(CultureInfo.InvariantCulture), _ => random.Next(90).ToString(CultureInfo.InvariantCulture) },
    };

    private static void AssertSame(Dictionary<string, int> rows, IdIndex index, Random random, string kind)
    {
        Assert.Equal(rows.Count, index.Count);
        foreach (var (id, row) in rows)
        {
            Assert.Equal(id, index[row].ToString());
            Assert.Equal((row, row), (index.RowOf(Utf8(id)), index.RowOf(new UserId(id))));
        }

        for (var i = 0; i < 30; i++)
        {
            var id = RandomId(kind, 400 + i, random);
            Assert.Equal(rows.GetValueOrDefault(id, -1), index.RowOf(Utf8(id)));
        }
    }
}
