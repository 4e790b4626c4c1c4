using System.Globalization;
using System.Text.Json;
using PersonalizedAgent.Benchmarks;
using PersonalizedAgent.Benchmarks.Policies;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Benchmarks;

public sealed class PolicyCommandTests
{
    private const string Plain = "user_age,action,reward,propensity\n30,send_message,1,0.5\n20,offer_discount,0,0.5\n40,send_message,0,0.5\n50,offer_discount,1,0.25\n";
    private const string EmailHeader = "recency,history_segment,history,mens,womens,zip_code,newbie,channel,segment,visit,conversion,spend\n";

    private static readonly string[] Arms = ["Mens E-Mail", "No E-Mail", "Womens E-Mail"];

    /// <summary>An experiment with three e-mails; that for men does best for all.</summary>
    private static string Email(int rows)
    {
        var random = new Random(2);
        return EmailHeader + string.Concat(Enumerable.Range(0, rows).Select(_ =>
        {
            var (arm, mens) = (random.Next(3), random.Next(2));
            var visits = random.NextDouble() < (arm switch { 0 => .4, 1 => .1, _ => .2 });
            return FormattableString.Invariant($"{random.Next(1, 13)},x,{random.Next(20, 900)}.5,{mens},{1 - mens},{(random.Next(2) == 0 ? "Urban" : "Rural")},{random.Next(2)},Web,{Arms[arm]},{(visits ? 1 : 0)},0,{(visits ? 12.5 : 0)}\n");
        }));
    }

    private static string Split(int rows) => "row,train\n" + string.Concat(Enumerable.Range(0, rows).Reverse().Select(row => $"{row},{row % 2}\n"));

    private static (int Code, string Output, string Errors) Run(string folder, params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var options = Options.Parse(args.Select(arg => arg.EndsWith(".csv", StringComparison.Ordinal) || arg.EndsWith(".json", StringComparison.Ordinal) ? Path.Combine(folder, arg) : arg));
        var code = PolicyCommand.Run(PolicyOptions.Of(options), output, errors);
        return (code, output.ToString(), errors.ToString().TrimEnd());
    }

    /// <summary>The figures of each policy by its name, with the whole of the report.</summary>
    private static (JsonElement Report, Dictionary<string, JsonElement> Policies) Report(string folder, params string[] args)
    {
        var (code, _, errors) = Run(folder, [.. args, "--json", "report.json"]);
        Assert.Equal((0, ""), (code, errors));
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "report.json")));
        var report = document.RootElement.Clone();
        return (report, report.GetProperty("policies").EnumerateArray().ToDictionary(policy => policy.GetProperty("name").GetString()!));
    }

    private static double Value(JsonElement policy, string estimator) => policy.GetProperty(estimator).GetProperty("value").GetDouble();

    [Fact]
    public void Run_PlainLog_EstimatesByHand()
    {
        using var files = new TempDataset(("log.csv", Plain));

        var (report, policies) = Report(files.Folder, "--log", "log.csv", "--rule", "user_age<35:send_message;*:offer_discount");

        Assert.Equal(["as logged", "uniform random", "always offer_discount", "always send_message", "rule"], policies.Keys);
        Assert.Equal(.5, Value(policies["as logged"], "ips"));
        Assert.Equal((0 + 4) / 4.0, Value(policies["always offer_discount"], "ips"), 12);
        Assert.Equal(4.0 / 6, Value(policies["always offer_discount"], "snips"), 12);
        Assert.Equal(.5, Value(policies["always send_message"], "ips"), 12);
        Assert.Equal((2 + 4) / 4.0, Value(policies["rule"], "ips"), 12);
        Assert.Equal((.5, 4, 6.0 * 6 / 20), (policies["rule"].GetProperty("matched_share").GetDouble(), policies["rule"].GetProperty("max_weight").GetDouble(), policies["rule"].GetProperty("effective_sample_size").GetDouble()));
        Assert.Equal("as logged", report.GetProperty("against").GetString());
        Assert.Contains("always send_message    500.00 (too few) ", Run(files.Folder, "--log", "log.csv").Output, StringComparison.Ordinal);
        Assert.Equal("not_enough_evidence", policies["rule"].GetProperty("verdict").GetProperty("kind").GetString());
    }

    [Fact]
    public void Run_EmailExperiment_IsRecognised()
    {
        const int count = 3000;
        using var files = new TempDataset(("log.csv", Email(count)), ("split.csv", Split(count)));

        var (report, policies) = Report(files.Folder, "--log", "log.csv", "--split", "split.csv");
        var (_, output, _) = Run(files.Folder, "--log", "log.csv", "--split", "split.csv");

        Assert.Equal(["as logged", "uniform random", .. Arms.Select(arm => $"always {arm}"), "rule", "learned"], policies.Keys);
        Assert.Equal((1500, 1500), (report.GetProperty("rows").GetInt32(), report.GetProperty("learned_on").GetInt32()));
        var visits = File.ReadLines(Path.Combine(files.Folder, "log.csv")).Skip(1).Where((_, row) => row % 2 == 0).Count(line => line.Contains("Mens E-Mail,1,", StringComparison.Ordinal) && !line.Contains("Womens E-Mail", StringComparison.Ordinal));
        Assert.Equal(3.0 * visits / 1500, Value(policies["always Mens E-Mail"], "ips"), 9);
        Assert.Equal("always Mens E-Mail", report.GetProperty("against").GetString());
        Assert.Equal("always Mens E-Mail", policies["always No E-Mail"].GetProperty("verdict").GetProperty("winner").GetString());
        Assert.Equal("No policy here is shown to earn more than always Mens E-Mail.", report.GetProperty("verdict").GetString());
        Assert.Contains("always Mens E-Mail earns more than always No E-Mail: by ", output, StringComparison.Ordinal);
        Assert.Contains("1,500 decisions among 3 actions, learned on 1,500 others; visit per 1,000 decisions", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_EmailExperimentWithoutSplit_FitsAcross()
    {
        using var files = new TempDataset(("log.csv", Email(600)));

        var (report, policies) = Report(files.Folder, "--log", "log.csv", "--against", "always no e-mail", "--bootstrap", "50");

        Assert.Equal("always No E-Mail", report.GetProperty("against").GetString());
        Assert.Equal("bootstrap of 50 resamples", report.GetProperty("intervals").GetString());
        Assert.Equal("learned", policies["learned"].GetProperty("verdict").GetProperty("winner").GetString());
    }

    [Fact]
    public void Run_RewardIsAnAmount_LearnsNoPolicyAndSaysSo()
    {
        using var files = new TempDataset(("log.csv", Email(600)));

        var (code, output, _) = Run(files.Folder, "--log", "log.csv", "--reward", "spend");

        Assert.Equal(0, code);
        Assert.Contains("No policy was learned: `spend` is not 0 or 1 everywhere", output, StringComparison.Ordinal);
        Assert.Contains("rule ", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_BanditWithSibling_JudgesTheMixture()
    {
        // Items 0 to 9, each as often; in the other log the last five are clicked on.
        string Bandit(Func<int, bool> isClicked) => ",timestamp,item_id,position,click,propensity_score\n" + string.Concat(Enumerable.Range(0, 400).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i},x,{i % 10},1,{(isClicked(i) ? 1 : 0)},0.1\n")));
        using var files = new TempDataset();
        foreach (var (name, text) in new[] { ("random_x", Bandit(i => i % 10 == 9 && i < 200)), ("bts_x", Bandit(i => i % 10 >= 5)) })
            File.WriteAllText(Path.Combine(files.Folder, Directory.CreateDirectory(Path.Combine(files.Folder, name)).Name, "x.csv"), text);

        var (report, policies) = Report(files.Folder, "--log", Path.Combine("random_x", "x.csv"));

        Assert.Equal(20 / 400.0, Value(policies["uniform random"], "ips"), 12);
        // The item clicked on has a chance of 0.05 + 0.1, and had one of 0.1.
        Assert.Equal(1.5 * 20 / 400, Value(policies["mixture"], "ips"), 12);
        Assert.Contains("half on 5, 6, 7, 8, 9, the best ones in ", report.GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,action,reward\n1,x,1\n2,y,0\n", "The log does not tell with which probability")]
    [InlineData("action,reward,propensity\nx,1,0.5\ny,0,\n", "1 of 2 rows of the log do not tell")]
    [InlineData("action,reward,propensity\nx,1,0.5\ny,0,1.5\nx,0,2\n", "line 3 and 1 more have no probability greater than 0 and at most 1 in `propensity`")]
    [InlineData("action,reward,propensity\nx,yes,0.5\ny,0,0.5\n", "line 2 has no number in `reward`")]
    [InlineData("action,reward,propensity\nx\n", "line 2 has too few fields to have one for `reward`")]
    [InlineData("action,reward,propensity\n", "has no rows below its header")]
    [InlineData("action,reward,propensity\nx,1,1\n", "a single row to judge by")]
    [InlineData("", "is empty")]
    [InlineData(null, "There is no file")]
    public void Run_LogThatCannotBeUsed_IsRefusedInOneLine(string? text, string expected)
    {
        using var files = new TempDataset(("log.csv", text));

        var (code, output, errors) = Run(files.Folder, "--log", "log.csv");

        Assert.Equal((2, ""), (code, output));
        Assert.Contains(expected, errors, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', errors);
    }

    [Theory]
    [InlineData("row,train\n0,1\n1,0\n2,0\n", "row 3 of the log is missing")]
    [InlineData("row,train\n0,1\n1,0\n2,0\n2,0\n", "row 2 stands there twice")]
    [InlineData("row,train\n0,1\n1,0\n2,0\n4,0\n", "line 5 has no row of the log, 0 to 3 in `row`")]
    [InlineData("row,train\n0,1\n1,1\n2,1\n3,1\n", "all rows are in one part")]
    [InlineData("row,part\n0,1\n", "has no column `train`")]
    public void Run_SplitThatDoesNotFit_IsRefused(string split, string expected)
    {
        using var files = new TempDataset(("log.csv", Plain), ("split.csv", split));

        var (code, _, errors) = Run(files.Folder, "--log", "log.csv", "--split", "split.csv");

        Assert.Equal(2, code);
        Assert.Contains(expected, errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--rule", "user_age<35:send_message", "what to do else")]
    [InlineData("--rule", "*:call_up", "has no action \"call_up\"")]
    [InlineData("--rule", "user_age:;*:send_message", "names no action")]
    [InlineData("--rule", "user_age:send_message;*:send_message", "is no condition")]
    [InlineData("--against", "nobody", "there is no policy \"nobody\"")]
    [InlineData("--propensity-value", "0", "--propensity-value must be")]
    [InlineData("--propensity-value", "1.01", "--propensity-value must be")]
    [InlineData("--proponsity", "p", "no option --proponsity")]
    public void Run_OptionThatCannotBe_IsAUsageError(string option, string value, string expected)
    {
        using var files = new TempDataset(("log.csv", Plain));

        Assert.Contains(expected, Assert.Throws<UsageException>(() => Run(files.Folder, "--log", "log.csv", option, value)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a=1&b!=x", "1.0", "y", true)]
    [InlineData("a=1&b!=x", "1", "X", false)]
    [InlineData("a>=1", "1", "", true)]
    [InlineData("a>1", "1", "", false)]
    [InlineData("a<=1", "1", "", true)]
    [InlineData("a<1", "", "", false)]
    [InlineData("b=", "1", "", true)]
    public void Run_Rule_ComparesNumbersAsNumbersAndTextsAsTexts(string condition, string a, string b, bool holds)
    {
        using var files = new TempDataset(("log.csv", $"a,b,action,reward,propensity\n{a},{b},one,1,0.5\n{a},{b},two,0,0.5\n"));

        var (_, policies) = Report(files.Folder, "--log", "log.csv", "--rule", $"{condition}:one;*:two");

        Assert.Equal(holds ? 1 : 0, Value(policies["rule"], "ips"));
    }

    [Fact]
    public async Task RunAsync_Policy_TakesTheOptionsAndRefusesWrongOnes()
    {
        using var files = new TempDataset(("log.csv", Plain), ("bare.csv", "action,reward\nx,1\ny,0\n"));
        var (log, bare) = (Path.Combine(files.Folder, "log.csv"), Path.Combine(files.Folder, "bare.csv"));

        Assert.Equal(0, await Commands.RunAsync(["policy", "--log", log]));
        Assert.Equal(0, await Commands.RunAsync(["policy", "--log", bare, "--propensity-value", "0.5"]));
        Assert.Equal(2, await Commands.RunAsync(["policy", "--log", bare]));
        Assert.Equal(2, await Commands.RunAsync(["policy"]));
        Assert.Equal(2, await Commands.RunAsync(["policy", "--log", log, "--propensity", "propensity", "--propensity-value", "0.5"]));
        Assert.Equal(2, await Commands.RunAsync(["policy", "--log", log, "--json", Path.Combine(files.Folder, "missing", "report.json")]));
    }
}
