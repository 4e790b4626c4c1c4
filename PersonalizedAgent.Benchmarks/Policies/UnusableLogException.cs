namespace PersonalizedAgent.Benchmarks.Policies;

/// <summary>A file cannot be used; the message tells what is wrong, where, and how to mend it.</summary>
internal sealed class UnusableLogException(string message) : Exception(message);
