using PersonalizedAgent.Core.Agent;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Web.Model;

/// <summary>Asks the agent about the selected user and keeps what came of it. For one page; not for use from many threads.</summary>
internal sealed partial class AgentPanelViewModel(InteractionAgent agent, IDecisionLog log, TimeProvider clock, ILogger<AgentPanelViewModel> logger) : IDisposable
{
    private CancellationTokenSource? _asking;
    private Dataset? _dataset;

    /// <summary>What to show.</summary>
    public PanelState State { get; private set; } = new PanelState.Nobody();

    /// <summary>Names this page as the one who asks.</summary>
    public Guid PageId { get; } = Guid.CreateVersion7();

    /// <summary>Shows a user without asking: what the agent said last, if it said anything. Gives up a question about another user.</summary>
    public void Show(Dataset dataset, User? user, UserId? userId)
    {
        Cancel();
        _dataset = dataset;
        State = user is null
            ? userId is { } unknown ? new PanelState.Unknown(unknown) : new PanelState.Nobody()
            : WithoutAsking(dataset, user);
    }

    /// <summary>Takes up what the agent said of this user elsewhere in the meantime, and what came of it.</summary>
    /// <returns>Whether there is anything new to show.</returns>
    public bool Refresh()
    {
        var (user, shown) = State switch
        {
            PanelState.NotAsked notAsked => (notAsked.User, null),
            PanelState.Decided decided => (decided.User, decided.Logged),
            _ => ((User?)null, (LoggedDecision?)null),
        };
        if (user is null || _dataset is null || log.LastOf(_dataset.Version, user.UserId) is not { } last || (shown is not null && !IsNewer(last, shown)))
            return false;
        State = new PanelState.Decided(user, last);
        return true;
    }

    /// <summary>Asks the agent about a user. While it is being asked about this user already, nothing happens.</summary>
    /// <param name="dataset">The data that the user stands in.</param>
    /// <param name="user">The user.</param>
    /// <param name="onWaiting">Called when the answer does not come at once, so that the page can say so.</param>
    public async Task AskAsync(Dataset dataset, User user, Action onWaiting)
    {
        if (State is PanelState.Waiting waiting && waiting.User.UserId == user.UserId)
            return;

        Cancel();
        _dataset = dataset;
        using var asking = new CancellationTokenSource();
        _asking = asking;
        State = new PanelState.Waiting(user);
        try
        {
            var answer = agent.RecommendAsync(dataset, user, new DecisionSource(PageId), asking.Token);
            if (!answer.IsCompleted)
                onWaiting();
            var state = Show(user, await answer);
            if (_asking == asking)
                State = state;
        }
        catch (OperationCanceledException) when (asking.IsCancellationRequested)
        {
            // Another user was chosen, or the page closed: nobody waits for this answer.
        }
        catch (Exception e)
        {
            LogFailed(e, user.UserId);
            if (_asking == asking)
                State = new PanelState.Failed(user, "Something went wrong inside the agent. The log says more.");
        }
        finally
        {
            if (_asking == asking)
                _asking = null;
        }
    }

    /// <summary>Gives up a question that is under way.</summary>
    public void Dispose() => Cancel();

    /// <summary>A later decision is newer, and so is the same one when something came of it.</summary>
    private static bool IsNewer(LoggedDecision last, LoggedDecision shown) =>
        last.Sequence > shown.Sequence || (last.Sequence == shown.Sequence && last.Reward != shown.Reward);

    private static PanelState Show(User user, Recommendation recommendation) => recommendation switch
    {
        Recommendation.Made made => new PanelState.Decided(user, made.Logged),
        Recommendation.InvalidUser invalid => new PanelState.Invalid(user, invalid.Issues),
        Recommendation.Unavailable unavailable => new PanelState.Failed(user, unavailable.Reason),
        Recommendation.NotRecorded notRecorded => new PanelState.Failed(user, $"The decision could not be recorded, so it does not count. {notRecorded.Reason}"),
        _ => throw new InvalidOperationException($"Unknown recommendation {recommendation.GetType().Name}."),
    };

    private PanelState WithoutAsking(Dataset dataset, User user) =>
        UserValidator.Validate(user, dataset.Today(clock)) is { Count: > 0 } issues ? new PanelState.Invalid(user, issues)
        : log.LastOf(dataset.Version, user.UserId) is { } last ? new PanelState.Decided(user, last)
        : new PanelState.NotAsked(user);

    private void Cancel()
    {
        _asking?.Cancel();
        _asking = null;
    }

    [LoggerMessage(LogLevel.Error, "The agent failed on user {UserId}")]
    private partial void LogFailed(Exception e, UserId userId);
}
