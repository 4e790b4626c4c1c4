namespace PersonalizedAgent.Core.Datasets.Columns;

/// <summary>On which line of its file each kept row stands. Takes room only where rows are left out or hold line breaks.</summary>
internal sealed class LineMap
{
    private readonly List<(int Row, long Offset)> _steps = [];
    private int _count;

    /// <summary>Notes the line of the next row; lines ascend.</summary>
    public void Add(long line)
    {
        var offset = line - _count;
        if (_steps.Count == 0 || _steps[^1].Offset != offset)
            _steps.Add((_count, offset));
        _count++;
    }

    /// <summary>The line of a row.</summary>
    public int LineOf(int row)
    {
        var step = _steps.BinarySearch((row, long.MaxValue));
        return (int)(row + _steps[(step < 0 ? ~step : step) - 1].Offset);
    }
}
