using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Web.Model;

/// <summary>What the agent's panel shows of the selected user.</summary>
public abstract record PanelState
{
    private PanelState()
    {
    }

    /// <summary>Nobody is selected.</summary>
    public sealed record Nobody : PanelState;

    /// <summary>The address names a user who is not in the data.</summary>
    public sealed record Unknown(UserId UserId) : PanelState;

    /// <summary>A user is selected.</summary>
    public abstract record OfUser(User User) : PanelState;

    /// <summary>The agent was not asked about this user yet.</summary>
    public sealed record NotAsked(User User) : OfUser(User);

    /// <summary>The agent was asked and has not answered.</summary>
    public sealed record Waiting(User User) : OfUser(User);

    /// <summary>What the agent said last.</summary>
    public sealed record Decided(User User, LoggedDecision Logged) : OfUser(User);

    /// <summary>The user's data cannot be true, so the agent does not decide.</summary>
    public sealed record Invalid(User User, IReadOnlyList<UserIssue> Issues) : OfUser(User);

    /// <summary>The agent could not answer.</summary>
    public sealed record Failed(User User, string Reason) : OfUser(User);
}
