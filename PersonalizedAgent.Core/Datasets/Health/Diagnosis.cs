namespace PersonalizedAgent.Core.Datasets.Health;

/// <summary>What a dataset can answer and what not, and what is wrong with it.</summary>
/// <param name="DatasetName">What people call the dataset.</param>
/// <param name="Version">The dataset's version.</param>
/// <param name="Today">The day it was taken for while examining.</param>
/// <param name="HorizonDays">How far predictions look ahead.</param>
/// <param name="Tables">Its files, users first.</param>
/// <param name="Verdict">An answer to each question.</param>
/// <param name="Findings">What was found, worst first.</param>
public sealed record Diagnosis(
    string DatasetName,
    string Version,
    DateOnly Today,
    int HorizonDays,
    IReadOnlyList<TableSummary> Tables,
    IReadOnlyList<Answer> Verdict,
    IReadOnlyList<Finding> Findings);
