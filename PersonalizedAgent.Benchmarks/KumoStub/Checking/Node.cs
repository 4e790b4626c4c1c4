using System.Globalization;
using System.Text.Json;

namespace PersonalizedAgent.Benchmarks.KumoStub.Checking;

/// <summary>A part of a request that knows where it stands and notes what is wrong with it.</summary>
/// <param name="Value">The JSON; fields are only read of an object.</param>
/// <param name="Path">Where it stands; empty for the request itself.</param>
/// <param name="Checks">Where faults go.</param>
internal readonly record struct Node(JsonElement Value, string Path, CheckList Checks)
{
    /// <summary>The path of a field.</summary>
    public string At(string name) => Path.Length == 0 ? name : $"{Path}.{name}";

    public void Fail(string reason, string code = CheckList.InvalidSchema) => Checks.Add(Path, reason, code);

    public void FailAt(string name, string reason, string code = CheckList.InvalidSchema) => Checks.Add(At(name), reason, code);

    /// <summary>Notes fields that are not among these.</summary>
    public void Only(params string[] names)
    {
        foreach (var field in Value.EnumerateObject())
        {
            if (!names.Contains(field.Name, StringComparer.Ordinal))
                FailAt(field.Name, "unknown field");
        }
    }

    /// <summary>A field of a kind; nothing where it is absent or of another kind, which is noted.</summary>
    public Node? Field(string name, JsonValueKind kind, bool isNeeded = true)
    {
        if (!Value.TryGetProperty(name, out var value))
        {
            if (isNeeded)
                FailAt(name, "required");
            return null;
        }

        if (value.ValueKind == kind)
            return new Node(value, At(name), Checks);
        FailAt(name, $"expected {kind.Word()}, got {value.ValueKind.Word()}");
        return null;
    }

    public bool Has(string name) => Value.TryGetProperty(name, out _);

    public string? Text(string name, bool isNeeded = true) => Field(name, JsonValueKind.String, isNeeded)?.Value.GetString();

    /// <summary>A text that is one of these.</summary>
    public string? OneOf(string name, IReadOnlyList<string> names, bool isNeeded = true)
    {
        if (Text(name, isNeeded) is not { } text)
            return null;
        if (names.Contains(text, StringComparer.Ordinal))
            return text;
        FailAt(name, $"must be one of {string.Join(", ", names)}");
        return null;
    }

    public bool? Flag(string name, bool isNeeded = true)
    {
        if (Value.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        // Whatever is there is of another kind; or nothing is there.
        Field(name, JsonValueKind.True, isNeeded);
        return null;
    }

    public int? Whole(string name, int least, int most, bool isNeeded = true)
    {
        if (Field(name, JsonValueKind.Number, isNeeded) is not { } field)
            return null;
        if (field.Value.TryGetInt32(out var number) && number >= least && number <= most)
            return number;
        field.Fail(most == int.MaxValue ? $"must be a whole number of at least {least}" : $"must be a whole number from {least} to {most}");
        return null;
    }

    /// <summary>A list of texts, none twice.</summary>
    public IReadOnlyList<string>? Texts(string name, bool isNeeded = true) => Field(name, JsonValueKind.Array, isNeeded)?.AllTexts();

    /// <summary>This list, of texts, none twice.</summary>
    public IReadOnlyList<string>? AllTexts()
    {
        var texts = new List<string>();
        foreach (var item in Items())
        {
            if (item.Value.ValueKind != JsonValueKind.String)
                item.Fail($"expected string, got {item.Value.ValueKind.Word()}");
            else if (texts.Contains(item.Value.GetString()!))
                item.Fail("comes twice");
            else
                texts.Add(item.Value.GetString()!);
        }

        return texts.Count == Value.GetArrayLength() ? texts : null;
    }

    public IEnumerable<Node> Items()
    {
        var (path, checks) = (Path, Checks);
        return Value.EnumerateArray().Select((item, i) => new Node(item, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), checks));
    }

    /// <summary>The fields of this object that are objects; the others are noted.</summary>
    public IEnumerable<(string Name, Node Node)> Objects()
    {
        foreach (var field in Value.EnumerateObject())
        {
            if (Field(field.Name, JsonValueKind.Object) is { } node)
                yield return (field.Name, node);
        }
    }
}
