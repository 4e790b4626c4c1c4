using Moq;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Users;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Kumo;

public sealed class KumoSwitchTests
{
    private readonly Mock<IKumoClient> _mock = Answering("mock");
    private readonly Mock<IKumoClient> _rank = Answering("rank");
    private readonly Mock<IKumoClient> _local = Answering("local");
    private readonly Mock<IKumoClient> _relational = Answering("kumo");

    private static Mock<IKumoClient> Answering(string name)
    {
        var client = new Mock<IKumoClient>();
        client.Setup(c => c.PredictAsync(It.IsAny<Dataset>(), It.IsAny<IReadOnlyList<User>>(), It.IsAny<DateTimeOffset>(), It.IsAny<CancellationToken>()))
            .Returns(new ValueTask<PredictionResult>(new PredictionResult.Unavailable(name)));
        return client;
    }

    private KumoSwitch Begin(BackendChoice choice) => new(choice, _mock.Object, _rank.Object, _local.Object, _relational.Object);

    [Theory]
    [InlineData(BackendChoice.Auto, true, PredictionBackend.Local)]
    [InlineData(BackendChoice.Auto, false, PredictionBackend.Mock)]
    [InlineData(BackendChoice.Mock, true, PredictionBackend.Mock)]
    [InlineData(BackendChoice.Mock, false, PredictionBackend.Mock)]
    [InlineData(BackendChoice.Rank, true, PredictionBackend.Rank)]
    [InlineData(BackendChoice.Rank, false, PredictionBackend.Rank)]
    [InlineData(BackendChoice.Local, true, PredictionBackend.Local)]
    [InlineData(BackendChoice.Local, false, PredictionBackend.Local)]
    [InlineData(BackendChoice.Relational, true, PredictionBackend.Kumo)]
    [InlineData(BackendChoice.Relational, false, PredictionBackend.Kumo)]
    public async Task PredictAsync_Choice_AsksItsBackendAlone(BackendChoice choice, bool hasOrders, PredictionBackend expected)
    {
        var dataset = hasOrders ? FolderFiles.ReadOrders("user_id,at\n1,2025-01-01\n") : Sample.FourUsers();
        var kumo = Begin(choice);

        var result = await kumo.PredictAsync(dataset, [Sample.User], Sample.Now, default);

        Assert.Equal(expected, kumo.BackendFor(dataset));
        Assert.Equal(expected.ToString(), Assert.IsType<PredictionResult.Unavailable>(result).Reason, ignoreCase: true);
        Assert.Equal(1, _mock.Invocations.Count + _rank.Invocations.Count + _local.Invocations.Count + _relational.Invocations.Count);
    }

    [Fact]
    public void BackendFor_RelationalOfKeptAnswers_IsReplay() => Assert.Equal(
        PredictionBackend.Replay,
        new KumoSwitch(BackendChoice.Relational, _mock.Object, _rank.Object, _local.Object, _relational.Object, isReplay: true).BackendFor(Sample.FourUsers()));

    [Fact]
    public void Choice_Set_IsSaidOncePerChange()
    {
        var kumo = Begin(BackendChoice.Auto);
        var told = new List<BackendChoice>();
        kumo.Changed += () => told.Add(kumo.Choice);

        kumo.Choice = BackendChoice.Auto;
        kumo.Choice = BackendChoice.Rank;
        kumo.Choice = BackendChoice.Rank;
        kumo.Choice = BackendChoice.Mock;

        Assert.Equal([BackendChoice.Rank, BackendChoice.Mock], told);
    }
}
