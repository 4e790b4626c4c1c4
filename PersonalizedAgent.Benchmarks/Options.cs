using System.Globalization;
using PersonalizedAgent.Core.Datasets.Shop;

namespace PersonalizedAgent.Benchmarks;

/// <summary>The options of a command: <c>--name value</c>, in any order.</summary>
internal sealed class Options
{
    private readonly Dictionary<string, string> _values = [];

    /// <summary>Which options were given.</summary>
    public IEnumerable<string> Names => _values.Keys;

    public static Options Parse(IEnumerable<string> args)
    {
        var options = new Options();
        string? name = null;
        foreach (var arg in args)
        {
            if (name is null)
                name = arg.StartsWith("--", StringComparison.Ordinal) ? arg[2..] : throw new UsageException($"Not an option: {arg}.");
            else
                (options._values[name], name) = (arg, null);
        }

        return name is null ? options : throw new UsageException($"--{name} needs a value.");
    }

    public string? Text(string name) => _values.GetValueOrDefault(name);

    public int Integer(string name, int fallback) => Text(name) is not { } text ? fallback
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value
        : throw new UsageException($"--{name} must be a whole number.");

    /// <summary>The users' file to work on; a million users of seed 42 unless one is named.</summary>
    public string File()
    {
        if (Text("file") is { } named)
            return System.IO.File.Exists(named) ? named : throw new UsageException($"There is no file {named}.");
        var path = Path.Combine(Path.GetTempPath(), $"personalized-agent-users-{UserGenerator.Million}-42.csv");
        if (!System.IO.File.Exists(path))
        {
            using (var file = System.IO.File.Create(path + ".part"))
                UserGenerator.Write(file, UserGenerator.Million, 42);
            System.IO.File.Move(path + ".part", path);
        }

        return path;
    }

    /// <summary>The shop to work on; a million users of seed 42 unless a folder is named.</summary>
    public string Shop()
    {
        if (Text("shop") is { } named)
            return Directory.Exists(named) ? named : throw new UsageException($"There is no folder {named}.");
        var path = Path.Combine(Path.GetTempPath(), $"personalized-agent-shop-{UserGenerator.Million}-42");
        if (!Directory.Exists(path))
        {
            ShopGenerator.Write(path + ".part", UserGenerator.Million, 42);
            Directory.Move(path + ".part", path);
        }

        return path;
    }
}

/// <summary>A command was called wrongly.</summary>
internal sealed class UsageException(string message) : Exception(message);
