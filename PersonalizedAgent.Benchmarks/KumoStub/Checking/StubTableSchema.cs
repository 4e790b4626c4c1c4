namespace PersonalizedAgent.Benchmarks.KumoStub.Checking;

/// <summary>A table of the schema.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">By their names.</param>
/// <param name="PrimaryKey">The columns that name a row.</param>
internal sealed record StubTableSchema(string Name, IReadOnlyDictionary<string, StubColumn> Columns, IReadOnlyList<string> PrimaryKey)
{
    public const string InstanceTable = "instance_table";
    public const string InstanceId = "instance_id";

    /// <summary>The key beside the instance.</summary>
    public string Key => PrimaryKey[^1];
}
