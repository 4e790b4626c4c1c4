using System.Text;
using System.Text.Json;
using PersonalizedAgent.Benchmarks;
using PersonalizedAgent.Core.Datasets.Health;
using PersonalizedAgent.Core.Datasets.Shop;
using PersonalizedAgent.Tests.Support;
using static PersonalizedAgent.Tests.Datasets.Health.Patient;

namespace PersonalizedAgent.Tests.Datasets.Health;

/// <summary>The answers, the order of findings, and how they are written.</summary>
public sealed class DoctorTestsVerdict
{
    private static readonly Patient Healthy = new();

    private static readonly Patient Sick = Healthy with
    {
        Orders = Healthy.Orders + Lines(30, i => $"{i},1,someday,1,9.5") + Lines(3, i => Order(90_000 + i, 5)) + Order(1, -5) + "\n",
        Contacts = ContactHeader + Lines(300, i => Contact(i, Action(i % 2), i % 4 == 0)),
        Other = ("weather.csv", "degrees\n7\n"),
    };

    [Fact]
    public void Examine_Healthy_FindsNothingAndAnswersAll()
    {
        var diagnosis = Healthy.Examine();

        Assert.Empty(diagnosis.Findings);
        Assert.Equal(
            [
                "Predictions of orders within 30 days: yes, from 200 users with orders over 6 months; 50% of the earlier ones ordered in the last 30 days.",
                "Predictions of responses to actions: yes, from 300 contacts, 50% of them with a response.",
                "Recommendations of items: yes, from orders of 5 items.",
                "A score for every user: yes, for 200 users.",
            ],
            diagnosis.Verdict.Select(answer => answer.Text));
        Assert.All(diagnosis.Verdict, answer => Assert.Equal(AnswerKind.Yes, answer.Kind));
    }

    [Fact]
    public void Examine_Shop_IsHealthy()
    {
        using var files = new TempDataset();
        ShopGenerator.Write(files.Folder, 2000, 42);
        var diagnosis = Doctor.Examine(files.Read(Today), Today);

        Assert.DoesNotContain(diagnosis.Findings, finding => finding.Severity != Severity.Note);
        Assert.All(diagnosis.Verdict, answer => Assert.Equal(AnswerKind.Yes, answer.Kind));
        Assert.Equal(Enum.GetValues<Question>(), diagnosis.Verdict.Select(answer => answer.Question));
    }

    [Fact]
    public void Examine_OnlyUsers_AnswersOnlyWithScores()
    {
        var diagnosis = (Healthy with { Items = null, Orders = null, Contacts = null }).Examine();

        Assert.Equal([AnswerKind.No, AnswerKind.No, AnswerKind.No, AnswerKind.Yes], diagnosis.Verdict.Select(answer => answer.Kind));
        Assert.Equal("Predictions of orders within 30 days: no, orders.csv is missing.", diagnosis.Verdict[0].Text);
        Assert.Equal("Predictions of responses to actions: no, contacts.csv is missing.", diagnosis.Verdict[1].Text);
        Assert.Contains("only simulated or as a rank", diagnosis.Verdict[3].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Examine_FilesWithoutRows_NoAnswers()
    {
        var diagnosis = new Patient { Users = "user_id\n", Items = "item_id\n", Orders = OrderHeader, Contacts = ContactHeader }.Examine();

        Assert.All(diagnosis.Verdict, answer => Assert.Equal(AnswerKind.No, answer.Kind));
        Assert.All(diagnosis.Verdict, answer => Assert.Contains("has no usable rows", answer.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void Examine_ItemsFileMissing_RecommendationsAreLimited() =>
        Assert.Equal(
            new Answer(Question.NextItems, AnswerKind.Limited, "Recommendations of items: limited, orders name items but items.csv is missing, so there are no names or prices."),
            (Healthy with { Items = null }).Examine().Verdict[2]);

    [Fact]
    public void Examine_OrdersNameNoItems_NoRecommendations()
    {
        var withoutColumn = Healthy with { Orders = "user_id,at\n" + Lines(200, i => $"{i},{Day(200 - i)}") };
        var withoutValues = Healthy with { Orders = "user_id,item_id,at\n" + Lines(200, i => $"{i},,{Day(200 - i)}") };

        Assert.Equal("Recommendations of items: no, orders.csv has no column item_id.", withoutColumn.Examine().Verdict[2].Text);
        Assert.Equal("Recommendations of items: no, no row of orders.csv names an item.", withoutValues.Examine().Verdict[2].Text);
    }

    [Fact]
    public void Examine_SeriousFinding_LimitsWhatItTouches()
    {
        var verdict = Sick.Examine().Verdict;

        Assert.Equal("Predictions of orders within 30 days: limited, 30 rows have no readable date in at (orders.csv).", verdict[0].Text);
        Assert.Equal("Predictions of responses to actions: limited, send_message was never tried (contacts.csv).", verdict[1].Text);
        Assert.Equal(AnswerKind.Yes, verdict[3].Kind);
    }

    [Fact]
    public void Examine_Findings_WorstFirstThenMostThenFiles()
    {
        var findings = Sick.Examine().Findings;

        Assert.Equal(
            [(Severity.Serious, 30, "orders.csv"), (Severity.Serious, 0, "contacts.csv"), (Severity.Warning, 3, "orders.csv"), (Severity.Warning, 1, "orders.csv"), (Severity.Note, 1, "weather.csv")],
            findings.Select(finding => (finding.Severity, (int)finding.Count, finding.File)));
        Assert.All(findings, finding => Assert.All([finding.What, finding.Why, finding.Mend], text => Assert.EndsWith(".", text, StringComparison.Ordinal)));
    }

    [Fact]
    public void Examine_Tables_RowsUsedAndLeftOut() =>
        Assert.Equal(["users.csv 200 200 0", "items.csv 5 5 0", "orders.csv 334 301 33", "contacts.csv 300 300 0"], Sick.Examine().Tables.Select(table => $"{table.File} {table.Rows} {table.Used} {table.LeftOut}"));

    [Fact]
    public void Examine_AnyData_NoValueOfARowIsSaid()
    {
        const string secret = "Zaphod";
        var patient = new Patient
        {
            Users = "user_id,age,gender,last_active,purchases,name,kind,knows\n" + Lines(100, i => $"{secret}{i},{(i < 20 ? secret : "30")},{secret},{secret},{secret},{secret} {i},{secret},{secret}{i % 2}") + $"{secret}1,1\n{secret}2,\"{secret}\"x\n",
            Items = $"item_id,name,category,price\n{secret}1,{secret},{secret},{secret}\n{secret}1,{secret},{secret},1\n",
            Orders = OrderHeader + Lines(100, i => $"{secret}{i},{secret},{Day(100)},{secret},{secret}") + Lines(50, i => $"{secret}{2 * i},{secret},{Day(5)},-1,-1") + $"{secret},1,{secret},1,1\n{secret}1,1,{secret},1,1\n",
            Contacts = ContactHeader + $"{secret},{secret}1,{secret},{secret},{secret},{secret}\n{secret},{secret}1,send_message,{Day(5)},{secret},1\n{secret},{secret}1,send_message,{Day(5)},{secret},1\n",
        };
        var diagnosis = patient.Examine();

        Assert.True(diagnosis.Findings.Count > 12);
        Assert.DoesNotContain(secret, DiagnosisText.ToText(diagnosis), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(secret, Encoding.UTF8.GetString(DiagnosisJson.ToUtf8(diagnosis)), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3661)]
    public void Examine_HorizonOutOfRange_Throws(int horizonDays) => Assert.Throws<ArgumentOutOfRangeException>(() => Healthy.Examine(horizonDays));

    [Fact]
    public void ToText_VerdictThenTablesThenFindings()
    {
        var text = DiagnosisText.ToText(Sick.Examine());

        string[] parts = ["today 2025-08-13", "LIMITED Predictions of orders", "YES     A score for every user", "contacts.csv  contacts", "Found: 2 serious, 2 warnings, 1 note.", "SERIOUS orders.csv: 30 rows", "Lines 302, 303, 304, 305, 306 …", "WARNING orders.csv: 3 rows", "NOTE    weather.csv"];
        var places = parts.Select(part => text.IndexOf(part, StringComparison.Ordinal)).ToArray();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 110));
    }

    [Fact]
    public void ToText_NothingFound_SaysSo() => Assert.Contains("Found: nothing.", DiagnosisText.ToText(Healthy.Examine()), StringComparison.Ordinal);

    [Fact]
    public void ToUtf8_NamesInSnakeCase()
    {
        using var json = JsonDocument.Parse(DiagnosisJson.ToUtf8(Sick.Examine()));
        var root = json.RootElement;

        Assert.Equal(["dataset_name", "version", "today", "horizon_days", "tables", "verdict", "findings"], root.EnumerateObject().Select(property => property.Name));
        Assert.Equal(["orders", "responses", "next_items", "scores"], root.GetProperty("verdict").EnumerateArray().Select(answer => answer.GetProperty("question").GetString()));
        Assert.Equal("limited", root.GetProperty("verdict")[0].GetProperty("kind").GetString());
        Assert.Equal("users", root.GetProperty("tables")[0].GetProperty("table").GetString());
        Assert.Equal(0, root.GetProperty("tables")[0].GetProperty("left_out").GetInt32());
        Assert.Equal("serious", root.GetProperty("findings")[0].GetProperty("severity").GetString());
        Assert.Equal(302, root.GetProperty("findings")[0].GetProperty("lines")[0].GetInt32());
        Assert.Equal("2025-08-13", root.GetProperty("today").GetString());
    }

    [Fact]
    public void Command_Folder_PrintsTextAndWritesJson()
    {
        using var files = new TempDataset(("users.csv", Healthy.Users), ("orders.csv", Healthy.Orders));
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var jsonFile = Path.Combine(files.Folder, "diagnosis.json");

        Assert.Equal(0, DoctorCommand.Run(files.Folder, jsonFile, "2025-08-13", TimeProvider.System, output, errors));
        Assert.Contains("today 2025-08-13", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("\"today\": \"2025-08-13\"", File.ReadAllText(jsonFile), StringComparison.Ordinal);
        Assert.Equal("", errors.ToString());
    }

    [Theory]
    [InlineData("nowhere.csv")]
    [InlineData(".")]
    public void Command_UnreadableData_SaysWhyAndReturnsTwo(string path)
    {
        using var files = new TempDataset();
        using var output = new StringWriter();
        using var errors = new StringWriter();

        Assert.Equal(2, DoctorCommand.Run(Path.Combine(files.Folder, path), null, null, TimeProvider.System, output, errors));
        Assert.Equal("", output.ToString());
        Assert.NotEqual("", errors.ToString());
    }

    [Fact]
    public void Command_NotADay_IsAUsageError() =>
        Assert.Throws<UsageException>(() => DoctorCommand.Run("data", null, "yesterday", TimeProvider.System, TextWriter.Null, TextWriter.Null));
}
