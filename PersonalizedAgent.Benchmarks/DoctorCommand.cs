using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Health;
using PersonalizedAgent.Core.Datasets.Intake;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Benchmarks;

/// <summary>Examines a dataset and prints what it can answer and what not.</summary>
internal static class DoctorCommand
{
    /// <summary>0, or 2 where the data cannot be read.</summary>
    public static int Run(string path, string? jsonFile, string? today, TimeProvider clock, TextWriter output, TextWriter errors)
    {
        var clockDay = today is null ? clock.Today() : PredictCommand.ParseDay(today, "--today");
        var limits = new DatasetLimits();
        if (DatasetFolder.TryFind(path, limits, out var source) is { } reason)
            return Fail(errors, reason);
        if (today is not null)
            source = source with { FixedToday = clockDay };
        var result = DatasetReader.Read(source, limits, clockDay);
        if (result is not DatasetReadResult.Read { Dataset: var dataset })
            return Fail(errors, ((DatasetReadResult.Failed)result).Reason);

        var diagnosis = Doctor.Examine(dataset, dataset.FixedToday ?? clockDay);
        output.Write(DiagnosisText.ToText(diagnosis));
        if (jsonFile is not null)
            File.WriteAllBytes(jsonFile, DiagnosisJson.ToUtf8(diagnosis));
        return 0;
    }

    private static int Fail(TextWriter errors, string reason)
    {
        errors.WriteLine(reason);
        return 2;
    }
}
