namespace PersonalizedAgent.Core.Datasets.Intake;

/// <summary>Makes names that other people chose safe to use on any disk.</summary>
public static class FileNames
{
    /// <summary>The most characters of a safe name; in UTF-8 they fit the 255 bytes of a file system.</summary>
    public const int MaxLength = 80;

    private const int MaxExtensionLength = 16;

    private static readonly HashSet<string> Devices = new(StringComparer.OrdinalIgnoreCase)
    {
        "CON", "PRN", "AUX", "NUL",
        "COM0", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9",
        "LPT0", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
    };

    /// <summary>The last part of a path, with letters, digits, dots, dashes and underscores kept and all else turned into underscores. Too long a name is cut before its extension.</summary>
    /// <param name="name">A name or a path with slashes of either kind.</param>
    /// <returns>One to eighty characters; never <c>.</c>, <c>..</c> or the name of a Windows device.</returns>
    public static string Safe(string name)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var safe = string.Concat(last.Select(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '_')).TrimEnd('.');
        var stem = safe.IndexOf('.') is >= 0 and var dot ? safe[..dot] : safe;
        if (stem.Length == 0 || Devices.Contains(stem))
            safe = "_" + safe;
        if (safe.Length <= MaxLength)
            return safe;

        var extension = Path.GetExtension(safe);
        return extension.Length <= MaxExtensionLength
            ? safe[..(MaxLength - extension.Length)] + extension
            : safe[..MaxLength].TrimEnd('.');
    }
}
