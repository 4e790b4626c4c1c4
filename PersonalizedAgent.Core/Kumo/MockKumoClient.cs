using System.Collections.Concurrent;
using System.Globalization;
using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Kumo;

/// <summary>
/// Stands in for KumoRFM by drawing lots: an engagement score uniform in [0, 1] rounded to two places, an action uniform over the three.
/// The n-th prediction for a user depends on seed, user and n alone, whatever was asked for other users.
/// </summary>
/// <param name="drawSeed">Called once at the start and once at each <see cref="Reset"/>; a constant makes every run the same.</param>
public sealed class MockKumoClient(Func<long> drawSeed) : IKumoClient
{
    private volatile Run _run = new(drawSeed());

    /// <inheritdoc/>
    public ValueTask<PredictionResult> PredictAsync(Dataset dataset, IReadOnlyList<User> users, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var run = _run;
        var predictions = new Prediction[users.Count];
        for (var i = 0; i < predictions.Length; i++)
            predictions[i] = run.Next(users[i].UserId, asOf);
        return new(new PredictionResult.Predicted(predictions));
    }

    /// <summary>Forgets what was asked: the next prediction for each user is its first again.</summary>
    public void Reset() => _run = new Run(drawSeed());

    /// <summary>How often each user was asked for since the last reset. Replaced as a whole, so that a reset cannot mix two runs.</summary>
    private sealed class Run(long seed)
    {
        private readonly ConcurrentDictionary<UserId, int> _asked = new();
        private readonly string _modelVersion = string.Create(CultureInfo.InvariantCulture, $"mock-1 seed {seed}");

        public Prediction Next(UserId userId, DateTimeOffset asOf)
        {
            var n = _asked.AddOrUpdate(userId, 1, static (_, count) => count + 1);
            var state = Mix(Mix(Mix((ulong)seed) ^ WordOf(userId)) ^ (ulong)n);
            // The top 53 bits of a word are a double in [0, 1); the action comes from a word of its own.
            var score = new Score((state >> 11) * (1.0 / (1UL << 53))).Rounded();
            var action = AgentActions.All[(int)Math.BigMul(Mix(state), (ulong)AgentActions.All.Count, out _)];
            return new Prediction(userId, score, action, PredictionBackend.Mock, _modelVersion, asOf);
        }

        /// <summary>An integer id as it is; a text by its FNV-1a hash (Fowler, Noll, Vo), the same on every machine.</summary>
        private static ulong WordOf(UserId userId) => userId.IsNumber
            ? (ulong)userId.Number
            : userId.ToString().Aggregate(14695981039346656037UL, static (hash, letter) => (hash ^ letter) * 1099511628211UL);

        /// <summary>One step of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, OOPSLA 2014).</summary>
        private static ulong Mix(ulong value)
        {
            value += 0x9E3779B97F4A7C15;
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
