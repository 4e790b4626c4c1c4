using CsvHelper;

namespace PersonalizedAgent.Benchmarks;

/// <summary>Writes users' files of any size. The same count and seed write the same bytes on every machine.</summary>
internal static class UserGenerator
{
    public const int Million = 1_000_000;

    private const int YearInDays = 365;

    private static readonly DateOnly LastDay = new(2025, 8, 12);
    private static readonly string[] Genders = ["F", "M", "F", "M", "F", "M", "F", "M", "F", "M", "X", "not said"];

    /// <summary>Writes a header and users 1 to count, all of them valid.</summary>
    public static void Write(Stream stream, int count, int seed)
    {
        // Random with a seed keeps its sequence across versions of .NET.
        var random = new Random(seed);
        using var csv = CsvWriter.Create(stream, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        foreach (var name in (string[])["user_id", "age", "gender", "last_active", "interactions", "purchases"])
            csv.WriteField(name);
        csv.EndRecord();
        for (var id = 1; id <= count; id++)
        {
            // Most people are active often and recently, few rarely and long ago.
            var daysAgo = (int)(YearInDays * Math.Pow(random.NextDouble(), 2));
            var interactions = (int)(-24 * Math.Log(1 - random.NextDouble()));
            csv.WriteField(id);
            csv.WriteField(16 + (int)(70 * Math.Pow(random.NextDouble(), 1.4)));
            csv.WriteField(Genders[random.Next(Genders.Length)]);
            csv.WriteField(LastDay.AddDays(-daysAgo));
            csv.WriteField(interactions);
            csv.WriteField((int)(interactions * random.NextDouble() * 0.6));
            csv.EndRecord();
        }

        csv.Flush();
    }
}
