using System.Globalization;

namespace PersonalizedAgent.Web.Api;

/// <summary>How a user's number is written in an address.</summary>
internal static class UserIdText
{
    /// <summary>Reads a plain positive integer: ASCII digits, no sign, no leading zero, at most <see cref="long.MaxValue"/>.</summary>
    public static bool TryParse(string text, out long userId)
    {
        userId = 0;
        return text is [>= '1' and <= '9', ..] && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out userId);
    }
}
