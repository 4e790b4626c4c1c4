namespace PersonalizedAgent.Core.Kumo.Relational.Wire;

/// <summary>A part of a request that the server refused.</summary>
/// <param name="Name">Where it stands, such as <c>context.instance_table.rows[0][age]</c>.</param>
/// <param name="Reason">Why.</param>
internal readonly record struct InvalidParam(string Name, string Reason);
