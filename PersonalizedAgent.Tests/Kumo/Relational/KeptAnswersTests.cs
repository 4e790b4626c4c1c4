using PersonalizedAgent.Core.Kumo.Relational;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Kumo.Relational;

public sealed class KeptAnswersTests
{
    private static readonly Question Asked = new("data", "task", 7_200, 1, "model");

    private readonly KeptAnswers<int> _kept = new();

    private static Told<int> Good(int value) => new Told<int>.Answered(value, "model", Sample.Now);

    private static Told<int> Bad => new Told<int>.Failed("no answer", "It is down.");

    private Task<Told<int>> AskAsync(Question question, Told<int> told) => _kept.AskAsync(question, () => Task.FromResult(told), default);

    [Fact]
    public async Task Ask_Failed_IsAskedAgain_AndKeptOnceItIsGood()
    {
        Assert.Equal(Bad, await AskAsync(Asked, Bad));
        Assert.Equal(Good(1), await AskAsync(Asked, Good(1)));
        Assert.Equal(Good(1), await AskAsync(Asked, Good(2)));
    }

    [Fact]
    public async Task Ask_Threw_IsAskedAgain()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => _kept.AskAsync(Asked, () => Task.FromException<Told<int>>(new InvalidOperationException()), default));

        Assert.Equal(Good(1), await AskAsync(Asked, Good(1)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ask_NobodyWaitsAnyMore_GoodIsKept_BadIsNot(bool isGood)
    {
        var coming = new TaskCompletionSource<Told<int>>();
        using var leaving = new CancellationTokenSource();
        var asked = _kept.AskAsync(Asked, () => coming.Task, leaving.Token);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);

        coming.SetResult(isGood ? Good(1) : Bad);

        Assert.Equal(isGood ? Good(1) : null, _kept.LastOf(Asked, 1));
        Assert.Equal(Good(isGood ? 1 : 2), await AskAsync(Asked, Good(2)));
    }

    [Theory]
    [InlineData(7_200, 1, 1)]
    [InlineData(7_199, 9_999, null)]
    [InlineData(9_000, 1_801, 1)]
    [InlineData(9_000, 1_800, null)]
    public async Task LastOf_IsNeitherLaterNorTooOld(int anchor, int age, int? expected)
    {
        await AskAsync(Asked, Good(1));

        Assert.Equal(expected, _kept.LastOf(Asked with { Anchor = anchor }, age)?.Value);
    }

    [Fact]
    public async Task LastOf_AskedAboutThePastMeanwhile_StaysTheNewest()
    {
        await AskAsync(Asked, Good(1));
        await AskAsync(Asked with { Anchor = 3_600 }, Good(2));

        Assert.Equal(1, _kept.LastOf(Asked, 86_400)?.Value);

        await AskAsync(Asked with { Anchor = 7_300 }, Good(3));
        Assert.Equal(3, _kept.LastOf(Asked with { Anchor = 7_300 }, 86_400)?.Value);
        Assert.Null(_kept.LastOf(Asked with { UserRow = 2 }, 86_400));
    }
}
