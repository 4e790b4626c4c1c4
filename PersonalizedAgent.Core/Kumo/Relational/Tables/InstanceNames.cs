namespace PersonalizedAgent.Core.Kumo.Relational.Tables;

/// <summary>The columns of the instances' table, by key style.</summary>
/// <param name="Entity">The user.</param>
/// <param name="Item">The first item, where items are ranked and the style wants it.</param>
/// <param name="Anchor">The last moment that is known.</param>
/// <param name="Target">The label.</param>
internal sealed record InstanceNames(string Entity, string? Item, string Anchor, string Target)
{
    /// <summary>Names an instance, in all tables; reserved.</summary>
    public const string InstanceId = "instance_id";

    /// <summary>Names a row of a table that is no entity, in style B.</summary>
    public const string NodeId = "__node_id";

    public static InstanceNames Of(RelationalKeyStyle style, bool isLinkPrediction) => style == RelationalKeyStyle.Composite
        ? new("user_id", null, "anchor_time", "target")
        : new("__kumo_entity_ref_0", isLinkPrediction ? "__kumo_entity_ref_1" : null, "__kumo_anchor_time", "TARGET");
}
