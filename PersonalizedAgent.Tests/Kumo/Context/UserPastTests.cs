using System.Globalization;
using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Core.Kumo.Context;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Kumo.Context;

public sealed class UserPastTests
{
    private static readonly DateTime Noon = new(2025, 6, 1, 12, 0, 0);
    private static readonly int Anchor = Moments.FromDateTime(Noon);

    private static Dataset Read()
    {
        static string At(int seconds) => Noon.AddSeconds(seconds).ToString("s", CultureInfo.InvariantCulture);
        return FolderFiles.Read(
            ("users.csv", FolderFiles.Users),
            ("orders.csv", $"user_id,at,item_id,amount\n1,{At(-9)},a,1\n1,{At(0)},b,\n1,{At(1)},c,3\n2,{At(0)},,4\n2,{At(0)},a,5\n3,{At(1)},a,6\n"),
            ("contacts.csv", $"user_id,at,action,responded\n1,{At(-1)},send_message,1\n1,{At(0)},offer_discount,0\n1,{At(1)},recommend_product,1\n3,{At(1)},send_message,1\n"));
    }

    [Fact]
    public void Of_EventsAroundTheAnchor_AreThoseUpToIt()
    {
        var past = UserPast.Of(Read(), 0, Anchor);

        Assert.Equal((0, Anchor), (past.UserRow, past.Anchor));
        Assert.Equal([Anchor - 9, Anchor], past.OrderTimes.ToArray());
        Assert.Equal([1, double.NaN], past.Amounts.ToArray());
        Assert.Equal([0, 1], past.Items.ToArray());
        Assert.Equal([Anchor - 1, Anchor], past.ContactTimes.ToArray());
        Assert.Equal([(byte)AgentAction.SendMessage, (byte)AgentAction.OfferDiscount], past.ContactActions.ToArray());
        Assert.Equal([true, false], past.Responses.ToArray());
    }

    [Theory]
    [InlineData(-10, 0, 0)]
    [InlineData(-9, 1, 0)]
    [InlineData(-1, 1, 1)]
    [InlineData(0, 2, 2)]
    [InlineData(1, 3, 3)]
    public void Of_AnchorMovedByASecond_KnowsOneMore(int seconds, int orders, int contacts)
    {
        var past = UserPast.Of(Read(), 0, Anchor + seconds);

        Assert.Equal((orders, orders, orders, contacts, contacts, contacts), (past.OrderTimes.Length, past.Amounts.Length, past.Items.Length, past.ContactTimes.Length, past.ContactActions.Length, past.Responses.Length));
    }

    [Fact]
    public void Of_Neighbours_AreKeptApart()
    {
        var dataset = Read();

        Assert.Equal([4, 5], UserPast.Of(dataset, 1, Anchor).Amounts.ToArray());
        Assert.Equal([-1, 0], UserPast.Of(dataset, 1, Anchor).Items.ToArray());
        Assert.True(UserPast.Of(dataset, 1, Anchor).ContactTimes.IsEmpty);
        Assert.True(UserPast.Of(dataset, 2, Anchor).OrderTimes.IsEmpty && UserPast.Of(dataset, 2, Anchor).Responses.IsEmpty);
    }

    [Fact]
    public void Of_ColumnsThatTheDataLacks_AreEmpty()
    {
        var past = UserPast.Of(FolderFiles.ReadOrders("user_id,at\n1,2025-01-01\n"), 0, Anchor);

        Assert.Equal((1, true, true), (past.OrderTimes.Length, past.Amounts.IsEmpty, past.Items.IsEmpty));
    }
}
