using PersonalizedAgent.Tests.Support;
using PersonalizedAgent.Web.Live;

namespace PersonalizedAgent.Tests.Live;

public sealed class ThrottleTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly ManualClock _clock = new();
    private int _calls;

    private Throttle Create(Func<Task>? call = null) => new(_clock, Interval, () =>
    {
        Interlocked.Increment(ref _calls);
        return call?.Invoke() ?? Task.CompletedTask;
    });

    private Task CallsAsync(int count) => Eventually.TrueAsync(() => Volatile.Read(ref _calls) == count && _clock.WaitingTimers == 1, $"call {count} and the wait after it");

    [Fact]
    public async Task Signal_First_CallsAtOnce()
    {
        using var throttle = Create();

        throttle.Signal();

        await CallsAsync(1);
    }

    [Fact]
    public async Task Signals_WithinTheInterval_MakeOneMoreCallAtItsEnd()
    {
        using var throttle = Create();
        throttle.Signal();
        await CallsAsync(1);

        for (var i = 0; i < 10; i++)
            throttle.Signal();
        _clock.Advance(Interval - TimeSpan.FromTicks(1));
        Assert.Equal(1, _calls);
        _clock.Advance(TimeSpan.FromTicks(1));

        await CallsAsync(2);
        _clock.Advance(Interval);
        await Eventually.TrueAsync(() => _clock.WaitingTimers == 0, "rest");
        Assert.Equal(2, _calls);
    }

    [Fact]
    public async Task Signal_DuringACall_IsNotLost()
    {
        var gate = new TaskCompletionSource();
        using var throttle = Create(() => gate.Task);
        throttle.Signal();
        await Eventually.TrueAsync(() => Volatile.Read(ref _calls) == 1, "the first call");

        throttle.Signal();
        gate.SetResult();
        await Eventually.TrueAsync(() => _clock.WaitingTimers == 1, "the wait");
        _clock.Advance(Interval);

        await CallsAsync(2);
    }

    [Fact]
    public async Task Dispose_EndsTheCalls()
    {
        var throttle = Create();
        throttle.Signal();
        await CallsAsync(1);
        throttle.Signal();

        throttle.Dispose();
        throttle.Signal();

        await Eventually.TrueAsync(() => _clock.WaitingTimers == 0, "the end of the wait");
        Assert.Equal(1, _calls);
    }
}
