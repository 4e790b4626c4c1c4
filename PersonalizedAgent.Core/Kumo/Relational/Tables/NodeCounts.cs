namespace PersonalizedAgent.Core.Kumo.Relational.Tables;

/// <summary>How many rows of each table were written: the next row's running number in style B, which goes on from the context to what is asked.</summary>
internal readonly record struct NodeCounts(long Orders, long Contacts, long Items);
