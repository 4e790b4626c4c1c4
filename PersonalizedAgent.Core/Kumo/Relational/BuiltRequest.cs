namespace PersonalizedAgent.Core.Kumo.Relational;

/// <summary>A request, or why there is none.</summary>
internal abstract record BuiltRequest
{
    private BuiltRequest()
    {
    }

    /// <summary>It can be sent.</summary>
    public sealed record Ready(RelationalRequest Request) : BuiltRequest;

    /// <summary>It cannot be made; no further ones follow.</summary>
    /// <param name="First">The place of the first row that nobody is asked about.</param>
    /// <param name="Reason">Why, and what to do about it, for people; without personal values.</param>
    public sealed record Impossible(int First, string Reason) : BuiltRequest;
}
