namespace PersonalizedAgent.Core.Kumo.Relational.Wire;

/// <summary>What the answer holds: any of prediction, probabilities, scores, rankings, embeddings, quantiles, explanation.</summary>
internal sealed record OutputSpec(params IReadOnlyList<string> Fields);
