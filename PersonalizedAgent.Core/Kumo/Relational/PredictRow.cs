namespace PersonalizedAgent.Core.Kumo.Relational;

/// <summary>A user to predict for.</summary>
/// <param name="UserRow">The user's row in the users' table.</param>
/// <param name="Anchor">The last moment that is known, in seconds since 2000.</param>
internal readonly record struct PredictRow(int UserRow, int Anchor);
