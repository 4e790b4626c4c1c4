using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Datasets.Columns;
using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Datasets;

/// <summary>The contacts of a dataset as columns, by user and time. Immutable, safe to read from many threads.</summary>
public sealed class ContactTable
{
    private readonly UserEvents _events;
    private readonly IdIndex _ids;
    private readonly int[] _fileRows;
    private readonly byte[] _actions;
    private readonly float[] _propensities;
    private readonly bool[] _responses;

    /// <summary>Makes a table of columns in the order of the events, but for the ids, which are in that of the file; no propensities stand for a column that the data lacks.</summary>
    internal ContactTable(UserEvents events, int[] fileRows, IdIndex ids, byte[] actions, float[] propensities, bool[] responses)
    {
        _events = events;
        _fileRows = fileRows;
        _ids = ids;
        _actions = actions;
        _propensities = propensities;
        _responses = responses;
    }

    /// <summary>No contacts.</summary>
    /// <param name="userCount">How many users there are.</param>
    internal static ContactTable None(int userCount) => new(UserEvents.None(userCount), [], new IdIndex(), [], [], []);

    /// <summary>How many contacts there are.</summary>
    public int Count => _events.Count;

    /// <summary>Whether contacts say with which chance their action was chosen.</summary>
    public bool HasPropensities => _propensities.Length > 0;

    /// <summary>The times of all contacts, by user and time; whole seconds since 2000.</summary>
    internal ReadOnlySpan<int> Times => _events.Times;

    /// <summary>The chances of all contacts, by user and time; NaN for unknown; empty where contacts do not say.</summary>
    internal ReadOnlySpan<float> Propensities => _propensities;

    /// <summary>The actions of all contacts, as numbers of <see cref="AgentAction"/>, by user and time.</summary>
    internal ReadOnlySpan<byte> ActionCodes => _actions;

    /// <summary>Whether the users responded, by user and time.</summary>
    internal ReadOnlySpan<bool> Responses => _responses;

    /// <summary>Whether all ids are integers.</summary>
    internal bool HasIntegerIds => _ids.IsAllNumbers;

    /// <summary>What names the contact at a place in the columns.</summary>
    internal UserId IdAt(int place) => _ids[_fileRows[place]];

    /// <summary>Where a user's contacts stand in the columns.</summary>
    internal Range RangeOf(int userRow) => _events.Of(userRow);

    /// <summary>How many contacts a user had.</summary>
    /// <param name="userRow">The user's row in the users' table.</param>
    public int CountOf(int userRow) => _events.TimesOf(userRow).Length;

    /// <summary>A user's contacts, oldest first.</summary>
    /// <param name="userRow">The user's row in the users' table.</param>
    public IReadOnlyList<Contact> Of(int userRow)
    {
        var (start, length) = _events.Of(userRow).GetOffsetAndLength(Count);
        var contacts = new Contact[length];
        for (var i = 0; i < length; i++)
            contacts[i] = At(start + i);
        return contacts;
    }

    /// <summary>How many contacts took an action, and how many of their users responded.</summary>
    public (int Count, int Responses) CountOf(AgentAction action)
    {
        var (count, responses) = (0, 0);
        for (var i = 0; i < _actions.Length; i++)
        {
            if (_actions[i] != (byte)action)
                continue;
            count++;
            responses += _responses[i] ? 1 : 0;
        }

        return (count, responses);
    }

    private Contact At(int place)
    {
        return new Contact(
            _ids[_fileRows[place]].ToString(),
            Moments.ToDateTime(_events.Times[place]),
            (AgentAction)_actions[place],
            HasPropensities && !float.IsNaN(_propensities[place]) ? _propensities[place] : null,
            _responses[place]);
    }
}
