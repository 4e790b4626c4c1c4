namespace PersonalizedAgent.Core.Datasets.Intake;

/// <summary>Which folders of the server data may be taken from.</summary>
public static class FolderRules
{
    /// <summary>The real place of a folder, if it lies in an allowed one or is one.</summary>
    /// <param name="folder">The folder asked for.</param>
    /// <param name="allowed">The allowed ones.</param>
    /// <returns>Its full path with all links followed; <see langword="null"/> where it is not allowed or not there.</returns>
    public static string? Resolve(string folder, IEnumerable<string> allowed)
    {
        if (folder.Length == 0 || folder.Contains('\0') || !Directory.Exists(folder))
            return null;
        var real = Real(folder);
        return allowed.Where(root => root.Length > 0 && Directory.Exists(root)).Select(Real).Any(root => real == root || real.StartsWith(Path.TrimEndingDirectorySeparator(root) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            ? real
            : null;
    }

    /// <summary>The path with every link on the way followed.</summary>
    private static string Real(string folder)
    {
        var directory = new DirectoryInfo(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        if (directory.ResolveLinkTarget(returnFinalTarget: true) is { } target)
            return Real(target.FullName);
        return directory.Parent is { } parent ? Path.Combine(Real(parent.FullName), directory.Name) : directory.FullName;
    }
}
