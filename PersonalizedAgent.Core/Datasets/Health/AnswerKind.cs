namespace PersonalizedAgent.Core.Datasets.Health;

/// <summary>Whether a dataset can answer a question.</summary>
public enum AnswerKind
{
    /// <summary>It can.</summary>
    Yes,

    /// <summary>It can, but something serious stands in the way of a good answer.</summary>
    Limited,

    /// <summary>It cannot: a table, a column or rows are missing.</summary>
    No,
}
