using System.Text.RegularExpressions;

namespace PersonalizedAgent.Benchmarks.Policies;

/// <summary>A policy in words: <c>womens=1&amp;mens=0:Womens E-Mail;*:Mens E-Mail</c>. The first clause that fits a row names its action.</summary>
internal sealed partial class PolicyRule
{
    private const string Form = "A rule is such as \"age<30&city=Ulm:send_message;*:offer_discount\", and its last clause is for all (*).";

    private readonly List<Clause> _clauses = [];

    private PolicyRule(string text) => Text = text;

    public string Text { get; }

    /// <summary>The columns it looks at.</summary>
    public IEnumerable<string> Columns => _clauses.SelectMany(clause => clause.Conditions).Select(condition => condition.Column);

    /// <exception cref="UsageException">It is no rule.</exception>
    public static PolicyRule Parse(string text)
    {
        var rule = new PolicyRule(text);
        foreach (var part in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.IndexOf(':', StringComparison.Ordinal) is not (> 0 and var colon) || colon == part.Length - 1)
                throw new UsageException($"--rule: \"{part}\" names no action behind a colon. {Form}");
            var when = part[..colon].Trim();
            rule._clauses.Add(new(when == "*" ? [] : [.. when.Split('&', StringSplitOptions.TrimEntries).Select(Condition.Parse)], part[(colon + 1)..].Trim()));
        }

        return rule._clauses.Count > 0 && rule._clauses[^1].Conditions.Length == 0 ? rule : throw new UsageException($"--rule does not say what to do else. {Form}");
    }

    /// <summary>The action of each row, by its place among the names.</summary>
    /// <exception cref="UsageException">It names an action that the log does not have.</exception>
    public int[] Choose(LogTable table, IReadOnlyList<string> actions)
    {
        var places = _clauses.Select(clause => PlaceOf(actions, clause.Action)).ToArray();
        var choices = new int[table.Rows];
        for (var row = 0; row < choices.Length; row++)
            choices[row] = places[_clauses.FindIndex(clause => clause.Conditions.All(condition => condition.Holds(table[condition.Column][row])))];
        return choices;
    }

    private static int PlaceOf(IReadOnlyList<string> actions, string action)
    {
        for (var i = 0; i < actions.Count; i++)
        {
            if (string.Equals(actions[i], action, StringComparison.OrdinalIgnoreCase))
                return i;
        }

        throw new UsageException($"--rule: the log has no action \"{action}\". It has: {string.Join(", ", actions.Take(20))}{(actions.Count > 20 ? " and more" : "")}.");
    }

    [GeneratedRegex(@"^(?<column>[^=!<>]+?)\s*(?<relation>!=|<=|>=|=|<|>)\s*(?<value>[^=!<>]*)$")]
    private static partial Regex ConditionPattern { get; }

    private sealed record Clause(Condition[] Conditions, string Action);

    private sealed record Condition(string Column, string Relation, string Value)
    {
        public static Condition Parse(string text) => ConditionPattern.Match(text) is { Success: true } match
            ? new(match.Groups["column"].Value.Trim(), match.Groups["relation"].Value, match.Groups["value"].Value)
            : throw new UsageException($"--rule: \"{text}\" is no condition. {Form}");

        /// <summary>Numbers are compared as numbers; texts are only equal or not, and no text is less than a number.</summary>
        public bool Holds(string cell)
        {
            if (!LogTable.TryNumber(cell, out var left) || !LogTable.TryNumber(Value, out var right))
                return Relation is "=" or "!=" && string.Equals(cell, Value, StringComparison.OrdinalIgnoreCase) == (Relation == "=");
            return Relation switch
            {
                "=" => left == right,
                "!=" => left != right,
                "<" => left < right,
                "<=" => left <= right,
                ">" => left > right,
                _ => left >= right,
            };
        }
    }
}
