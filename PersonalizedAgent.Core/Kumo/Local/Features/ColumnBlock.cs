using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Columns;
using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Core.Kumo.Context;

namespace PersonalizedAgent.Core.Kumo.Local.Features;

/// <summary>
/// A column of the users' own. It has no time, so it counts as always known; the columns that count what happened (<c>last_active</c>,
/// <c>interactions</c>, <c>purchases</c>) are as of today, would tell the future at earlier anchors, and are not used.
/// </summary>
internal abstract class ColumnBlock(UserColumn column) : FeatureBlock
{
    private const int MostCategories = 20;

    /// <summary>A category with a smaller share of the users, or fewer of them, says too little of itself.</summary>
    private const double LeastShare = 0.01;
    private const int LeastUsers = 30;

    public override string Name => column.Name;

    /// <summary>The blocks of a dataset's users: age, gender, and the further columns of the file.</summary>
    public static IEnumerable<ColumnBlock> Of(UserTable users) => users.Columns
        .Where(column => column == UserColumn.Age || column == UserColumn.Gender || column.IsFurther)
        .Select(column => Of(users, column))
        .OfType<ColumnBlock>();

    /// <summary>The words for a value.</summary>
    protected string Told(string? value)
    {
        var name = column.Name.Replace('_', ' ');
        return value is null ? $"{name} unknown" : $"{name}: {value}";
    }

    private static ColumnBlock? Of(UserTable users, UserColumn column) => users.DataOf(column) switch
    {
        CategoryData data when Chosen(data) is { Length: > 0 } chosen => new OfCategories(column, data, chosen),
        CategoryData => null,
        DayData data when data.HasValues => new OfDays(column, data),
        IntegerData data when data.HasValues => new OfNumbers(column, data.Span.Length, row => data.Span[row] == IntegerData.NoValue ? double.NaN : data.Span[row]),
        NumberData data when data.HasValues => new OfNumbers(column, data.Span.Length, row => data.Span[row]),
        _ => null,
    };

    /// <summary>The categories told apart: the frequent ones. None where there is one alone.</summary>
    private static int[] Chosen(CategoryData data)
    {
        if (data.Names.Count < 2)
            return [];
        var counts = new int[data.Names.Count];
        foreach (var code in data.Span)
        {
            if (code >= 0)
                counts[code]++;
        }

        var least = Math.Max(LeastUsers, LeastShare * data.Span.Length);
        return [.. Enumerable.Range(0, counts.Length).Where(code => counts[code] >= least).OrderByDescending(code => counts[code]).ThenBy(code => code).Take(MostCategories)];
    }

    private sealed class OfCategories(UserColumn column, CategoryData data, int[] chosen) : ColumnBlock(column)
    {
        private readonly int[] _places = Places(data.Names.Count, chosen);

        public override int Width => chosen.Length;

        public override void Fill(in UserPast past, in PastSummary summary, Span<float> values)
        {
            if (data.CodeAt(past.UserRow) is >= 0 and var code && _places[code] >= 0)
                values[_places[code]] = 1;
        }

        public override string Describe(in UserPast past, in PastSummary summary) => Told(data.TextAt(past.UserRow));

        private static int[] Places(int count, int[] chosen)
        {
            var places = new int[count];
            Array.Fill(places, -1);
            for (var i = 0; i < chosen.Length; i++)
                places[chosen[i]] = i;
            return places;
        }
    }

    /// <summary>Days since a day; a day after the anchor is not known yet.</summary>
    private sealed class OfDays(UserColumn column, DayData data) : ColumnBlock(column)
    {
        public override int Width => 2;

        public override void Fill(in UserPast past, in PastSummary summary, Span<float> values)
        {
            if (DaysSince(past, summary) is { } days)
                values[0] = Numbers.Log1p(days);
            else
                values[1] = 1;
        }

        public override string Describe(in UserPast past, in PastSummary summary) => Told(DaysSince(past, summary) is { } days ? $"{Numbers.Days(days)} ago" : null);

        private int? DaysSince(in UserPast past, in PastSummary summary) =>
            data.Span[past.UserRow] is var day && day != IntegerData.NoValue && summary.AnchorDay + Moments.EpochDayNumber - day is >= 0 and var days ? days : null;
    }

    /// <summary>A number, by its logarithm where none is negative; whether there is none is told too.</summary>
    private sealed class OfNumbers : ColumnBlock
    {
        private readonly Func<int, double> _valueOf;
        private readonly bool _byLogarithm = true;

        public OfNumbers(UserColumn column, int count, Func<int, double> valueOf) : base(column)
        {
            _valueOf = valueOf;
            for (var row = 0; row < count && _byLogarithm; row++)
                _byLogarithm = !(valueOf(row) < 0);
        }

        public override int Width => 2;

        public override void Fill(in UserPast past, in PastSummary summary, Span<float> values)
        {
            var value = _valueOf(past.UserRow);
            if (double.IsNaN(value))
                values[1] = 1;
            else
                values[0] = _byLogarithm ? Numbers.Log1p(value) : Numbers.Finite(value);
        }

        public override string Describe(in UserPast past, in PastSummary summary) => Told(_valueOf(past.UserRow) is var value && !double.IsNaN(value) ? Numbers.Text(value) : null);
    }
}
