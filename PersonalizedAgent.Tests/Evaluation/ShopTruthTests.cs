using PersonalizedAgent.Core.Evaluation;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Kumo.Local;
using PersonalizedAgent.Tests.Kumo;
using PersonalizedAgent.Tests.Kumo.Local;

namespace PersonalizedAgent.Tests.Evaluation;

public sealed class ShopTruthTests
{
    [Fact]
    public void Of_Shop_LiesNearTheTruthAndEarnsMoreThanChance()
    {
        var truth = ShopTruth.Of(ShopModel.Model)!;

        Assert.InRange(truth.Distance, 0, 0.05);
        Assert.True(truth.Distance < truth.DistanceOfRate);
        Assert.InRange(truth.BestShare, 0.6, 1);
        Assert.True(truth.AtRandom < truth.Earned && truth.Earned <= truth.Possible);
        Assert.InRange((truth.Earned - truth.AtRandom) / (truth.Possible - truth.AtRandom), 0.6, 1);
    }

    [Fact]
    public void Of_OtherData_IsUnknown()
    {
        var at = World.Start.AddDays(200);
        var world = World.MadeUp(1);
        var strange = world.Copy();
        strange.UserHeader = strange.UserHeader.Replace("city", "kind", StringComparison.Ordinal);
        var silent = world.Copy();
        silent.Contacts.Clear();

        Assert.All([world, strange, silent], data => Assert.Null(ShopTruth.Of(LocalModelFitter.Fit(data.Read(), World.AsOf(at), new KumoOptions()))));
    }
}
