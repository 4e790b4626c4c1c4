namespace PersonalizedAgent.Core.Datasets.Health;

/// <summary>What may be asked of a dataset.</summary>
public enum Question
{
    /// <summary>Who will order within the horizon.</summary>
    Orders,

    /// <summary>Who will respond to which action.</summary>
    Responses,

    /// <summary>Which items a user will order next.</summary>
    NextItems,

    /// <summary>A score for every user, by whatever the data allows.</summary>
    Scores,
}
