using System.Net;
using System.Text;

namespace PersonalizedAgent.Core.Kumo.Relational.Reading;

/// <summary>Makes one short line of any text or page. Takes time in proportion to its length, whatever stands in it.</summary>
internal static class PlainText
{
    private static readonly string[] Hidden = ["script", "style"];

    /// <summary>The words of a page, without tags, scripts, styles and comments.</summary>
    public static string OfHtml(string html)
    {
        var words = new StringBuilder(html.Length);
        for (var i = 0; i < html.Length;)
        {
            if (html[i] != '<')
            {
                words.Append(html[i++]);
                continue;
            }

            words.Append(' ');
            // What is not closed was cut off, and is left out.
            i = After(html, i, "-->", "<!--") ?? HiddenEnd(html, i) ?? After(html, i, ">", "<") ?? html.Length;
        }

        return WebUtility.HtmlDecode(words.ToString());
    }

    /// <summary>The text on one line, cut where it is longer than so many letters.</summary>
    public static string Short(string text, int most)
    {
        var line = new StringBuilder();
        var isParted = false;
        foreach (var letter in text)
        {
            if (char.IsWhiteSpace(letter) || char.IsControl(letter))
            {
                isParted = line.Length > 0;
                continue;
            }

            if (isParted)
                line.Append(' ');
            isParted = false;
            line.Append(letter);
            if (line.Length > most)
                break;
        }

        if (line.Length <= most)
            return line.ToString();
        // Not through the middle of a letter of two halves.
        var end = char.IsHighSurrogate(line[most - 2]) ? most - 2 : most - 1;
        return line.ToString(0, end) + "…";
    }

    private static int? HiddenEnd(string html, int start)
    {
        foreach (var name in Hidden)
        {
            if (After(html, start, "</" + name, "<" + name) is { } end)
                return html.IndexOf('>', end) is >= 0 and var close ? close + 1 : html.Length;
        }

        return null;
    }

    /// <summary>The place behind what closes what opens here; the end where nothing closes it; nothing where it does not open here.</summary>
    private static int? After(string html, int start, string close, string open)
    {
        if (!html.AsSpan(start).StartsWith(open, StringComparison.OrdinalIgnoreCase))
            return null;
        var end = html.IndexOf(close, start + open.Length, StringComparison.OrdinalIgnoreCase);
        return end < 0 ? html.Length : end + close.Length;
    }
}
