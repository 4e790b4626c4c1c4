using System.Globalization;
using System.Text;

namespace PersonalizedAgent.Tests.Datasets;

/// <summary>Files as nobody should write them, the same for the same seed.</summary>
internal sealed class Mutations(Random random)
{
    private static readonly string[] Cells =
    [
        "", " ", "NA", "-", "0", "-1", "1e308", "1e999", "-1e-300", "99999999999999999999999", "9223372036854775807", "9223372036854775808", "NaN", "Infinity", "\"", "\"\"", "\"x", "x\"y", "\"a\nb\"", "\"a\r\nb,c\"",
        "0000-00-00", "9999-12-31", "0001-01-01", "2067-12-31T23:59:59", "2068-01-01", "1931-12-31", "31/12/2024", "12/31/24", "2025-08-01T23:59:59-14:00", "24:00", "007", "é", "\uD83D\uDE00", "\0", "\uFEFF", "=1+1", "send message",
        "1,234.5", "$ 5", "€", "true", "0.5", "1.0", "2147483648", "-2147483648", "2025-08-10T10:00:00.123456789Z", "a;b", "a\tb",
    ];

    private static readonly byte[] Signs = [.. "\",;\n\r\t |09-."u8, 0, 0xFF, 0xFE, 0xC3, 0xE2, 0xEF];

    private static readonly string[] Actions = ["offer_discount", "Send Message", "recommend-product"];

    /// <summary>Good files of all four tables.</summary>
    public (string Name, string Text)[] Good() =>
    [
        ("users.csv", "user_id,age,gender,last_active,interactions,purchases,zip,joined,score\n" + Rows(30, i => $"{Id(i)},{random.Next(150)},F,{Day()},{random.Next(9)},,{random.Next(99999):00000},{Day()},{random.Next(50) / 4.0}")),
        ("items.csv", "item_id,name,category,price\n" + Rows(8, i => $"{Id(i)},\"Thing, {i}\",kind {i % 3},{i}.50")),
        ("orders.csv", $"order_id,user_id,item_id,at,quantity,{(random.Next(2) == 0 ? "amount" : "UnitPrice")}\n" + Rows(60, i => $"{Id(random.Next(40))},{Id(random.Next(33))},{Id(random.Next(10))},{Day()}T10:0{random.Next(10)}:00,{random.Next(5)},{random.Next(50)}.25")),
        ("contacts.csv", "contact_id,user_id,action,at,propensity,responded\n" + Rows(40, i => $"{Id(i)},{Id(random.Next(33))},{Actions[random.Next(3)]},{Day()},0.{random.Next(100)},{random.Next(2)}")),
    ];

    /// <summary>A file with several things done to it.</summary>
    public byte[] Mutate(string text)
    {
        for (var edits = random.Next(4); edits > 0; edits--)
            text = MutateText(text);
        var bytes = Encode(text);
        for (var edits = random.Next(3) == 0 ? random.Next(1, 8) : 0; edits > 0 && bytes.Length > 0; edits--)
            bytes = MutateBytes(bytes);
        return bytes;
    }

    public byte[] MutateBytes(byte[] bytes)
    {
        var at = random.Next(bytes.Length);
        switch (random.Next(4))
        {
            case 0:
                bytes[at] = (byte)random.Next(256);
                return bytes;
            case 1:
                return [.. bytes[..at], .. bytes[(at + 1)..]];
            case 2:
                return [.. bytes[..at], Signs[random.Next(Signs.Length)], .. bytes[at..]];
            default:
                return random.Next(5) == 0 ? bytes[..at] : bytes;
        }
    }

    private static string Rows(int count, Func<int, string> row) => string.Concat(Enumerable.Range(1, count).Select(i => row(i) + "\n"));

    private static string Id(int i) => i % 7 == 0 ? $"00{i}" : i % 5 == 0 ? $"T{i}" : i.ToString(CultureInfo.InvariantCulture);

    private string Day() => new DateOnly(2025, 9, 1).AddDays(-random.Next(400)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string MutateText(string text)
    {
        var lines = text.Split('\n').ToList();
        var line = random.Next(lines.Count);
        switch (random.Next(16))
        {
            case 0:
                lines.Insert(line, lines[random.Next(lines.Count)]);
                break;
            case 1:
                lines.RemoveAt(line);
                break;
            case 2:
                lines = [lines[0]];
                break;
            case 3:
                return random.Next(3) == 0 ? "" : text[..random.Next(text.Length + 1)];
            case 4:
                return text.Replace('\n', '\r');
            case 5:
                return text.Replace("\n", "\r\n", StringComparison.Ordinal);
            case 6:
                return text.Replace(',', ";\t|"[random.Next(3)]);
            case 7:
                lines[0] += string.Concat(Enumerable.Range(0, random.Next(2) == 0 ? 3 : 300).Select(i => $",c{i % 190}"));
                break;
            case 8:
                (lines[0], lines[line]) = (lines[line], lines[0]);
                break;
            case 9 when random.Next(20) == 0:
                lines[line] += new string("x\"\0"[random.Next(3)], random.Next(2) == 0 ? 20_000 : 1 << 20);
                break;
            default:
                for (var i = random.Next(1, 6); i > 0; i--)
                    MutateCell(lines);
                break;
        }

        return string.Join('\n', lines);
    }

    private void MutateCell(List<string> lines)
    {
        // The header less often: few files can be read where it is broken.
        var line = lines.Count > 1 && random.Next(6) > 0 ? random.Next(1, lines.Count) : random.Next(lines.Count);
        var cells = lines[line].Split(',');
        cells[random.Next(cells.Length)] = Cells[random.Next(Cells.Length)];
        lines[line] = string.Join(',', cells);
    }

    private byte[] Encode(string text) => random.Next(12) switch
    {
        0 => [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)],
        1 => [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(text)],
        2 => Encoding.Unicode.GetBytes(text),
        3 => [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text)],
        4 => Encoding.Latin1.GetBytes(text),
        5 => [.. Encoding.UTF32.GetPreamble(), .. Encoding.UTF32.GetBytes(text)],
        _ => Encoding.UTF8.GetBytes(text),
    };
}
