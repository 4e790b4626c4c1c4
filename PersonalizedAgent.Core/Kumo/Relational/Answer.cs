namespace PersonalizedAgent.Core.Kumo.Relational;

/// <summary>What an answer says, or why it cannot be used. An answer that makes no sense is expected, so it is no exception.</summary>
/// <typeparam name="T">What is read.</typeparam>
internal abstract record Answer<T>
{
    private Answer()
    {
    }

    /// <summary>It was read.</summary>
    /// <param name="Value">What it says.</param>
    /// <param name="Warnings">What is odd about it, for people; mostly none.</param>
    public sealed record Read(T Value, IReadOnlyList<string> Warnings) : Answer<T>;

    /// <summary>It cannot be used; asking again will not help.</summary>
    /// <param name="Reason">What is wrong and where, for people; without personal values.</param>
    public sealed record Invalid(string Reason) : Answer<T>;
}
