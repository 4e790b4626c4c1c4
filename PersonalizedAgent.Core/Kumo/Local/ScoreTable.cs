using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Columns;

namespace PersonalizedAgent.Core.Kumo.Local;

/// <summary>What is predicted of all users of a dataset, by row, to sort and filter by.</summary>
public sealed class ScoreTable
{
    private readonly float[] _scores;
    private readonly byte[] _actions;

    internal ScoreTable(float[] scores, byte[] actions) => (_scores, _actions) = (scores, actions);

    /// <summary>The engagement scores, 0 to 1; NaN for users who have none.</summary>
    public ReadOnlySpan<float> Scores => _scores;

    /// <summary>The recommended actions, as numbers of <see cref="AgentAction"/>.</summary>
    internal ReadOnlySpan<byte> Actions => _actions;

    /// <summary>How many users are recommended an action.</summary>
    public int CountOf(AgentAction action) => _actions.Count(code => code == (byte)action);

    /// <summary>The users with two more columns: the score, and the recommended action by its name on the wire.</summary>
    /// <param name="users">The users that were scored.</param>
    public UserTable AddTo(UserTable users) => users.With(
    [
        (Column(users, "engagement_score", ColumnKind.Number), new NumberData([.. _scores.Select(score => (double)score)])),
        (Column(users, "best_action", ColumnKind.Category), new CategoryData([.. _actions.Select(code => (int)code)], [.. AgentActions.All.Select(action => action.WireName())])),
    ]);

    /// <summary>The column; should the file have one of that name, ours steps aside.</summary>
    private static UserColumn Column(UserTable users, string name, ColumnKind kind)
    {
        while (users.Columns.Any(column => column.Name == name))
            name += "_predicted";
        return new UserColumn(name, kind) { IsPredicted = true };
    }
}
