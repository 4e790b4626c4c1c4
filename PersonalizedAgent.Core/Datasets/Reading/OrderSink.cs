using System.Text;
using CsvHelper;
using PersonalizedAgent.Core.Datasets.Columns;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Datasets.Reading;

/// <summary>Turns rows of <c>orders.csv</c> into orders.</summary>
internal sealed class OrderSink : RowSink
{
    private readonly int _userCount;
    private readonly IdIndex _items;
    private readonly int _listedItems;
    private readonly DateOrder _dates;
    private readonly int _endOfToday;
    private readonly int _id;
    private readonly int _user;
    private readonly int _item;
    private readonly int _at;
    private readonly int _quantity;
    private readonly int _amount;
    private readonly bool _isAmountOfOne;

    private readonly LineMap _lines = new();
    private readonly IdList _ids = new();
    private readonly UserRows _userRows;
    private readonly List<int> _times = [];
    private List<int> _itemRows = [];
    private List<float> _quantities = [];
    private List<double> _amounts = [];

    /// <param name="report">What is found.</param>
    /// <param name="columns">Where the fields stand.</param>
    /// <param name="file">The file.</param>
    /// <param name="cellLength">The longest cell.</param>
    /// <param name="users">The users.</param>
    /// <param name="items">The items; those that only orders name are added.</param>
    /// <param name="listedItems">How many of them stand in the items' file.</param>
    /// <param name="endOfToday">The first moment that lies after today.</param>
    public OrderSink(ReportBuilder report, FieldColumns columns, TableFile file, int cellLength, IdIndex users, IdIndex items, int listedItems, int endOfToday) : base(report, columns.HeaderCount, cellLength)
    {
        (_userCount, _userRows) = (users.Count, new UserRows(users));
        (_items, _listedItems, _dates, _endOfToday) = (items, listedItems, file.Dates, endOfToday);
        (_id, _user, _item) = (columns["order_id"], columns["user_id"], columns["item_id"]);
        (_at, _quantity, _amount) = (columns["at"], columns["quantity"], columns["amount"]);
        // A price beside a quantity is what one costs; what was paid is both multiplied.
        _isAmountOfOne = _amount >= 0 && _quantity >= 0 && string.Concat(NameWords.Of(columns.Headers[_amount])) is "price" or "unitprice";
        Use(columns.Used);
    }

    public override void Expect(int rows)
    {
        _ids.Expect(rows);
        _userRows.Expect(rows);
        _times.EnsureCapacity(rows);
        if (_item >= 0)
            _itemRows.EnsureCapacity(rows);
        if (_quantity >= 0)
            _quantities.EnsureCapacity(rows);
        if (_amount >= 0)
            _amounts.EnsureCapacity(rows);
    }

    /// <summary>The orders, each once. The sink must not be used after it.</summary>
    public OrderTable Build()
    {
        var users = _userRows.ToRows();
        if (_userRows.HasUnknown)
            LeaveOutUnknown(users);
        var (events, fileRows) = UserEvents.Arrange(users, _times, _userCount);
        var hasUniqueIds = _ids.IsAscending;
        if (!hasUniqueIds && Duplicates(events, fileRows) is { Count: > 0 } duplicates)
        {
            foreach (var row in duplicates.Select(place => fileRows[place]).Order())
                Report.LeaveOut(_lines.LineOf(row), "order_id", RowProblem.DuplicateOrder);
            events = events.Without(duplicates);
            fileRows = [.. fileRows.Where((_, place) => !duplicates.Contains(place))];
        }

        // Random reads, which wait for memory: two processors wait half as long.
        var (items, quantities, amounts, ids) = ((int[])[], (float[])[], (double[])[], (long[])[]);
        Parallel.Invoke(
            () =>
            {
                ids = _ids.TakeCodes(fileRows);
                items = UserEvents.Gather(_itemRows, _item >= 0 ? fileRows : []);
                _itemRows = [];
            },
            () =>
            {
                amounts = UserEvents.Gather(_amounts, _amount >= 0 ? fileRows : []);
                _amounts = [];
                quantities = UserEvents.Gather(_quantities, _quantity >= 0 ? fileRows : []);
                _quantities = [];
            });
        return new OrderTable(events, _ids, ids, items, quantities, amounts, hasUniqueIds);
    }

    protected override void ReadRow(CsvReader csv, long line)
    {
        var userId = csv.GetSpan(_user);
        if (userId.IsEmpty)
        {
            Report.LeaveOut(line, "user_id", RowProblem.NoValue);
            return;
        }

        if (!Cells.TryMoment(csv, _at, _dates, line, _endOfToday, Report, out var at))
            return;

        _userRows.Add(userId);
        _times.Add(at);
        if (_item >= 0)
            _itemRows.Add(ReadItem(csv.GetSpan(_item), line));
        var quantity = Within(float.MaxValue, Cells.Number(csv, _quantity, line, "quantity", Report), "quantity", line);
        if (_quantity >= 0)
            _quantities.Add((float)quantity);
        if (_amount >= 0)
            _amounts.Add(Within(double.MaxValue, Cells.Number(csv, _amount, line, "amount", Report) * (_isAmountOfOne ? quantity : 1), "amount", line));
        // A cell left empty is named by a text: the row's number may be another order's id.
        if (_id < 0)
            _ids.Add(Report.RowCount);
        else if (csv.GetSpan(_id) is { IsEmpty: false } id)
            _ids.Add(id);
        else
            _ids.Add(Encoding.UTF8.GetBytes($"row {Report.RowCount}"));
        _lines.Add(line);
    }

    /// <summary>Leaves out rows that name a user who is not there.</summary>
    private void LeaveOutUnknown(List<int> userRows)
    {
        for (var row = 0; row < userRows.Count; row++)
        {
            if (userRows[row] == UserRows.Unknown)
                Report.LeaveOut(_lines.LineOf(row), "user_id", RowProblem.UnknownUser);
        }
    }

    /// <summary>The number, or none where it is too large to keep.</summary>
    private double Within(double max, double number, string field, long line)
    {
        if (!(Math.Abs(number) > max))
            return number;
        Report.Add(line, field, RowProblem.NotANumber);
        return double.NaN;
    }

    private int ReadItem(ReadOnlySpan<byte> text, long line)
    {
        if (MissingText.IsMissing(text))
            return -1;
        var item = _items.RowOf(text);
        if (item < 0)
        {
            item = _items.Count;
            _items.TryAdd(text);
        }

        if (item >= _listedItems && _listedItems > 0)
            Report.Add(line, "item_id", RowProblem.UnknownItem);
        return item;
    }

    /// <summary>Lines that equal an earlier one of the same user and time in all they say.</summary>
    private HashSet<int> Duplicates(UserEvents events, int[] fileRows)
    {
        var found = new HashSet<int>();
        var seen = new HashSet<(UserId, int, float, double)>();
        for (var user = 0; user < _userCount; user++)
        {
            var (start, length) = events.Of(user).GetOffsetAndLength(events.Count);
            for (var i = start + 1; i < start + length; i++)
            {
                if (events.Times[i] != events.Times[i - 1])
                {
                    seen.Clear();
                    continue;
                }

                seen.Add(Line(fileRows[i - 1]));
                if (!seen.Add(Line(fileRows[i])))
                    found.Add(i);
            }

            seen.Clear();
        }

        return found;
    }

    private (UserId, int, float, double) Line(int row) =>
        (_ids.IdOf(_ids.Codes[row]), _item >= 0 ? _itemRows[row] : -1, _quantity >= 0 ? _quantities[row] : 0, _amount >= 0 ? _amounts[row] : 0);
}
