namespace PersonalizedAgent.Core.Decisions.Policies;

/// <summary>What an action brings and costs, in money. Any currency, the same for all actions.</summary>
public sealed class ActionValue
{
    /// <summary>What a response is worth, after the discount if there is one.</summary>
    /// <value>In money, 0 to 1000000.</value>
    public double Value { get; set; }

    /// <summary>What the contact costs, with or without a response.</summary>
    /// <value>In money, 0 to 1000000.</value>
    public double Cost { get; set; }

    internal ActionValue Copy() => (ActionValue)MemberwiseClone();
}
