using CsvHelper;
using PersonalizedAgent.Core.Datasets.Columns;

namespace PersonalizedAgent.Core.Datasets.Reading;

/// <summary>Turns rows of <c>items.csv</c> into items.</summary>
internal sealed class ItemSink : RowSink
{
    private readonly int _id;
    private readonly int _name;
    private readonly int _category;
    private readonly int _price;
    private readonly List<string?> _names = [];
    private readonly TextCodes _categoryCodes = new();
    private readonly List<int> _categories = [];
    private readonly List<double> _prices = [];

    public ItemSink(ReportBuilder report, FieldColumns columns, int cellLength) : base(report, columns.HeaderCount, cellLength)
    {
        (_id, _name, _category, _price) = (columns["item_id"], columns["name"], columns["category"], columns["price"]);
        Use(columns.Used);
    }

    public IdIndex Ids { get; } = new();

    public override void Expect(int rows) => Ids.Expect(rows);

    /// <summary>The items; those that only orders name were added to the ids by then.</summary>
    public ItemTable Build() => new(Ids, _names, new CategoryData(_categories, _categoryCodes.Names), _prices);

    protected override void ReadRow(CsvReader csv, long line)
    {
        var id = csv.GetSpan(_id);
        if (id.IsEmpty)
        {
            Report.LeaveOut(line, "item_id", RowProblem.NoValue);
            return;
        }

        if (!Ids.TryAdd(id))
        {
            Report.LeaveOut(line, "item_id", RowProblem.Duplicate);
            return;
        }

        _names.Add(Cells.Text(csv, _name, line, "name", Report));
        _categories.Add(Cells.Code(csv, _category, line, "category", Report, _categoryCodes));
        _prices.Add(Cells.Number(csv, _price, line, "price", Report));
    }
}
