namespace PersonalizedAgent.Core.Datasets;

/// <summary>An immutable snapshot of the data the agent works on.</summary>
/// <param name="Name">What people call it: the name of its file.</param>
/// <param name="Users">The users.</param>
/// <param name="Report">What was found while reading.</param>
public sealed record Dataset(string Name, UserTable Users, ReadReport Report);
