using System.Globalization;
using System.Text.Json.Nodes;
using PersonalizedAgent.Core.Kumo.Relational.Wire;

namespace PersonalizedAgent.Benchmarks.KumoStub;

/// <summary>What the server does with a request instead of answering it.</summary>
internal abstract record StubTurn
{
    private StubTurn()
    {
    }

    /// <summary>Closes the connection without an answer.</summary>
    public static StubTurn Cut { get; } = new CutConnection(InBody: false);

    /// <summary>Closes the connection after half of the right answer.</summary>
    public static StubTurn CutInBody { get; } = new CutConnection(InBody: true);

    /// <summary>Answers as a gateway does whose server is gone: 502 and a page.</summary>
    public static StubTurn BadGateway { get; } = new Reply(502, "<html><body><h1>502 Bad Gateway</h1></body></html>", "text/html");

    /// <summary>Answers 429 and says how long to wait.</summary>
    public static StubTurn TooMany(int seconds) => TooMany(seconds.ToString(CultureInfo.InvariantCulture));

    /// <summary>Answers 429 and says until when to wait.</summary>
    public static StubTurn TooMany(DateTimeOffset until) => TooMany(until.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>Answers with a problem document.</summary>
    public static StubTurn Problem(int status, string code, string detail, params InvalidParam[] invalidParams) =>
        new Reply(status, new StubProblem(status, code, detail) { InvalidParams = invalidParams }.ToJson(), StubProblem.ContentType);

    /// <summary>Waits, then does something else; or answers. Ends also when the client leaves or the server stops.</summary>
    public static StubTurn Held(Task until, StubTurn? then = null) => new Hold(until, then);

    /// <summary>Changes the right answer: see <see cref="AnswerTwists"/>.</summary>
    public static StubTurn Twisted(Action<JsonObject> change) => new Twist(change);

    private static Reply TooMany(string retryAfter) =>
        new(429, new StubProblem(429, "RATE_LIMIT_EXCEEDED", "slow down").ToJson(), StubProblem.ContentType) { Headers = [("Retry-After", retryAfter)] };

    /// <summary>Answers this.</summary>
    public sealed record Reply(int Status, string Body, string ContentType = "application/json") : StubTurn
    {
        public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];
    }

    public sealed record CutConnection(bool InBody) : StubTurn;

    public sealed record Hold(Task Until, StubTurn? Then) : StubTurn;

    public sealed record Twist(Action<JsonObject> Change) : StubTurn;
}
