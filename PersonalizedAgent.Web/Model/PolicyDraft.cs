using System.ComponentModel.DataAnnotations;
using PersonalizedAgent.Core.Decisions;

namespace PersonalizedAgent.Web.Model;

/// <summary>Settings that are tried out: a copy of those in force, which is changed until it is put in force or thrown away. Belongs to one page.</summary>
public sealed class PolicyDraft
{
    private AgentOptions _from;

    /// <summary>Begins with the settings in force.</summary>
    public PolicyDraft(AgentOptions inForce) => (_from, Options) = (inForce, inForce.Copy());

    /// <summary>The settings as they would be. A new object after each change, so whoever holds one holds it unchanged.</summary>
    public AgentOptions Options { get; private set; }

    /// <summary>Whether anything was changed.</summary>
    public bool IsChanged { get; private set; }

    /// <summary>What is wrong with the settings, for people; empty where they can be put in force.</summary>
    public IReadOnlyList<string> Problems { get; private set; } = [];

    /// <summary>Changes a setting.</summary>
    /// <param name="change">Told the copy to change.</param>
    public void Change(Action<AgentOptions> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var options = Options.Copy();
        change(options);
        var problems = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), problems, validateAllProperties: true);
        (Options, Problems, IsChanged) = (options, [.. problems.Select(problem => problem.ErrorMessage ?? "A setting is out of range.")], true);
    }

    /// <summary>Begins anew with the settings in force.</summary>
    public void Discard(AgentOptions inForce) => (_from, Options, Problems, IsChanged) = (inForce, inForce.Copy(), [], false);

    /// <summary>Others came into force: an untouched draft follows them.</summary>
    public void Follow(AgentOptions inForce)
    {
        if (!IsChanged && !ReferenceEquals(_from, inForce))
            Discard(inForce);
    }
}
