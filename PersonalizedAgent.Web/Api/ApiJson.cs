using System.Text.Json.Serialization;

namespace PersonalizedAgent.Web.Api;

/// <summary>The answers' JSON, generated at build time.</summary>
[JsonSerializable(typeof(RecommendationBody))]
[JsonSerializable(typeof(InvalidUserBody))]
[JsonSerializable(typeof(UnavailableBody))]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(DatasetsBody))]
[JsonSerializable(typeof(KumoStatusBody))]
[JsonSerializable(typeof(QualityBody))]
[JsonSerializable(typeof(QualityWaitBody))]
[JsonSerializable(typeof(DecisionBody))]
[JsonSerializable(typeof(RewardBody))]
[JsonSerializable(typeof(ReplayBody))]
[JsonSerializable(typeof(ChainBody))]
internal sealed partial class ApiJson : JsonSerializerContext;
