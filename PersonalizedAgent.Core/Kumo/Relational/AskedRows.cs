namespace PersonalizedAgent.Core.Kumo.Relational;

/// <summary>Gathers the users that a question is still to be sent about, so that they go in one request. One use, one thread until <see cref="Send"/>.</summary>
/// <typeparam name="T">What is answered of a user.</typeparam>
internal sealed class AskedRows<T>
{
    private readonly List<int> _rows = [];
    private readonly List<TaskCompletionSource<Told<T>>> _told = [];

    /// <summary>Takes a user along.</summary>
    /// <returns>The answer, once it is sent and answered.</returns>
    public Task<Told<T>> Add(int userRow)
    {
        _rows.Add(userRow);
        _told.Add(new TaskCompletionSource<Told<T>>(TaskCreationOptions.RunContinuationsAsynchronously));
        return _told[^1].Task;
    }

    /// <summary>Sends the question about all that were taken along, if any. Nobody who gives up waiting stops it: the answer is kept for the next one.</summary>
    /// <param name="ask">Asks about users by their rows; one answer each, in their order.</param>
    public void Send(Func<IReadOnlyList<int>, Task<IReadOnlyList<Told<T>>>> ask)
    {
        if (_rows.Count > 0)
            _ = Task.Run(() => SendAsync(ask));
    }

    private async Task SendAsync(Func<IReadOnlyList<int>, Task<IReadOnlyList<Told<T>>>> ask)
    {
        try
        {
            var answers = await ask(_rows).ConfigureAwait(false);
            for (var i = 0; i < _told.Count; i++)
                _told[i].SetResult(answers[i]);
        }
        catch (Exception e)
        {
            // Whoever waits gets it.
            foreach (var told in _told)
                told.TrySetException(e);
        }
    }
}
