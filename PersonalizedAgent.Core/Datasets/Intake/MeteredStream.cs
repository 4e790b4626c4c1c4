namespace PersonalizedAgent.Core.Datasets.Intake;

/// <summary>Counts the bytes that are read from another stream, and may stop at a bound.</summary>
internal sealed class MeteredStream(Stream inner) : Stream
{
    /// <summary>How many bytes were read so far; what was read twice counts twice.</summary>
    public long ReadCount { get; private set; }

    /// <summary>After so many bytes no more are handed out.</summary>
    public long MaxReadCount { get; set; } = long.MaxValue;

    /// <summary>Whether the bound was reached.</summary>
    public bool IsSpent => ReadCount > MaxReadCount;

    /// <inheritdoc/>
    public override bool CanRead => inner.CanRead;

    /// <inheritdoc/>
    public override bool CanSeek => inner.CanSeek;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => inner.Length;

    /// <inheritdoc/>
    public override long Position
    {
        get => inner.Position;
        set => inner.Position = value;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The bound was reached.</exception>
    public override int Read(Span<byte> buffer)
    {
        var count = inner.Read(buffer);
        ReadCount += count;
        return IsSpent ? throw new InvalidDataException("More was read than the archive may need.") : count;
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
