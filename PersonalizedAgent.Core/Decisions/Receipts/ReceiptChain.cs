using System.Security.Cryptography;
using System.Text;

namespace PersonalizedAgent.Core.Decisions.Receipts;

/// <summary>
/// Chains receipts by hash: each link is the SHA-256 of the link before, as lower-case hex, and the receipt's bytes. Who changes, removes or inserts a
/// receipt breaks the chain there.
/// </summary>
public static class ReceiptChain
{
    /// <summary>What stands before the first receipt.</summary>
    public const string Start = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>The link of a receipt.</summary>
    /// <param name="previous">The link before; <see cref="Start"/> for the first.</param>
    /// <param name="receipt">The receipt's bytes.</param>
    /// <returns>64 hex digits.</returns>
    public static string Link(string previous, ReadOnlySpan<byte> receipt)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.ASCII.GetBytes(previous));
        hash.AppendData(receipt);
        Span<byte> link = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(link);
        return Convert.ToHexStringLower(link);
    }

    /// <summary>Walks a chain.</summary>
    /// <param name="start">The link before the first receipt.</param>
    /// <param name="kept">The receipts, oldest first.</param>
    /// <param name="firstSequence">The sequence number that the first must have.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many were looked at, and the first break.</returns>
    public static async Task<ChainCheck> VerifyAsync(string start, long firstSequence, IAsyncEnumerable<KeptDecision> kept, CancellationToken cancellationToken)
    {
        var (previous, next, count) = (start, firstSequence, 0L);
        await foreach (var decision in kept.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            var sequence = decision.Logged.Sequence;
            if (sequence != next)
                return new ChainCheck(count, new ChainBreak(next, decision.Logged.Decision.Id, $"Decision {next} is missing: after {next - 1} comes {sequence}."));
            if (Link(previous, decision.Receipt.Span) != decision.Hash)
                return new ChainCheck(count, new ChainBreak(sequence, decision.Logged.Decision.Id, $"The receipt of decision {sequence} is not the one that was recorded, or one before it was changed or removed."));
            (previous, next, count) = (decision.Hash, next + 1, count + 1);
        }

        return new ChainCheck(count, null);
    }
}

/// <summary>What came of walking the chain of receipts.</summary>
/// <param name="Intact">How many receipts from the start are as they were recorded.</param>
/// <param name="Break">The first that is not; <see langword="null"/> where all are.</param>
public sealed record ChainCheck(long Intact, ChainBreak? Break);

/// <summary>Where the chain of receipts breaks.</summary>
/// <param name="Sequence">The place in the log.</param>
/// <param name="DecisionId">The decision found there.</param>
/// <param name="Reason">What is wrong, for people.</param>
public sealed record ChainBreak(long Sequence, Guid DecisionId, string Reason);
