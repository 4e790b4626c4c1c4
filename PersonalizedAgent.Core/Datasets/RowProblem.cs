namespace PersonalizedAgent.Core.Datasets;

/// <summary>What can be wrong with a row as a whole, so that it is left out.</summary>
public enum RowProblem
{
    /// <summary>The row ends before this column.</summary>
    TooFewFields,

    /// <summary>The row has more fields than the header.</summary>
    TooManyFields,

    /// <summary>A quote is opened and not closed, or text follows a closing quote.</summary>
    BrokenQuotes,

    /// <summary>The same user came before; the first row counts.</summary>
    DuplicateUser,
}
