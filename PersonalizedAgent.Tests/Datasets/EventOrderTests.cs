using System.Globalization;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Datasets;

/// <summary>Orders and contacts come by user, then by time, then as in the file, whatever the file's order: compared with a plain search.</summary>
public sealed class EventOrderTests
{
    private static readonly DateTime Start = new(2025, 1, 1);

    [Fact]
    public void Orders_AnyFile_AgreeWithAPlainModel()
    {
        var random = new Random(11);
        for (var round = 0; round < 60; round++)
        {
            var rows = RandomRows(random).Select(row => (row.User, row.At, Id: random.Next(4) == 0 ? $"T{random.Next(6)}" : random.Next(6).ToString(CultureInfo.InvariantCulture), Item: random.Next(3), Amount: random.Next(3))).ToList();
            var file = "order_id,user_id,item_id,at,amount\n" + string.Concat(rows.Select(row => $"{row.Id},u{row.User},{row.Item},{row.At:s},{row.Amount}\n"));

            var dataset = FolderFiles.Read(("users.csv", UsersFile), ("orders.csv", file));

            var known = rows.Where(row => row.User <= UserCount).ToList();
            var kept = known.Distinct().ToList();
            Assert.Equal(kept.Count, dataset.Orders.Count);
            Assert.Equal((rows.Count, rows.Count - kept.Count), dataset.Counts(DatasetTable.Orders));
            for (var user = 1; user <= UserCount; user++)
            {
                var expected = kept.Where(row => row.User == user).OrderBy(row => row.At).Select(row => (row.Id, row.At, $"{row.Item}", (double?)row.Amount)).ToList();
                Assert.Equal(expected, dataset.Orders.Of(user - 1).Select(order => (order.OrderId, order.At, dataset.Items[order.ItemRow!.Value].ItemId, order.Amount)));
                Assert.Equal(expected.Count, dataset.Orders.CountOf(user - 1));
                Assert.Equal(expected.Select(row => row.Id).Distinct().Count(), dataset.Users[user - 1].Purchases);
                Assert.Equal(expected.Count == 0 ? null : DateOnly.FromDateTime(expected[^1].At), dataset.Users[user - 1].LastActive);
            }
        }
    }

    [Fact]
    public void Contacts_AnyFile_AgreeWithAPlainModel()
    {
        var random = new Random(12);
        for (var round = 0; round < 60; round++)
        {
            var rows = RandomRows(random).Select(row => (row.User, row.At, Id: $"c{random.Next(80)}", Responded: random.Next(2) == 0)).ToList();
            var file = "contact_id,user_id,action,at,responded\n" + string.Concat(rows.Select(row => $"{row.Id},u{row.User},send_message,{row.At:s},{row.Responded}\n"));

            var dataset = FolderFiles.Read(("users.csv", UsersFile), ("contacts.csv", file));

            var kept = rows.Where(row => row.User <= UserCount).DistinctBy(row => row.Id).ToList();
            Assert.Equal((rows.Count, rows.Count - kept.Count), dataset.Counts(DatasetTable.Contacts));
            for (var user = 1; user <= UserCount; user++)
            {
                Assert.Equal(
                    kept.Where(row => row.User == user).OrderBy(row => row.At).Select(row => (row.Id, row.At, row.Responded)),
                    dataset.Contacts.Of(user - 1).Select(contact => (contact.ContactId, contact.At, contact.Responded)));
            }
        }
    }

    [Fact]
    public void Orders_ShuffledFile_GivesTheSameOrders()
    {
        var random = new Random(13);
        // No two at the same time: then the order of the file does not matter.
        var lines = Enumerable.Range(0, 200).Select(i => $"{i},{random.Next(1, 4)},{Start.AddMinutes(i):s}\n").ToArray();
        var expected = Orders(lines);
        for (var round = 0; round < 10; round++)
        {
            random.Shuffle(lines);
            Assert.Equal(expected, Orders(lines));
        }

        static Order[] Orders(string[] lines)
        {
            var orders = FolderFiles.ReadOrders("order_id,user_id,at\n" + string.Concat(lines)).Orders;
            return [.. Enumerable.Range(0, 3).SelectMany(orders.Of)];
        }
    }

    private const int UserCount = 5;

    private static readonly string UsersFile = "user_id\n" + string.Concat(Enumerable.Range(1, UserCount).Select(user => $"u{user}\n"));

    /// <summary>Many at the same time, some of a user who is not there.</summary>
    private static IEnumerable<(int User, DateTime At)> RandomRows(Random random)
    {
        for (var i = random.Next(60); i > 0; i--)
            yield return (random.Next(1, UserCount + 2), Start.AddHours(random.Next(10)));
    }
}
