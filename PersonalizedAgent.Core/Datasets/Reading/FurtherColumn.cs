using CsvHelper;
using PersonalizedAgent.Core.Datasets.Columns;

namespace PersonalizedAgent.Core.Datasets.Reading;

/// <summary>A column of a users' file beyond the six fields. Its first value says whether it holds numbers, days or texts; where a later one does not fit, the file is read again with the column as texts.</summary>
internal sealed class FurtherColumn(int index, string name, DateOrder dates, bool isText)
{
    private readonly TextCodes _codes = new();
    private readonly List<int> _integers = [];
    private readonly List<double> _numbers = [];
    private int _leadingMissing;
    private ColumnKind? _kind = isText ? ColumnKind.Category : null;

    public string Name => name;

    /// <summary>Whether values were met that do not fit the first: then what was gathered is of no use.</summary>
    public bool IsMixed { get; private set; }

    public void Read(CsvReader csv, long line, ReportBuilder report)
    {
        var text = index < csv.FieldCount ? csv.GetSpan(index) : default;
        var isMissing = MissingText.IsMissing(text);
        if (_kind is null)
        {
            if (isMissing)
            {
                _leadingMissing++;
                return;
            }

            Begin(TryNumber(text, out _) ? ColumnKind.Number : TryDay(text, out _) ? ColumnKind.Day : ColumnKind.Category);
        }

        switch (_kind)
        {
            case ColumnKind.Number:
                var number = double.NaN;
                IsMixed |= !isMissing && !TryNumber(text, out number);
                _numbers.Add(number);
                break;
            case ColumnKind.Day:
                var day = IntegerData.NoValue;
                IsMixed |= !isMissing && !TryDay(text, out day);
                _integers.Add(day);
                break;
            default:
                var isUtf8 = true;
                _integers.Add(isMissing ? IntegerData.NoValue : _codes.CodeOf(text, out isUtf8));
                if (!isUtf8)
                    report.Add(line, name, RowProblem.NotUtf8);
                break;
        }
    }

    public (UserColumn Column, ColumnData Data) Build()
    {
        if (_kind is null)
            Begin(ColumnKind.Category);
        return (new UserColumn(name, _kind!.Value, IsFurther: true), _kind switch
        {
            ColumnKind.Number => new NumberData(_numbers),
            ColumnKind.Day => new DayData(_integers),
            _ => new CategoryData(_integers, _codes.Names),
        });
    }

    private void Begin(ColumnKind kind)
    {
        _kind = kind;
        for (var i = 0; i < _leadingMissing; i++)
        {
            if (kind == ColumnKind.Number)
                _numbers.Add(double.NaN);
            else
                _integers.Add(IntegerData.NoValue);
        }
    }

    /// <summary>A number; what begins with a nought and goes on with digits is a code, such as a postcode.</summary>
    private static bool TryNumber(ReadOnlySpan<byte> text, out double number)
    {
        number = double.NaN;
        return !(text.Length > 1 && text[0] == '0' && text[1] is >= (byte)'0' and <= (byte)'9') && NumberParser.TryParse(text, out number);
    }

    private bool TryDay(ReadOnlySpan<byte> text, out int day)
    {
        day = IntegerData.NoValue;
        if (MomentParser.Parse(text, dates, out var moment) is MomentOutcome.NotADate or MomentOutcome.OutOfRange)
            return false;
        day = Moments.ToDay(moment).DayNumber;
        return true;
    }
}
