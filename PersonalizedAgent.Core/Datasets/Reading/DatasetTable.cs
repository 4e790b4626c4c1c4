namespace PersonalizedAgent.Core.Datasets.Reading;

/// <summary>The tables a dataset may have.</summary>
public enum DatasetTable
{
    /// <summary>One row for each person.</summary>
    Users,

    /// <summary>One row for each thing on offer.</summary>
    Items,

    /// <summary>One row for each line of an order.</summary>
    Orders,

    /// <summary>One row for each time a person was addressed, with what came of it.</summary>
    Contacts,
}
