namespace PersonalizedAgent.Core.Datasets.Health;

/// <summary>A finding on its way to a diagnosis.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Clause">What was found, to stand inside a sentence.</param>
/// <param name="Touches">The questions whose answer it touches; a serious one limits them.</param>
internal sealed record Found(Finding Finding, string Clause, IReadOnlyList<Question> Touches)
{
    /// <summary>Makes a finding whose sentence can also stand inside another.</summary>
    /// <param name="severity">How much it matters.</param>
    /// <param name="file">The file.</param>
    /// <param name="count">How many.</param>
    /// <param name="clause">What was found, beginning with a small letter or a figure, without the full stop.</param>
    /// <param name="why">Why it matters.</param>
    /// <param name="mend">What to do about it.</param>
    /// <param name="touches">The questions it touches.</param>
    public static Found That(Severity severity, string file, long count, string clause, string why, string mend, params Question[] touches) =>
        new(new Finding(severity, Sentence(clause), file, [], count, why, mend), clause, touches);

    /// <summary>The same with the lines of the first few, in order.</summary>
    public Found At(IReadOnlyList<int> lines) => this with { Finding = Finding with { Lines = [.. lines.Order()] } };

    /// <summary>A clause as a sentence. A name in the code's own spelling keeps it.</summary>
    private static string Sentence(string clause) =>
        clause.Split(' ', 2)[0].Contains('_') ? clause + "." : char.ToUpperInvariant(clause[0]) + clause[1..] + ".";
}
