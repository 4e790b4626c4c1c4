namespace PersonalizedAgent.Core.Kumo.Relational.Transport;

/// <summary>Reads bodies without trusting their size.</summary>
internal static class BoundedBody
{
    /// <summary>Reads a body to its end.</summary>
    /// <returns><see langword="null"/> if it is longer than the limit; no more than that was read.</returns>
    public static async Task<byte[]?> ReadAsync(HttpContent content, long limit, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > limit)
            return null;
        var (bytes, isWhole) = await ReadStartAsync(content, limit, cancellationToken).ConfigureAwait(false);
        return isWhole ? bytes : null;
    }

    /// <summary>Reads the beginning of a body.</summary>
    /// <param name="content">The body.</param>
    /// <param name="limit">The most bytes.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The bytes, and whether they are all.</returns>
    public static async Task<(byte[] Bytes, bool IsWhole)> ReadStartAsync(HttpContent content, long limit, CancellationToken cancellationToken)
    {
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            using var kept = new MemoryStream();
            var buffer = new byte[(int)Math.Min(64 * 1024, limit + 1)];
            int read;
            while ((read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                var room = (int)Math.Min(read, limit - kept.Length);
                kept.Write(buffer, 0, room);
                if (room < read)
                    return (kept.ToArray(), false);
            }

            return (kept.ToArray(), true);
        }
    }
}
