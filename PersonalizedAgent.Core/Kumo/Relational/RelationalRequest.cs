using PersonalizedAgent.Core.Kumo.Relational.Wire;

namespace PersonalizedAgent.Core.Kumo.Relational;

/// <summary>A request that is ready to be sent, for some of the rows that were asked for.</summary>
internal sealed record RelationalRequest
{
    /// <summary>The request. Requests that share their context hold the same object: one session serves them.</summary>
    public required PredictionRequest Wire { get; init; }

    /// <summary>The request as it is sent where there is no session.</summary>
    public required byte[] Body { get; init; }

    /// <summary>The place of the first row among all that were asked for.</summary>
    public required int First { get; init; }

    /// <summary>How many rows it asks for.</summary>
    public required int Count { get; init; }

    /// <summary>The most recent rows of a table taken for a user; fewer than the run mode says where more would not fit.</summary>
    public required int FanOut { get; init; }

    /// <summary>What its answer must look like.</summary>
    public required AnswerShape Answer { get; init; }

    /// <summary>The body that opens a session with this context.</summary>
    public byte[] ToSessionBody() => WireJson.ToUtf8(Wire.ToSession());

    /// <summary>The body that asks within a session.</summary>
    public byte[] ToSessionPredictionBody() => WireJson.ToUtf8(Wire.ToSessionPrediction());
}
