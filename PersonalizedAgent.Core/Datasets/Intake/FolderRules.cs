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
        return allowed.Where(root => root.Length > 0 && Directory.Exists(root)).Select(Real).Any(root => IsIn(real, root))
            ? real
            : null;
    }

    private static bool IsIn(string path, string root) =>
        path == root || path.StartsWith(Path.EndsInDirectorySeparator(root) ? root : root + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>The path with every link on the way followed.</summary>
    private static string Real(string folder)
    {
        var directory = new DirectoryInfo(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        if (directory.Parent is not { } parent)
            return directory.FullName;
        // The folders above come first: a relative link leads on from the real place.
        directory = new DirectoryInfo(Path.Combine(Real(parent.FullName), directory.Name));
        return directory.ResolveLinkTarget(returnFinalTarget: false) is { } target ? Real(target.FullName) : directory.FullName;
    }
}
