namespace PersonalizedAgent.Core.Datasets;

/// <summary>What can be wrong with a row.</summary>
public enum RowProblem
{
    /// <summary>The row ends before this column.</summary>
    TooFewFields,

    /// <summary>The row has more fields than the header.</summary>
    TooManyFields,

    /// <summary>A quote is opened and not closed, or text follows a closing quote.</summary>
    BrokenQuotes,

    /// <summary>A cell is longer than the limit.</summary>
    CellTooLong,

    /// <summary>The same user, item or contact came before; the first row counts.</summary>
    Duplicate,

    /// <summary>An order that equals an earlier one in id, user, item, time, quantity and amount.</summary>
    DuplicateOrder,

    /// <summary>There is no value, and without it the row says nothing.</summary>
    NoValue,

    /// <summary>An order or contact of a user who is not in the users' file.</summary>
    UnknownUser,

    /// <summary>The text is no date that can be read; without it the row cannot be placed.</summary>
    NoMoment,

    /// <summary>The time lies outside what can be kept.</summary>
    MomentOutOfRange,

    /// <summary>The text names none of the actions.</summary>
    NotAnAction,

    /// <summary>The text says neither yes nor no.</summary>
    NotAFlag,

    /// <summary>An order of an item that is not in the items' file; the order is kept.</summary>
    UnknownItem,

    /// <summary>The text is no number; the cell is left empty.</summary>
    NotANumber,

    /// <summary>The number cannot be a chance; the cell is left empty.</summary>
    NotAChance,

    /// <summary>The date is written in another form than most of its column; it was read all the same.</summary>
    OtherDateForm,

    /// <summary>The number is negative; it is kept.</summary>
    Negative,

    /// <summary>The time lies after today; the row is kept.</summary>
    InFuture,

    /// <summary>The bytes are no UTF-8 text; what cannot be read is shown as a replacement character.</summary>
    NotUtf8,
}
