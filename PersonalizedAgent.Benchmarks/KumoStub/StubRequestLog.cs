namespace PersonalizedAgent.Benchmarks.KumoStub;

/// <summary>What was received. Thread-safe.</summary>
internal sealed class StubRequestLog(bool keeps)
{
    private readonly Lock _lock = new();
    private readonly List<StubRequest> _requests = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public IReadOnlyList<StubRequest> Requests
    {
        get
        {
            lock (_lock)
                return [.. _requests];
        }
    }

    public void Add(StubRequest request)
    {
        TaskCompletionSource[] reached;
        lock (_lock)
        {
            if (keeps)
                _requests.Add(request);
            _count++;
            reached = [.. _waiting.Where(waiting => waiting.Count <= _count).Select(waiting => waiting.Reached)];
            _waiting.RemoveAll(waiting => waiting.Count <= _count);
        }

        foreach (var source in reached)
            source.TrySetResult();
    }

    public Task WhenAsync(int count)
    {
        lock (_lock)
        {
            if (_count >= count)
                return Task.CompletedTask;
            var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((count, source));
            return source.Task;
        }
    }
}
