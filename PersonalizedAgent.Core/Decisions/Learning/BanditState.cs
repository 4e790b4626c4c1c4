using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Kumo.Local;

namespace PersonalizedAgent.Core.Decisions.Learning;

/// <summary>
/// What the learning policy has learned: for each action a regression of the reward on <see cref="BanditFeatures"/>, apart from each other. Immutable, safe to
/// use from many threads. The same events in the same order give the same state, to the bit.
/// </summary>
public sealed class BanditState
{
    private const int Sha256Size = 32;

    private readonly BanditArm[] _arms;
    private readonly double _noiseVariance;
    private string? _hash;

    private BanditState(BanditArm[] arms, double noiseVariance, long contacts, long events)
    {
        (_arms, _noiseVariance, Contacts, Events) = (arms, noiseVariance, contacts, events);
    }

    /// <summary>How many rewards were learned from, not counting contacts of the data.</summary>
    public long Events { get; }

    /// <summary>How many contacts of the data it began with.</summary>
    public long Contacts { get; }

    /// <summary>SHA-256 of <see cref="ToBytes"/>, in hexadecimal digits; worked out when first asked for.</summary>
    public string Hash => _hash ??= HashOf(ToBytes());

    /// <summary>Method, number of rewards and the first digits of the hash, such as <c>learning-1/128/3f9ac01e</c>.</summary>
    public string Version => string.Create(CultureInfo.InvariantCulture, $"learning-1/{Events}/{Hash.AsSpan(0, 8)}");

    /// <summary>Before anything is learned: the expected reward is the predicted probability of a response, as far from it as <see cref="LearningOptions.PriorDeviation"/> lets it be.</summary>
    public static BanditState Initial(LearningOptions options) =>
        new([.. AgentActions.All.Select(_ => BanditArm.Prior(BanditFeatures.PriorWeights, options.PriorDeviation))], options.NoiseVariance, 0, 0);

    /// <summary>
    /// What the contacts of a dataset tell: <see cref="Initial"/>, and then a response counts as a reward of 1, none as 0, each with the weight
    /// <see cref="LearningOptions.ContactWeight"/> (a power prior; Ibrahim and Chen, Statistical Science, 2000). Features are those known the second before the
    /// contact: last active stands for the last order or response by then, purchases for the order lines by then, both as <c>users.csv</c> says them only as of today.
    /// Predictions are those of the model for that time; its weights were learned later, and from the same contacts, which is why contacts count less than rewards.
    /// </summary>
    /// <param name="dataset">The data.</param>
    /// <param name="asOf">Contacts before this time only.</param>
    /// <param name="options">The settings.</param>
    /// <param name="model">Predicts engagement and responses; without one they are unknown. It belongs to the same data.</param>
    /// <remarks>Of more than 20,000 contacts an even part is looked at, each one standing for itself alone. That takes less than half a second.</remarks>
    public static BanditState FromContacts(Dataset dataset, DateTimeOffset asOf, LearningOptions options, LocalModel? model = null) =>
        BanditPrior.Of(dataset, asOf, options, model);

    /// <summary>The state after one more reward; this one stays as it is.</summary>
    /// <param name="features">What was known when the action was chosen.</param>
    /// <param name="action">The action that was taken.</param>
    /// <param name="reward">What came of it, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="reward"/> lies outside [0, 1] or is not a number, or <paramref name="action"/> is not one of the three.</exception>
    public BanditState Learn(BanditFeatures features, AgentAction action, double reward) => With(features, action, reward, weight: 1, contacts: 0, events: 1);

    /// <summary>What is believed of the expected reward of an action.</summary>
    /// <param name="features">What is known of the user, for this action.</param>
    /// <param name="action">The action.</param>
    public Belief Believe(BanditFeatures features, AgentAction action) => _arms[(int)action].Believe(features.Span);

    /// <summary>What is believed of the actions, in their order.</summary>
    /// <param name="input">All that a policy may look at.</param>
    /// <param name="actions">The actions.</param>
    public IReadOnlyList<Belief> Believe(PolicyInput input, IReadOnlyList<AgentAction> actions) => [.. actions.Select(action => Believe(BanditFeatures.Of(input, action), action))];

    /// <summary>All that the state is made of, in little-endian order; equal states have equal bytes.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[2 * sizeof(long) + sizeof(double) + _arms.Sum(arm => arm.Size)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, Events);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(sizeof(long)), Contacts);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(2 * sizeof(long)), _noiseVariance);
        var at = 2 * sizeof(long) + sizeof(double);
        foreach (var arm in _arms)
            at += arm.Write(bytes.AsSpan(at));
        return bytes;
    }

    internal BanditState LearnContact(BanditFeatures features, AgentAction action, bool responded, double weight) => With(features, action, responded ? 1 : 0, weight, contacts: 1, events: 0);

    private BanditState With(BanditFeatures features, AgentAction action, double reward, double weight, int contacts, int events)
    {
        if (reward is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(reward), reward, "A reward must lie in [0, 1].");
        if ((uint)action >= (uint)_arms.Length)
            throw new ArgumentOutOfRangeException(nameof(action), action, "Not an action.");
        var arms = (BanditArm[])_arms.Clone();
        arms[(int)action] = arms[(int)action].Learn(features.Span, reward, weight / _noiseVariance);
        return new BanditState(arms, _noiseVariance, Contacts + contacts, Events + events);
    }

    private static string HashOf(byte[] bytes)
    {
        Span<byte> hash = stackalloc byte[Sha256Size];
        SHA256.HashData(bytes, hash);
        return Convert.ToHexStringLower(hash);
    }
}
