using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Intake;

namespace PersonalizedAgent.Tests.Support;

/// <summary>A folder of files given as text, deleted when it is disposed of.</summary>
internal sealed class TempDataset : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("dataset-tests-");

    /// <summary>Writes files; one without text is not written.</summary>
    public TempDataset(params (string Name, string? Text)[] files)
    {
        foreach (var (name, text) in files.Where(file => file.Text is not null))
            File.WriteAllText(Path.Combine(Folder, name), text);
    }

    public string Folder => _directory.FullName;

    /// <summary>Reads the folder.</summary>
    public Dataset Read(DateOnly today, AsOfRule asOf = AsOfRule.Clock)
    {
        var limits = new DatasetLimits();
        Assert.Null(DatasetFolder.TryFind(Folder, limits, out var source));
        return Assert.IsType<DatasetReadResult.Read>(DatasetReader.Read(source with { AsOf = asOf }, limits, today)).Dataset;
    }

    public void Dispose() => _directory.Delete(recursive: true);
}
