using System.Globalization;
using System.Text.Json;
using PersonalizedAgent.Core.Kumo.Relational.Wire;

namespace PersonalizedAgent.Benchmarks.KumoStub.Checking;

/// <summary>Checks cells by their type, and reads those that passed.</summary>
internal static class CellChecker
{
    // 2^53 - 1: beyond it numbers are sent as texts.
    private const long GreatestExact = 9_007_199_254_740_991;
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'";

    /// <summary>What is wrong with a cell; <see langword="null"/> if nothing is. The cell is not repeated.</summary>
    public static string? Fault(JsonElement cell, string dtype, bool isNullable)
    {
        if (cell.ValueKind == JsonValueKind.Null)
            return isNullable ? null : "must not be null";
        return dtype switch
        {
            Dtypes.Bool => cell.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : Expected(dtype, cell),
            Dtypes.Int32 => cell.ValueKind != JsonValueKind.Number ? Expected(dtype, cell) : cell.TryGetInt32(out _) ? null : "no whole number of 32 bits",
            Dtypes.Int64 => WholeFault(cell),
            Dtypes.Float32 => cell.ValueKind != JsonValueKind.Number ? Expected(dtype, cell) : cell.TryGetSingle(out var number) && float.IsFinite(number) ? null : "not finite",
            Dtypes.Float64 => cell.ValueKind != JsonValueKind.Number ? Expected(dtype, cell) : cell.TryGetDouble(out var number) && double.IsFinite(number) ? null : "not finite",
            Dtypes.String => cell.ValueKind == JsonValueKind.String ? null : Expected(dtype, cell),
            Dtypes.StringList => ListFault(cell),
            _ => cell.ValueKind != JsonValueKind.String ? Expected(dtype, cell) : TryTime(cell, out _) ? null : "no ISO time in UTC such as 2025-01-01T00:00:00.000000Z",
        };
    }

    /// <summary>A whole number that passed.</summary>
    public static long Whole(JsonElement cell) => cell.ValueKind == JsonValueKind.Number ? cell.GetInt64() : long.Parse(cell.GetString()!, CultureInfo.InvariantCulture);

    /// <summary>A time that passed, in whole seconds; they are what counts.</summary>
    public static DateTime Time(JsonElement cell) => TryTime(cell, out var time) ? new DateTime(time.Ticks - time.Ticks % TimeSpan.TicksPerSecond) : default;

    /// <summary>A key that passed, as a text.</summary>
    public static string Key(JsonElement cell) => cell.ValueKind == JsonValueKind.String ? cell.GetString()! : cell.GetRawText();

    private static string Expected(string dtype, JsonElement cell) => $"expected {dtype}, got {cell.ValueKind.Word()}";

    private static string? WholeFault(JsonElement cell)
    {
        if (cell.ValueKind == JsonValueKind.Number)
            return !cell.TryGetInt64(out var number) ? "no whole number of 64 bits" : number is < -GreatestExact or > GreatestExact ? "must be a string of digits beyond 2^53 - 1" : null;
        if (cell.ValueKind != JsonValueKind.String || !long.TryParse(cell.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var beyond))
            return Expected(Dtypes.Int64, cell);
        return beyond is >= -GreatestExact and <= GreatestExact ? "must be a number up to 2^53 - 1" : beyond.ToString(CultureInfo.InvariantCulture) == cell.GetString() ? null : "no plain digits";
    }

    private static string? ListFault(JsonElement cell)
    {
        if (cell.ValueKind != JsonValueKind.Array)
            return Expected(Dtypes.StringList, cell);
        foreach (var text in cell.EnumerateArray())
        {
            if (text.ValueKind != JsonValueKind.String)
                return $"expected strings in the list, got {text.ValueKind.Word()}";
        }

        return null;
    }

    private static bool TryTime(JsonElement cell, out DateTime time) =>
        DateTime.TryParseExact(cell.GetString(), TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
}
