using System.Collections.Concurrent;

namespace PersonalizedAgent.Core.Decisions;

/// <summary>Who does not want to be contacted, at hand in memory. Safe to use from many threads.</summary>
internal sealed class OptOuts
{
    private readonly ConcurrentDictionary<(string Audience, string UserId), bool> _out = new();

    public bool Has(string audience, string userId) => !_out.IsEmpty && _out.ContainsKey((audience, userId));

    public void Set(string audience, string userId, bool isOut)
    {
        if (isOut)
            _out[(audience, userId)] = true;
        else
            _out.TryRemove((audience, userId), out _);
    }
}
