namespace PersonalizedAgent.Web.Model;

/// <summary>
/// The changes of address that a page made itself. The browser tells of those too, a round trip later, when the page may have gone on: they are not to be read again.
/// </summary>
internal sealed class OwnNavigations
{
    private readonly Queue<string> _expected = [];

    /// <summary>Expects to be told of an address.</summary>
    /// <param name="uri">The absolute address.</param>
    public void Expect(string uri) => _expected.Enqueue(uri);

    /// <summary>Whether a change of address is one of our own; those before it are past then.</summary>
    public bool Take(string uri)
    {
        if (!_expected.Contains(uri))
            return false;
        while (_expected.Dequeue() != uri)
        {
        }

        return true;
    }
}
