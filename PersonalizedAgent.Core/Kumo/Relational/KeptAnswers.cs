using System.Collections.Concurrent;

namespace PersonalizedAgent.Core.Kumo.Relational;

/// <summary>Answers of the service, kept for as long as the program runs: the same question is sent once, also while its answer is on its way. Safe to use from many threads.</summary>
/// <typeparam name="T">What is answered.</typeparam>
internal sealed class KeptAnswers<T>
{
    /// <summary>When there are more, all are forgotten; a question then is sent again.</summary>
    private const int Most = 200_000;

    private readonly ConcurrentDictionary<Question, Lazy<Task<Told<T>>>> _asked = new();
    private readonly ConcurrentDictionary<(string Dataset, string Task, int UserRow), (int Anchor, Told<T>.Answered Answer)> _last = new();

    /// <summary>The answer to a question; asked unless it is known or on its way. What failed is asked again next time.</summary>
    /// <param name="question">The question.</param>
    /// <param name="ask">Asks it; goes on when the caller gives up, others may wait for it too.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<Told<T>> AskAsync(Question question, Func<Task<Told<T>>> ask, CancellationToken cancellationToken)
    {
        var asked = _asked.GetOrAdd(question, _ => new Lazy<Task<Told<T>>>(() => KeptAsync(question, ask)));
        return await asked.Value.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The good answer to the question of the newest anchor, if there is one that is neither later than the question's own nor too old.</summary>
    /// <param name="question">The question.</param>
    /// <param name="age">Answers of anchors so many seconds earlier are too old.</param>
    public Told<T>.Answered? LastOf(Question question, int age) =>
        _last.TryGetValue((question.Dataset, question.Task, question.UserRow), out var last) && last.Anchor <= question.Anchor && (long)question.Anchor - last.Anchor < age ? last.Answer : null;

    /// <summary>Keeps or forgets the answer when it comes, also when nobody waits for it any more.</summary>
    private async Task<Told<T>> KeptAsync(Question question, Func<Task<Told<T>>> ask)
    {
        Told<T>? told = null;
        try
        {
            told = await ask().ConfigureAwait(false);
            return told;
        }
        finally
        {
            if (told is Told<T>.Answered answered)
                Keep(question, answered);
            else
                _asked.TryRemove(question, out _);
        }
    }

    private void Keep(Question question, Told<T>.Answered answered)
    {
        if (_asked.Count > Most)
            _asked.Clear();
        if (_last.Count > Most)
            _last.Clear();
        // Comparisons ask about the past meanwhile: that must not stand in for the present.
        _last.AddOrUpdate((question.Dataset, question.Task, question.UserRow), (question.Anchor, answered), (_, last) => last.Anchor > question.Anchor ? last : (question.Anchor, answered));
    }
}

/// <summary>What is asked of the service.</summary>
/// <param name="Dataset">The version of the data.</param>
/// <param name="Task">The question, in PQL.</param>
/// <param name="Anchor">The last moment that is known, in seconds since 2000.</param>
/// <param name="UserRow">The user's row.</param>
/// <param name="Model">The model, and how it is asked.</param>
internal readonly record struct Question(string Dataset, string Task, int Anchor, int UserRow, string Model);

/// <summary>What came of a question.</summary>
/// <typeparam name="T">What is answered.</typeparam>
internal abstract record Told<T>
{
    private Told()
    {
    }

    /// <summary>It was answered.</summary>
    /// <param name="Value">The answer.</param>
    /// <param name="Model">The model that answered, by its own word.</param>
    /// <param name="At">When.</param>
    public sealed record Answered(T Value, string Model, DateTimeOffset At) : Told<T>;

    /// <summary>It was not.</summary>
    /// <param name="Cause">Why, in two or three words, for a badge.</param>
    /// <param name="Reason">Why, and what to do about it, for people.</param>
    /// <param name="IsRefusal">Whether the server cannot do what was asked, so that asking again will not help.</param>
    public sealed record Failed(string Cause, string Reason, bool IsRefusal = false) : Told<T>;
}
