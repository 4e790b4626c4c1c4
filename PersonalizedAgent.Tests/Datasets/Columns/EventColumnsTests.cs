using System.Globalization;
using System.Text;
using PersonalizedAgent.Core.Datasets.Columns;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Tests.Datasets.Columns;

/// <summary>What orders and contacts are kept in: lists of ids, lines and events.</summary>
public sealed class EventColumnsTests
{
    private static IdList ListOf(params string[] ids)
    {
        var list = new IdList();
        foreach (var id in ids)
            list.Add(Encoding.UTF8.GetBytes(id));
        return list;
    }

    [Fact]
    public void IdList_AnyIds_ComeBackInAnyOrder()
    {
        var random = new Random(41);
        for (var round = 0; round < 40; round++)
        {
            string[] ids = [.. Enumerable.Range(0, random.Next(1, 100)).Select(_ => random.Next(3) switch { 0 => $"0{random.Next(9)}", 1 => $"é{random.Next(3)}", _ => random.NextInt64().ToString(CultureInfo.InvariantCulture) })];
            var list = ListOf(ids);
            Assert.Equal(ids, list.Codes.ToArray().Select(code => list.IdOf(code).ToString()));

            int[] rows = [.. Enumerable.Range(0, ids.Length)];
            random.Shuffle(rows);
            var codes = list.TakeCodes(rows[..(ids.Length / 2)]);

            Assert.Equal(rows.Take(ids.Length / 2).Select(row => ids[row]), codes.Select(code => list.IdOf(code).ToString()));
            Assert.Equal(0, list.Codes.Length);
        }
    }

    [Fact]
    public void IdList_IsAscending_OnlyWhereEachNumberIsGreater()
    {
        Assert.True(ListOf().IsAscending);
        Assert.True(ListOf("0", "1", "9").IsAscending);
        Assert.False(ListOf("1", "1").IsAscending);
        Assert.False(ListOf("2", "1", "3").IsAscending);
        Assert.False(ListOf("1", "01", "3").IsAscending);
        Assert.False(ListOf("A").IsAscending);
    }

    [Theory]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(1_000_000)]
    public void IdList_LongTexts_AreKeptWhole(int length)
    {
        var id = new string('x', length);
        var list = ListOf("a", id, id, "b");

        Assert.Equal(["a", id, id, "b"], list.Codes.ToArray().Select(code => list.IdOf(code).ToString()));
        Assert.Equal(list.Codes[1], list.Codes[2]);
    }

    [Fact]
    public void IdList_Numbers_AreTheirOwnCodes()
    {
        var list = ListOf("5");
        list.Add(long.MaxValue);

        Assert.Equal([5, long.MaxValue], list.Codes.ToArray());
        Assert.Equal(new UserId(long.MaxValue), list.IdOf(long.MaxValue));
    }

    [Fact]
    public void LineMap_AnyLines_AgreesWithAPlainList()
    {
        var random = new Random(42);
        for (var round = 0; round < 100; round++)
        {
            var (map, lines) = (new LineMap(), new List<int>());
            var line = 1;
            for (var i = random.Next(1, 200); i > 0; i--)
            {
                line += random.Next(6) == 0 ? random.Next(1, 9) : 1;
                map.Add(line);
                lines.Add(line);
            }

            Assert.Equal(lines, Enumerable.Range(0, lines.Count).Select(map.LineOf));
        }
    }

    [Fact]
    public void UserEvents_AnyEvents_ComeByUserThenTimeThenFile()
    {
        var random = new Random(43);
        for (var round = 0; round < 100; round++)
        {
            var userCount = random.Next(1, 8);
            var count = random.Next(60);
            List<int> users = [.. Enumerable.Range(0, count).Select(_ => random.Next(userCount))];
            List<int> times = [.. Enumerable.Range(0, count).Select(_ => random.Next(8) == 0 ? random.Next(2) * (int.MinValue + 1) : random.Next(-5, 5))];

            var (events, fileRows) = UserEvents.Arrange(users, times, userCount);

            var expected = Enumerable.Range(0, count).OrderBy(row => users[row]).ThenBy(row => times[row]).ToArray();
            Assert.Equal(expected, fileRows);
            Assert.Equal(expected.Select(row => times[row]), events.Times.ToArray());
            Assert.Equal(expected.Select(row => users[row]), UserEvents.Gather(users, fileRows));
            Assert.Equal(count, events.Count);
            for (var user = 0; user < userCount; user++)
                Assert.Equal(expected.Where(row => users[row] == user).Select(row => times[row]), events.TimesOf(user).ToArray());

            HashSet<int> isOut = [.. Enumerable.Range(0, count).Where(_ => random.Next(4) == 0)];
            var without = events.Without(isOut);
            Assert.Equal(count - isOut.Count, without.Count);
            for (var user = 0; user < userCount; user++)
                Assert.Equal(expected.Where((row, place) => users[row] == user && !isOut.Contains(place)).Select(row => times[row]), without.TimesOf(user).ToArray());
        }
    }

    [Fact]
    public void UserEvents_None_HasNoneForAnyUser()
    {
        var none = UserEvents.None(2);

        Assert.Equal((0, 0, 0), (none.Count, none.TimesOf(0).Length, none.TimesOf(1).Length));
        Assert.Equal(0, UserEvents.Arrange([], [], 0).Events.Count);
    }
}
