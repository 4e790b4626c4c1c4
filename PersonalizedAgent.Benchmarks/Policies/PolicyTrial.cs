using System.Globalization;
using PersonalizedAgent.Core.Evaluation.Policies;

namespace PersonalizedAgent.Benchmarks.Policies;

/// <summary>Judges policies by a log.</summary>
internal sealed class PolicyTrial
{
    /// <summary>With more actions than this it is not worth a line each to always take one.</summary>
    private const int MostConstants = 10;

    private readonly PolicyOptions _options;
    private readonly PolicyLog _data;
    private readonly PolicyRule? _rule;
    private readonly ActionLog? _train;
    private readonly ActionLog _test;
    private readonly IReadOnlyList<int> _testRows;
    private readonly RewardTable _expected;
    private readonly List<string> _notes = [];

    private PolicyTrial(PolicyOptions options)
    {
        _options = options;
        var layout = LogLayout.Of(LogTable.HeadersOf(options.Log), options);
        _rule = layout.Rule is { } rule ? PolicyRule.Parse(rule) : null;
        _data = PolicyLog.Read(options.Log, layout, _rule?.Columns ?? []);
        var split = options.Split is { } file ? LogSplit.Read(file, _data.Log.Count) : null;
        _testRows = split?.Test ?? [.. Enumerable.Range(0, _data.Log.Count)];
        _train = split is null ? null : _data.Pick(split.Train);
        _test = _data.Pick(_testRows);
        if (_test.Count < 2)
            throw new UnusableLogException($"{options.Log}: there is a single row to judge by; it takes two or more.");
        var features = Features.Of(_data.Table, layout.Features);
        _expected = split is null
            ? RewardModel.CrossFit(_test, features, options.Seed)
            : RewardModel.Fit(_train!, features.Pick(split.Train)).Predict(features.Pick(split.Test));
    }

    /// <exception cref="UnusableLogException">A file cannot be used.</exception>
    /// <exception cref="UsageException">The options do not fit the log.</exception>
    public static PolicyReport Run(PolicyOptions options) => new PolicyTrial(options).Run();

    private PolicyReport Run()
    {
        var logged = Need(PolicyValue.OnPolicy(_test));
        var policies = new List<PolicyFigures> { new(logged.Policy, logged, logged, logged) };
        foreach (var policy in Policies())
        {
            if (Judge(policy) is { } figures)
                policies.Add(figures);
        }

        if (policies.FirstOrDefault(policy => Math.Abs(policy.Ips.MeanWeight - 1) > 0.1 && policy.Ips.EffectiveSampleSize >= PolicyVerdict.LeastEffectiveSampleSize) is { } odd)
            _notes.Add(string.Create(CultureInfo.InvariantCulture, $"The weights of {odd.Name} have a mean of {odd.Ips.MeanWeight:0.00} and should have one of about 1: perhaps the propensities are not right, or it takes actions that the log hardly has."));
        return new(_data.Layout.Reward, _test.Count, _train?.Count ?? 0, _test.Actions, AgainstOf(policies), policies, _notes);
    }

    private IEnumerable<TargetPolicy> Policies()
    {
        var actions = _test.Actions;
        yield return TargetPolicy.Uniform("uniform random", actions);
        if (actions <= MostConstants)
        {
            for (var action = 0; action < actions; action++)
                yield return TargetPolicy.Always(NameOfAlways(action), action, actions);
        }

        if (_rule is not null)
        {
            var choices = _rule.Choose(_data.Table, _data.Actions);
            _notes.Add($"rule: {_rule.Text}");
            yield return TargetPolicy.Choosing("rule", actions, row => choices[_testRows[row]]);
        }

        if (Learned() is { } learned)
            yield return learned;
        if ((_options.MixtureFrom ?? LogLayout.SiblingOf(_options.Log)) is { } other)
        {
            var mixture = TopMixture.Learn(PolicyLog.Read(other, _data.Layout with { Features = [] }, []), _data.Actions);
            _notes.Add($"mixture: half uniform, half on {string.Join(", ", mixture.Top.Select(action => _data.Actions[action]))}, the best ones in {Path.Combine(Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(other)))!, Path.GetFileName(other))}");
            yield return TargetPolicy.Same("mixture", mixture.Probabilities);
        }
    }

    private TargetPolicy? Learned()
    {
        if (_data.Layout.Features.Count == 0)
            return null;
        if (_data.Log.Rows.Any(row => row.Reward is not (0 or 1)))
        {
            _notes.Add($"No policy was learned: `{_data.Layout.Reward}` is not 0 or 1 everywhere, and a logistic regression takes that.");
            return null;
        }

        _notes.Add($"learned: the action with the greatest predicted chance, by a logistic regression for each action on {string.Join(", ", _data.Layout.Features)}; "
            + (_train is null ? "each row is decided by one that was fitted without it" : "fitted on the training rows alone"));
        return TargetPolicy.Greedy("learned", _expected);
    }

    private PolicyFigures? Judge(TargetPolicy policy)
    {
        var ips = PolicyValue.Ips(_test, policy);
        // Where the log tells nothing of one policy it may tell of others; without propensities it tells of none.
        if (ips is PolicyValueResult.Refused refused && _test.Rows.All(row => row.Propensity is not null))
        {
            _notes.Add(refused.Reason);
            return null;
        }

        return new(policy.Name, Need(ips), Need(PolicyValue.Snips(_test, policy)), Need(PolicyValue.DoublyRobust(_test, policy, _expected)));
    }

    /// <summary>The one asked for; else the single action that did best on the training rows; else what was done.</summary>
    private PolicyFigures AgainstOf(List<PolicyFigures> policies)
    {
        var name = _options.Against ?? BestConstant();
        return name is null ? policies[0]
            : policies.Find(policy => string.Equals(policy.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? (_options.Against is null ? policies[0] : throw new UsageException($"--against: there is no policy \"{name}\". There are: {string.Join(", ", policies.Select(policy => policy.Name))}."));
    }

    private string? BestConstant()
    {
        if (_train is null || _train.Actions > MostConstants)
            return null;
        return Enumerable.Range(0, _train.Actions)
            .Select(action => PolicyValue.Snips(_train, TargetPolicy.Always(NameOfAlways(action), action, _train.Actions)))
            .OfType<PolicyValueResult.Estimated>()
            .MaxBy(result => result.Estimate.Value.Value)?.Estimate.Policy;
    }

    private string NameOfAlways(int action) => $"always {_data.Actions[action]}";

    private static PolicyEstimate Need(PolicyValueResult result) => result is PolicyValueResult.Estimated { Estimate: var estimate }
        ? estimate
        : throw new UnusableLogException($"{((PolicyValueResult.Refused)result).Reason} Name its column by --propensity COLUMN; where all actions were drawn with the same known chance, give it by --propensity-value P.");
}
