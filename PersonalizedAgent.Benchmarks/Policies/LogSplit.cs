namespace PersonalizedAgent.Benchmarks.Policies;

/// <summary>Which rows of a log to learn on, and which to judge by.</summary>
/// <param name="Train">Rows to learn on, ascending.</param>
/// <param name="Test">Rows to judge by, ascending.</param>
internal sealed record LogSplit(IReadOnlyList<int> Train, IReadOnlyList<int> Test)
{
    /// <summary>Reads a file with the columns row, from 0, and train, 1 or 0.</summary>
    /// <exception cref="UnusableLogException">It is none, or does not tell of each row just once.</exception>
    public static LogSplit Read(string path, int rows)
    {
        var table = LogTable.Read(path, ["row", "train"]);
        var numbers = table.Numbers("row", value => value >= 0 && value < rows && value == Math.Floor(value), FormattableString.Invariant($"row of the log, 0 to {rows - 1}"));
        var trains = table.Numbers("train", value => value is 0 or 1, "0 or 1");
        var parts = new bool?[rows];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (parts[(int)numbers[i]] is not null)
                throw new UnusableLogException($"{path}: row {numbers[i]} stands there twice. Each row of the log must stand there once.");
            parts[(int)numbers[i]] = trains[i] == 1;
        }

        if (Array.IndexOf(parts, null) is >= 0 and var missing)
            throw new UnusableLogException($"{path}: row {missing} of the log is missing. Each row must stand there once.");
        var split = new LogSplit([.. Enumerable.Range(0, rows).Where(row => parts[row] == true)], [.. Enumerable.Range(0, rows).Where(row => parts[row] == false)]);
        return split.Train.Count > 0 && split.Test.Count > 0 ? split : throw new UnusableLogException($"{path}: all rows are in one part. It takes rows to learn on (train 1) and others to judge by (train 0).");
    }
}
