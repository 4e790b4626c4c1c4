using PersonalizedAgent.Core.Datasets.Reading;

namespace PersonalizedAgent.Core.Datasets;

/// <summary>Where a dataset is read from.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Files">Its files; one of them holds the users.</param>
public sealed record DatasetSource(string Name, IReadOnlyList<TableFile> Files)
{
    /// <summary>Whether it is a users' file alone, whose header must name all six fields as they are.</summary>
    public bool IsStrict { get; init; }

    /// <summary>Names of files beside them that are not read.</summary>
    public IReadOnlyList<string> UnusedFiles { get; init; } = [];

    /// <summary>Which day it takes for today.</summary>
    public AsOfRule AsOf { get; init; }

    /// <summary>The day it takes for today whatever its data; <see langword="null"/> by default: <see cref="AsOf"/> says.</summary>
    public DateOnly? FixedToday { get; init; }

    /// <summary>Whether it is the demo that comes with the program.</summary>
    public bool IsDemo { get; init; }

    /// <summary>A users' file alone.</summary>
    /// <param name="path">The file.</param>
    public static DatasetSource UsersFile(string path) =>
        new(Path.GetFileName(path), [new TableFile(DatasetTable.Users, path, new Dictionary<string, int>(), DateOrder.YearMonthDay)]) { IsStrict = true };
}
