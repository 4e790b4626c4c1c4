namespace PersonalizedAgent.Core.Datasets.Health;

/// <summary>Whether a dataset can answer a question, and why.</summary>
/// <param name="Question">The question.</param>
/// <param name="Kind">Whether it can.</param>
/// <param name="Text">One plain sentence that names the question too; holds no value of any row.</param>
public sealed record Answer(Question Question, AnswerKind Kind, string Text);
