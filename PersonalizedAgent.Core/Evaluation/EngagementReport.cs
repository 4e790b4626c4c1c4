namespace PersonalizedAgent.Core.Evaluation;

/// <summary>How well engagement is predicted: users as they were known at an anchor, against what they did in the horizon after it, which the model has not seen.</summary>
public sealed record EngagementReport
{
    /// <summary>The question, in PQL.</summary>
    public required string Task { get; init; }

    /// <summary>The last moment known to the model.</summary>
    public required DateTime Anchor { get; init; }

    /// <summary>How far the labels reach, in days after the anchor.</summary>
    public required int HorizonDays { get; init; }

    /// <summary>How many times in the past the model learned from.</summary>
    public required int TrainAnchors { get; init; }

    /// <summary>How many examples the model learned from.</summary>
    public required int TrainExamples { get; init; }

    /// <summary>How many users were predicted.</summary>
    public required int Users { get; init; }

    /// <summary>The share of users that ordered within the horizon.</summary>
    public required double BaseRate { get; init; }

    /// <summary>How well the scores rank those who ordered above the others, with its 95 % interval.</summary>
    public required Interval Auc { get; init; }

    /// <summary>The mean of −ln of the probability given to what happened; less is better.</summary>
    public required double LogLoss { get; init; }

    /// <summary>The log loss of saying the base rate of the training examples for everybody.</summary>
    public required double BaseLogLoss { get; init; }

    /// <summary>The area under precision over recall.</summary>
    public required double AveragePrecision { get; init; }

    /// <summary>By how much predicted and observed rates differ on average, in points.</summary>
    public required double CalibrationError { get; init; }

    /// <summary>Predicted against observed rates.</summary>
    public required IReadOnlyList<CalibrationBin> Calibration { get; init; }

    /// <summary>The ROC curve.</summary>
    public required IReadOnlyList<RocPoint> Roc { get; init; }

    /// <summary>How many of those who ordered are found among the users with the highest scores.</summary>
    public required IReadOnlyList<LiftBin> Lift { get; init; }

    /// <summary>The same users by simple rules.</summary>
    public required IReadOnlyList<RuleReport> Rules { get; init; }

    /// <summary>The time it took to fit.</summary>
    public required TimeSpan FitTime { get; init; }

    /// <summary>The time it took to score the users.</summary>
    public required TimeSpan ScoreTime { get; init; }

    /// <summary>What alone tells nearly as much, where the AUC is too good to be true; <see langword="null"/> where it is not.</summary>
    public LeakSuspect? Suspect { get; init; }

    /// <summary>The best of the simple rules.</summary>
    public RuleReport BestRule => Rules.MaxBy(rule => rule.Auc.Value)!;

    /// <summary>Whether the model is better than every simple rule, beyond what chance would make of it.</summary>
    public bool IsBetterThanRules => Rules.All(rule => rule.Lead.Low > 0);

    /// <summary>In words whether the model is worth more than a simple rule.</summary>
    public string Verdict => IsBetterThanRules
        ? FormattableString.Invariant($"Better than each simple rule: by {BestRule.Lead.Value:0.000} of AUC than {BestRule.Name}, the best of them (95 % interval {BestRule.Lead.Low:0.000} to {BestRule.Lead.High:0.000}).")
        : FormattableString.Invariant($"Not surely better than {WorstLead.Name}: the difference of AUC is {WorstLead.Lead.Value:+0.000;−0.000;0.000} (95 % interval {WorstLead.Lead.Low:+0.000;−0.000;0.000} to {WorstLead.Lead.High:+0.000;−0.000;0.000}). For ranking users the simple rule does as well.");

    private RuleReport WorstLead => Rules.MinBy(rule => rule.Lead.Low)!;
}

/// <summary>How well a simple rule ranks users.</summary>
/// <param name="Name">The rule, such as <c>recency alone</c>.</param>
/// <param name="Auc">Its AUC, with its 95 % interval.</param>
/// <param name="AveragePrecision">Its average precision.</param>
/// <param name="Lead">By how much the model's AUC is greater, with its 95 % interval.</param>
public sealed record RuleReport(string Name, Interval Auc, double AveragePrecision, Interval Lead);

/// <summary>Something that alone tells nearly everything, which hardly any honest column does.</summary>
/// <param name="Name">What it is, such as a column's name.</param>
/// <param name="Auc">How well it ranks users alone.</param>
public sealed record LeakSuspect(string Name, double Auc);
