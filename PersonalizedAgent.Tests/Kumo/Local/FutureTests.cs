using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Kumo.Context;
using PersonalizedAgent.Core.Kumo.Local;
using PersonalizedAgent.Core.Kumo.Local.Features;

namespace PersonalizedAgent.Tests.Kumo.Local;

/// <summary>Nothing that happens after a time changes what is said as of it.</summary>
public sealed class FutureTests
{
    private static readonly DateTime AsOf = World.Start.AddDays(140).AddHours(9);
    private static readonly KumoOptions Options = new() { HorizonDays = 20, TrainAnchors = 3, TopItems = 6 };

    /// <summary>What may be done to everything later than <see cref="AsOf"/>.</summary>
    public enum Change
    {
        Delete,
        Shuffle,
        Invent,
        TurnResponses,
    }

    [Theory]
    [InlineData(Change.Delete)]
    [InlineData(Change.Shuffle)]
    [InlineData(Change.Invent)]
    [InlineData(Change.TurnResponses)]
    public void Features_FutureChanged_AreEqualToTheBit(Change change)
    {
        for (var seed = 0; seed < 25; seed++)
        {
            var world = World.MadeUp(seed, users: 25);
            var (dataset, changed) = (world.Read(), Changed(world, change, seed).Read());

            foreach (var featuresOf in (Func<Dataset, FeatureSet>[])[FeatureSet.ForEngagement, FeatureSet.ForResponses])
            {
                foreach (var daysBefore in (int[])[0, 1, 60])
                    Assert.Equal(Told(featuresOf(dataset), dataset, daysBefore), Told(featuresOf(changed), changed, daysBefore));
            }
        }
    }

    [Theory]
    [InlineData(Change.Delete)]
    [InlineData(Change.Shuffle)]
    [InlineData(Change.Invent)]
    [InlineData(Change.TurnResponses)]
    public void Fit_FutureChanged_PredictsTheSame(Change change)
    {
        for (var seed = 100; seed < 104; seed++)
        {
            var world = World.MadeUp(seed);

            var (model, same) = (Fit(world), Fit(Changed(world, change, seed)));

            Assert.True(model.HasEngagement && model.HasResponses);
            AssertSame(model, same);
        }
    }

    [Fact]
    public void Fit_CountsAsOfToday_TellNothing()
    {
        var world = World.MadeUp(7);
        var other = world.Copy();
        for (var user = 0; user < other.Users.Count; user++)
        {
            var cells = other.Users[user].Split(',');
            (cells[2], cells[3], cells[4]) = ($"2025-09-{user % 28 + 1:00}", $"{user * 7}", $"{user % 2 * 900}");
            other.Users[user] = string.Join(',', cells);
        }

        // Who has not ordered yet is ranked, and by these very columns.
        AssertSame(Fit(world), Fit(other), row => world.Orders.Exists(line => line.User == row && line.At <= AsOf));
    }

    [Fact]
    public void Fit_FirstContactsAfterTheTime_ChangeNoScore()
    {
        // The block of contacts then stands among the features, with nothing in it.
        var world = World.MadeUp(8);
        world.Contacts.RemoveAll(told => told.At <= AsOf);
        var without = world.Copy();
        without.Contacts.Clear();

        var (model, same) = (Fit(world), Fit(without));

        var (scores, others) = (model.ScoreAll(World.AsOf(AsOf), default), same.ScoreAll(World.AsOf(AsOf), default));
        Assert.Equal(scores.Scores.ToArray(), others.Scores.ToArray(), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.False(model.HasResponses || same.HasResponses);
    }

    [Fact]
    public void Fit_PastChanged_PredictsSomethingElse()
    {
        var world = World.MadeUp(9);
        var other = world.Copy();
        for (var i = 0; i < other.Orders.Count; i += 3)
            other.Orders[i] = other.Orders[i] with { At = other.Orders[i].At.AddDays(-20) };

        var (scores, others) = (Fit(world).ScoreAll(World.AsOf(AsOf), default), Fit(other).ScoreAll(World.AsOf(AsOf), default));

        Assert.NotEqual(scores.Scores.ToArray(), others.Scores.ToArray());
    }

    private static LocalModel Fit(World world) => LocalModelFitter.Fit(world.Read(), World.AsOf(AsOf), Options);

    private static World Changed(World world, Change change, int seed)
    {
        var random = new Random(seed);
        DateTime Later() => AsOf.AddSeconds(random.Next(1, 5_000_000));
        var changed = world.Copy();
        if (change is Change.Delete or Change.Shuffle)
        {
            changed.Orders.RemoveAll(line => line.At > AsOf);
            changed.Contacts.RemoveAll(told => told.At > AsOf);
        }

        switch (change)
        {
            case Change.Shuffle:
                // The same lines, of other users and at other times.
                changed.Orders.AddRange(world.Orders.Where(line => line.At > AsOf).Select(line => line with { User = random.Next(world.Users.Count), At = Later() }));
                changed.Contacts.AddRange(world.Contacts.Where(told => told.At > AsOf).Select(told => told with { User = random.Next(world.Users.Count), At = Later() }));
                break;
            case Change.Invent:
                for (var user = 0; user < world.Users.Count; user++)
                {
                    // One in the very next second too.
                    changed.Orders.Add(new(user, AsOf.AddSeconds(1), "i3", 1e9));
                    changed.Orders.Add(new(user, Later(), "i1", -500));
                    changed.Contacts.Add(new(user, AsOf.AddSeconds(1), AgentActions.All[user % 3], true));
                    changed.Contacts.Add(new(user, Later(), AgentActions.All[random.Next(3)], false));
                }

                break;
            case Change.TurnResponses:
                changed.Contacts.Clear();
                changed.Contacts.AddRange(world.Contacts.Select(told => told.At > AsOf ? told with { Responded = !told.Responded } : told));
                break;
        }

        return changed;
    }

    private static List<string> Told(FeatureSet features, Dataset dataset, int daysBefore)
    {
        var told = new List<string>();
        var values = new float[features.Width];
        for (var row = 0; row < dataset.Users.Count; row++)
        {
            var past = UserPast.Of(dataset, row, World.Moment(AsOf.AddDays(-daysBefore)));
            var summary = PastSummary.Of(past);
            features.Fill(past, summary, values);
            told.Add(string.Join(' ', values.Select(BitConverter.SingleToInt32Bits)));
            foreach (var block in features.Blocks)
                told.Add(block.Describe(past, summary));
        }

        return told;
    }

    private static void AssertSame(LocalModel model, LocalModel same, Func<int, bool>? isAskedFor = null)
    {
        for (var row = 0; row < model.Dataset.Users.Count; row++)
        {
            if (isAskedFor?.Invoke(row) == false)
                continue;
            var (one, other) = (model.Predict(row, World.AsOf(AsOf)), same.Predict(row, World.AsOf(AsOf)));
            Assert.Equal(Plain(one), Plain(other));
            Assert.Equal(one.ActionScores, other.ActionScores);
            Assert.Equal(one.Factors, other.Factors);
            Assert.Equal(one.Items, other.Items);
            Assert.Equal(one.Outlook?.WithOrder, other.Outlook?.WithOrder);
            Assert.Equal(one.Outlook?.WithoutOrder, other.Outlook?.WithoutOrder);
        }
    }

    private static Prediction Plain(Prediction prediction) => prediction with { ModelVersion = "", ActionScores = [], Factors = [], Items = [], Outlook = null };
}
