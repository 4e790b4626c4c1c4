using System.Globalization;
using PersonalizedAgent.Core.Actions;

namespace PersonalizedAgent.Core.Kumo.Context;

/// <summary>What is to be predicted: a question about every user, asked as of an anchor. Its text is its line in PQL, KumoRFM's query language.</summary>
public abstract record PredictiveTask
{
    private PredictiveTask()
    {
    }

    /// <summary>The question in PQL.</summary>
    public abstract string Pql { get; }

    /// <summary>The question in PQL.</summary>
    public sealed override string ToString() => Pql;

    /// <summary>Will the user order within the horizon?</summary>
    /// <param name="HorizonDays">How far it reaches, in days of 24 hours after the anchor; at least 1.</param>
    public sealed record Engagement(int HorizonDays) : PredictiveTask
    {
        /// <inheritdoc/>
        public override string Pql => string.Create(CultureInfo.InvariantCulture, $"PREDICT COUNT(orders.*, 0, {HorizonDays}, days) > 0 FOR EACH users.user_id");
    }

    /// <summary>Will the user respond to an action now? Each past contact that took the action is an example.</summary>
    /// <param name="Action">The action.</param>
    public sealed record Response(AgentAction Action) : PredictiveTask
    {
        /// <inheritdoc/>
        public override string Pql => $"PREDICT contacts.responded FOR EACH contacts.contact_id WHERE contacts.action = '{Action.WireName()}'";
    }

    /// <summary>Which items will the user order within the horizon?</summary>
    /// <param name="HorizonDays">How far it reaches, in days of 24 hours after the anchor; at least 1.</param>
    /// <param name="Top">How many items are ranked, best first; at least 1.</param>
    public sealed record NextItems(int HorizonDays, int Top) : PredictiveTask
    {
        /// <inheritdoc/>
        public override string Pql => string.Create(CultureInfo.InvariantCulture, $"PREDICT LIST_DISTINCT(orders.item_id, 0, {HorizonDays}, days) RANK TOP {Top} FOR EACH users.user_id");
    }
}
