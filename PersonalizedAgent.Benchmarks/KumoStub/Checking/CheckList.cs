using PersonalizedAgent.Core.Kumo.Relational.Wire;

namespace PersonalizedAgent.Benchmarks.KumoStub.Checking;

/// <summary>What is wrong with a request, in the order in which it is found. Reasons repeat no cells: they may be values of people.</summary>
internal sealed class CheckList
{
    public const string InvalidSchema = "INVALID_SCHEMA";
    public const string UnsupportedShape = "UNSUPPORTED_SHAPE";

    private const int Most = 100;

    private readonly List<InvalidParam> _found = [];
    private string? _code;

    public bool IsEmpty => _found.Count == 0;

    /// <summary>Notes a fault; beyond a hundred they are not kept.</summary>
    public void Add(string path, string reason, string code = InvalidSchema)
    {
        // What is invalid weighs more than what is unsupported.
        _code = _code is null || code == InvalidSchema ? code : _code;
        if (_found.Count < Most)
            _found.Add(new InvalidParam(path, reason));
    }

    public StubProblem ToProblem() => _code == UnsupportedShape
        ? new StubProblem(422, UnsupportedShape, _found[0].Reason) { InvalidParams = [.. _found] }
        : new StubProblem(422, InvalidSchema, "Request validation failed.") { InvalidParams = [.. _found] };
}
