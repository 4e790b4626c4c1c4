namespace PersonalizedAgent.Core.Kumo;

/// <summary>Settings of the prediction backend, section <c>Kumo</c>.</summary>
public sealed class KumoOptions
{
    /// <summary>The name of the section in configuration.</summary>
    public const string SectionName = "Kumo";

    /// <summary>Settings of the mock, section <c>Kumo:Mock</c>.</summary>
    public MockKumoOptions Mock { get; set; } = new();
}
