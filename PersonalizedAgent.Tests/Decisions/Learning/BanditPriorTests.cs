using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Decisions.Learning;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Kumo.Local;
using PersonalizedAgent.Tests.Kumo;
using PersonalizedAgent.Tests.Kumo.Local;

namespace PersonalizedAgent.Tests.Decisions.Learning;

public sealed class BanditPriorTests
{
    private static readonly DateTime Cut = World.Start.AddDays(150);
    private static readonly LearningOptions Options = new();

    private static BanditState Of(World world, LearningOptions? options = null) => BanditState.FromContacts(world.Read(), World.AsOf(Cut), options ?? Options);

    [Fact]
    public void FromContacts_CountsThoseBeforeTheTime()
    {
        var world = World.MadeUp(1);

        var state = Of(world);

        Assert.Equal(world.Contacts.Count(told => told.At < Cut), state.Contacts);
        Assert.Equal(0, state.Events);
        Assert.Equal(state.ToBytes(), Of(world).ToBytes());
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public void FromContacts_ContactAtTheTime_IsNotKnown(int seconds, bool isKnown)
    {
        var world = World.MadeUp(1);
        var before = Of(world);
        world.Contacts.Add(new(1, Cut.AddSeconds(seconds), AgentAction.SendMessage, true));

        Assert.Equal(isKnown, before.Hash != Of(world).Hash);
    }

    [Fact]
    public void FromContacts_WhatCameAfterAContact_ChangesNothing()
    {
        var world = World.MadeUp(1);
        world.Contacts.RemoveAll(told => told.User == 1);
        world.Contacts.Add(new(1, Cut.AddDays(-10), AgentAction.SendMessage, true));
        var before = Of(world);
        world.Orders.Add(new(1, Cut.AddDays(-10), "i1", 5));

        Assert.Equal(before.Hash, Of(world).Hash);
        world.Orders.Add(new(1, Cut.AddDays(-10).AddSeconds(-1), "i1", 5));
        Assert.NotEqual(before.Hash, Of(world).Hash);
    }

    [Fact]
    public void FromContacts_NoContactsOrNoWeight_IsWhereNothingIsLearned()
    {
        var world = World.MadeUp(1);
        Assert.Equal(BanditState.Initial(Options).ToBytes(), Of(world, new LearningOptions { ContactWeight = 0 }).ToBytes());
        world.Contacts.Clear();
        Assert.Equal(BanditState.Initial(Options).ToBytes(), Of(world).ToBytes());
    }

    [Fact]
    public void FromContacts_WithoutPredictions_LearnsWhoLikesWhat()
    {
        var state = BanditState.FromContacts(World.MadeUp(1, users: 400).Read(), World.AsOf(Cut), Options);
        var (often, seldom) = (BanditFeatures.Of(null, null, 5, 30, new DateOnly(2025, 6, 4)), BanditFeatures.Of(null, null, 60, 2, new DateOnly(2025, 6, 4)));

        Assert.True(state.Believe(often, AgentAction.SendMessage).Low > state.Believe(often, AgentAction.OfferDiscount).High);
        Assert.True(state.Believe(seldom, AgentAction.SendMessage).Mean < state.Believe(seldom, AgentAction.OfferDiscount).Mean);
    }

    [Fact]
    public void FromContacts_WithPredictions_TrustsThemMore()
    {
        var state = BanditState.FromContacts(ShopModel.Dataset, ShopModel.AsOf, Options, ShopModel.Model);

        Assert.Equal(ShopModel.Dataset.Contacts.Count, state.Contacts);
        Assert.All(AgentActions.All, action =>
        {
            var (low, high) = (Believe(0.2, action), Believe(0.4, action));
            Assert.InRange(high.Mean - low.Mean, 0.15, 0.25);
            Assert.InRange(low.Mean, 0.15, 0.25);
            Assert.InRange(low.Deviation, 0, 0.03);
        });

        Belief Believe(double response, AgentAction action) => state.Believe(BanditFeatures.Of(0.5, response, 20, 5, new DateOnly(2025, 8, 13)), action);
    }

    [Fact]
    public void FromContacts_ModelWithoutResponses_IsAsIfUnknown()
    {
        var world = World.MadeUp(1);
        world.Contacts.RemoveRange(4, world.Contacts.Count - 4);
        var dataset = world.Read();
        var model = LocalModelFitter.Fit(dataset, World.AsOf(Cut), new KumoOptions());

        var state = BanditState.FromContacts(dataset, World.AsOf(Cut), Options, model);

        Assert.False(model.HasResponses);
        Assert.Equal(4, state.Contacts);
    }
}
