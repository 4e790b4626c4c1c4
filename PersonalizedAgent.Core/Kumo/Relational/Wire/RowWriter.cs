using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Kumo.Relational.Wire;

/// <summary>Writes the rows of a table cell by cell, as UTF-8 at once: no cell becomes an object. Not for several threads.</summary>
internal sealed class RowWriter(IReadOnlyList<string> columns) : IDisposable
{
    // What a JSON number says exactly to every reader: 2^53 - 1.
    private const long GreatestExact = 9_007_199_254_740_991;

    private readonly ArrayBufferWriter<byte> _buffer = new();
    private Utf8JsonWriter? _json;
    private int _count;

    private Utf8JsonWriter Json => _json ??= Start();

    /// <summary>How much was written, in bytes.</summary>
    public long Bytes => Json.BytesCommitted + Json.BytesPending;

    /// <summary>Starts a row of as many cells as there are columns.</summary>
    public RowWriter Begin()
    {
        Json.WriteStartArray();
        return this;
    }

    /// <summary>Ends the row.</summary>
    public void End()
    {
        Json.WriteEndArray();
        _count++;
    }

    public RowWriter Null()
    {
        Json.WriteNullValue();
        return this;
    }

    public RowWriter Flag(bool value)
    {
        Json.WriteBooleanValue(value);
        return this;
    }

    /// <summary>A whole number; beyond ±(2⁵³ − 1) as a text of its digits, which the server reads as a number.</summary>
    public RowWriter Integer(long value)
    {
        if (value is > GreatestExact or < -GreatestExact)
            Json.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
        else
            Json.WriteNumberValue(value);
        return this;
    }

    /// <summary>A number; nothing for NaN.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is infinite.</exception>
    public RowWriter Number(double value)
    {
        if (double.IsNaN(value))
            return Null();
        if (double.IsInfinity(value))
            throw Infinite(nameof(value));
        Json.WriteNumberValue(value);
        return this;
    }

    /// <summary>A number; nothing for NaN.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is infinite.</exception>
    public RowWriter Number(float value)
    {
        if (float.IsNaN(value))
            return Null();
        if (float.IsInfinity(value))
            throw Infinite(nameof(value));
        Json.WriteNumberValue(value);
        return this;
    }

    public RowWriter Text(string? value)
    {
        Json.WriteStringValue(value);
        return this;
    }

    public RowWriter Texts(IEnumerable<string> values)
    {
        Json.WriteStartArray();
        foreach (var value in values)
            Json.WriteStringValue(value);
        Json.WriteEndArray();
        return this;
    }

    /// <summary>An id: a whole number, or a text where not all ids of the column are whole numbers.</summary>
    public RowWriter Id(UserId id, bool asNumber) => asNumber ? Integer(id.Number) : Text(id.ToString());

    /// <summary>A time, which counts as UTC, with six decimals.</summary>
    public RowWriter Time(DateTime value)
    {
        Span<byte> text = stackalloc byte[32];
        value.TryFormat(text, out var length, "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
        Json.WriteStringValue(text[..length]);
        return this;
    }

    /// <summary>A moment, in seconds since 2000.</summary>
    public RowWriter Moment(int moment) => Time(Moments.ToDateTime(moment));

    /// <summary>The table. Nothing may be written after it.</summary>
    public WireTable ToTable()
    {
        Json.WriteEndArray();
        Json.Flush();
        return new WireTable(columns, _count, _buffer.WrittenMemory);
    }

    public void Dispose() => _json?.Dispose();

    private static ArgumentOutOfRangeException Infinite(string name) => new(name, "An infinite number cannot be sent to Kumo: JSON has none.");

    private Utf8JsonWriter Start()
    {
        // The reader is no browser: letters beyond ASCII go as they are, in half the room.
        var json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
        json.WriteStartArray();
        return json;
    }
}
