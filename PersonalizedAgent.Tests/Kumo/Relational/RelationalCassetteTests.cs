using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Kumo.Relational.Transport;
using PersonalizedAgent.Web.Model;

namespace PersonalizedAgent.Tests.Kumo.Relational;

/// <summary>What was recorded with a stub is answered without it.</summary>
public sealed class RelationalCassetteTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    private KumoOptions Kumo(CassetteMode mode) => new() { Cassette = mode, CassetteFolder = _folder.FullName };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Recorded_IsAnsweredTheSame_WithoutTheServer(bool withoutSessions)
    {
        string url;
        List<Prediction> recorded = [];
        await using (var bench = await RelationalBench.StartAsync(kumo: Kumo(CassetteMode.Record)))
        {
            if (withoutSessions)
                bench.Stub.Script.NoSessions = 404;
            foreach (var row in (int[])[0, 1])
                recorded.Add(await bench.AskAsync(RelationalBench.Recommending, row));
            url = bench.Stub.Url;
        }

        await using var replay = RelationalBench.Without(url, Kumo(CassetteMode.Replay));
        for (var row = 1; row >= 0; row--)
        {
            var (first, second) = (recorded[row], await replay.AskAsync(RelationalBench.Recommending, row));
            Assert.Equal(PredictionBackend.Kumo, first.Backend);
            Assert.Equal(Flat(first) with { Backend = PredictionBackend.Replay }, Flat(second));
            Assert.Equal(first.ActionScores, second.ActionScores);
            Assert.Equal(first.Items, second.Items);
            Assert.Equal("REPLAY STUB · kumo-relational-stub", Display.FullBadge(second));
        }

        var unknown = await replay.AskAsync(RelationalBench.Recommending, 2);
        Assert.Equal((PredictionBackend.Local, "not recorded"), (unknown.Backend, unknown.Fallback?.Cause));
        var otherHour = await replay.AskAsync(RelationalBench.Recommending, 3, RelationalBench.AsOf.AddHours(1));
        Assert.Equal((PredictionBackend.Local, "not recorded"), (otherHour.Backend, otherHour.Fallback?.Cause));

        static Prediction Flat(Prediction prediction) => prediction with { ActionScores = [], Items = [] };
    }
}
