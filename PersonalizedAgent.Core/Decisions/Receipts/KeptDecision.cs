namespace PersonalizedAgent.Core.Decisions.Receipts;

/// <summary>A decision with its receipt, as the log keeps it.</summary>
/// <param name="Logged">The decision.</param>
/// <param name="Receipt">All that is needed to make it again, as JSON in UTF-8.</param>
/// <param name="Hash">The link of the chain, see <see cref="ReceiptChain"/>.</param>
public sealed record KeptDecision(LoggedDecision Logged, ReadOnlyMemory<byte> Receipt, string Hash);
