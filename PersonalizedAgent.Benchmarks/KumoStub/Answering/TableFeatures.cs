using System.Text.Json;
using PersonalizedAgent.Benchmarks.KumoStub.Checking;
using PersonalizedAgent.Core.Kumo.Relational.Wire;

namespace PersonalizedAgent.Benchmarks.KumoStub.Answering;

/// <summary>Counts the rows of a related table for each instance: how many, how many of late, how long since the newest, how often yes; and averages its numbers.</summary>
/// <param name="table">The table.</param>
/// <param name="anchor">The instances' column with the anchor, if there is one.</param>
internal sealed class TableFeatures(StubTableSchema table, string? anchor)
{
    private const double LateDays = 30;

    private readonly string? _time = anchor is null ? null : table.Columns.Values.FirstOrDefault(column => column.IsTime)?.Name;
    private readonly string[] _flags = [.. table.Columns.Values.Where(column => column.Dtype == Dtypes.Bool).Select(column => column.Name)];
    private readonly string[] _numbers = [.. table.Columns.Values.Where(column => column.IsNumber && column.Stype == Stypes.Numerical).Select(column => column.Name)];

    /// <summary>How many features.</summary>
    public int Width => 4 + _flags.Length + _numbers.Length;

    /// <summary>The features, an array an instance.</summary>
    public float[][] Of(StubSection section)
    {
        var instances = section.Instances;
        var (id, at) = (instances.PlaceOf(StubTableSchema.InstanceId), anchor is null ? -1 : instances.PlaceOf(anchor));
        var sums = new Dictionary<long, Sums>();
        foreach (var row in instances.Rows)
            sums.Add(CellChecker.Whole(row.Cells[id]), new Sums(at < 0 ? default : CellChecker.Time(row.Cells[at]), _flags.Length, _numbers.Length));
        var rows = section.Related[table.Name];
        var (owner, time) = (rows.PlaceOf(StubTableSchema.InstanceId), _time is null ? -1 : rows.PlaceOf(_time));
        int[] flags = [.. _flags.Select(rows.PlaceOf)];
        int[] numbers = [.. _numbers.Select(rows.PlaceOf)];
        foreach (var row in rows.Rows)
            sums[CellChecker.Whole(row.Cells[owner])].Add(row.Cells, time, flags, numbers);
        return [.. instances.Rows.Select(row => sums[CellChecker.Whole(row.Cells[id])].ToFeatures())];
    }

    private sealed class Sums(DateTime anchor, int flags, int numbers)
    {
        private readonly int[] _yes = new int[flags];
        private readonly int[] _said = new int[flags];
        private readonly double[] _sums = new double[numbers];
        private readonly int[] _given = new int[numbers];
        private int _count;
        private int _late;
        private double _newest = double.PositiveInfinity;

        public void Add(JsonElement[] cells, int time, int[] flagPlaces, int[] numberPlaces)
        {
            _count++;
            if (time >= 0 && cells[time].ValueKind != JsonValueKind.Null)
            {
                var days = (anchor - CellChecker.Time(cells[time])).TotalDays;
                _newest = Math.Min(_newest, days);
                _late += days <= LateDays ? 1 : 0;
            }

            for (var i = 0; i < flagPlaces.Length; i++)
            {
                var cell = cells[flagPlaces[i]];
                _said[i] += cell.ValueKind == JsonValueKind.Null ? 0 : 1;
                _yes[i] += cell.ValueKind == JsonValueKind.True ? 1 : 0;
            }

            for (var i = 0; i < numberPlaces.Length; i++)
            {
                var cell = cells[numberPlaces[i]];
                if (cell.ValueKind != JsonValueKind.Number)
                    continue;
                _sums[i] += cell.GetDouble();
                _given[i]++;
            }
        }

        public float[] ToFeatures() =>
        [
            (float)Math.Log(1 + _count),
            (float)Math.Log(1 + _late),
            double.IsInfinity(_newest) ? 0 : (float)Math.Log(1 + _newest),
            double.IsInfinity(_newest) ? 1 : 0,
            // Half where nothing was said.
            .. _yes.Select((yes, i) => (yes + 1f) / (_said[i] + 2f)),
            .. _sums.Select((sum, i) => _given[i] == 0 ? 0 : (float)(sum / _given[i])),
        ];
    }
}
