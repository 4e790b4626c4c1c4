using AngleSharp.Dom;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Intake;
using PersonalizedAgent.Tests.Support;
using PersonalizedAgent.Web.Components.Pages.Data;
using PersonalizedAgent.Web.Data;
using PersonalizedAgent.Web.Model;

namespace PersonalizedAgent.Tests.Components;

/// <summary>The page Data in all its states, with the real desk and the real store on a disk of its own.</summary>
public sealed class DataPageTests : ComponentTest
{
    private DatasetStore Store => Services.GetRequiredService<DatasetStore>();

    private ImportDesk Desk => Services.GetRequiredService<ImportDesk>();

    private IRenderedComponent<DataPage> RenderPage()
    {
        if (!Store.IsReady)
            Assert.Null(Store.Load());
        return Render<DataPage>();
    }

    private static IElement Find(IRenderedComponent<DataPage> page, string testId) => page.Find($"[data-testid={testId}]");

    private static bool Has(IRenderedComponent<DataPage> page, string testId) => page.FindAll($"[data-testid={testId}]").Count > 0;

    private async Task<ImportState.Matching> MatchAsync(params (string Name, string Text)[] files)
    {
        Assert.Null(Desk.Begin(100, out var id));
        foreach (var (name, text) in files)
        {
            using var body = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
            Assert.Null(await Desk.ReceiveAsync(id, name, body, CancellationToken.None));
        }

        Assert.Null(Desk.Look(id, "My data"));
        return Assert.IsType<ImportState.Matching>(Desk.State);
    }

    private async Task<string> KeepAsync(string name)
    {
        var matching = await MatchAsync(("users.csv", DataBench.Users));
        Desk.Correct(matching.Id, current => current with { Name = name });
        await Desk.ReadAsync(matching.Id);
        var key = Assert.IsType<ImportState.Taken>(Desk.State).Key;
        Desk.Dismiss();
        return key;
    }

    private static Task OnPageAsync(IRenderedComponent<DataPage> page, Func<IElement> find, Func<IElement, Task> act) => page.InvokeAsync(() => act(find()));

    private static Task ClickAsync(IRenderedComponent<DataPage> page, string selector) => OnPageAsync(page, () => page.Find(selector), element => element.ClickAsync(new()));

    private static Task ChangeAsync(IRenderedComponent<DataPage> page, string selector, string value) =>
        OnPageAsync(page, () => page.Find(selector), element => element.ChangeAsync(new() { Value = value }));

    [Fact]
    public void Idle_OffersToDropFiles_AndListsTheDatasets()
    {
        var page = RenderPage();

        Assert.False(Find(page, "files").Closest("div")!.HasAttribute("hidden"));
        Assert.Equal(["Demo shop", "mock_user_data.csv"], page.FindAll(".dataset-name b").Select(name => name.TextContent));
        Assert.NotNull(page.Find("[data-testid=dataset-setting] [data-testid=in-use]"));
        Assert.NotNull(page.Find("[data-testid=dataset-demo] [data-testid=use]"));
        Assert.Empty(page.FindAll("[data-testid=rename], [data-testid=delete], [data-testid=folder]"));
    }

    [Fact]
    public void AllowedFolders_AreOffered()
    {
        Services.GetRequiredService<IOptions<DatasetOptions>>().Value.AllowedFolders = ["/data/drop"];

        var page = RenderPage();

        Assert.Equal("/data/drop", page.Find("#folders option").GetAttribute("value"));
    }

    [Fact]
    public async Task Folder_NotAllowed_IsSaid()
    {
        Services.GetRequiredService<IOptions<DatasetOptions>>().Value.AllowedFolders = ["/data/drop"];
        var page = RenderPage();

        await ChangeAsync(page, "[data-testid=folder]", "/etc");
        await OnPageAsync(page, () => page.Find("form.folder"), form => form.SubmitAsync());

        Assert.Contains("Dataset:AllowedFolders", Find(page, "import-refused").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receiving_ShowsHowFarItHasCome_AndCanBeCancelled()
    {
        var page = RenderPage();
        var card = page.FindComponent<ImportCard>();

        var id = await card.InvokeAsync(() => card.Instance.BeginAsync(14_200));
        await DrawnAsync(() => Has(page, "receiving"), "the files on their way");

        Assert.Contains("0 B of 14.2 kB", Find(page, "receiving").TextContent, StringComparison.Ordinal);
        Assert.True(Find(page, "files").Closest("div")!.HasAttribute("hidden"));
        Assert.Null(await card.InvokeAsync(() => card.Instance.BeginAsync(1)));
        Assert.Contains("Other data is being taken", Find(page, "import-refused").TextContent, StringComparison.Ordinal);

        await ClickAsync(page, "[data-testid=cancel]");
        await DrawnAsync(() => !Has(page, "receiving"), "rest");
        Assert.IsType<ImportState.Idle>(Desk.State);
        card.Instance.OnSent(id!, "late");
        Assert.IsType<ImportState.Idle>(Desk.State);
    }

    [Fact]
    public async Task Failed_SaysWhy_AndTakesFilesAgain()
    {
        var page = RenderPage();
        var card = page.FindComponent<ImportCard>();
        var id = await card.InvokeAsync(() => card.Instance.BeginAsync(1));

        card.Instance.OnSent(id!, "nothing");

        await DrawnAsync(() => Has(page, "import-failed"), "the failure");
        Assert.Contains("There is no CSV file among these", Find(page, "import-failed").TextContent, StringComparison.Ordinal);
        Assert.False(Find(page, "files").Closest("div")!.HasAttribute("hidden"));
        await card.InvokeAsync(() => card.Instance.BeginAsync(1));
        await DrawnAsync(() => !Has(page, "import-failed"), "the next attempt");
    }

    [Fact]
    public async Task Matching_ProblemsBlockTheButton_UntilAColumnIsChosen()
    {
        var page = RenderPage();
        await MatchAsync(("people.csv", "who,country\n7,France\n8,<b>Spain</b>\n"), ("orders.csv", DataBench.Orders));
        await DrawnAsync(() => Has(page, "match"), "the files");
        await ChangeAsync(page, "[data-testid='file-people.csv'] [data-testid=table]", "Users");
        await DrawnAsync(() => Has(page, "problems") && Find(page, "problems").TextContent.Contains("people.csv: choose a column for user_id.", StringComparison.Ordinal), "the problem");
        Assert.True(Find(page, "read").HasAttribute("disabled"));
        Assert.Contains("is-missing", page.Find("[data-testid='file-people.csv'] [data-testid=field-user_id]").ParentElement!.ClassName!, StringComparison.Ordinal);

        await ChangeAsync(page, "[data-testid='file-people.csv'] [data-testid=field-user_id]", "0");

        await DrawnAsync(() => !Has(page, "problems"), "no problem");
        Assert.False(Find(page, "read").HasAttribute("disabled"));
        Assert.Contains("whouser_id", page.FindAll("[data-testid='file-people.csv'] th").Select(head => head.TextContent));
        Assert.Contains("<b>Spain</b>", page.FindAll("[data-testid='file-people.csv'] td").Select(cell => cell.TextContent));
    }

    [Fact]
    public async Task Matching_CorrectionsOneAfterTheOther_AllCount()
    {
        var page = RenderPage();
        await MatchAsync(("users.csv", DataBench.Users), ("orders.csv", DataBench.Orders));
        await DrawnAsync(() => Has(page, "match"), "the files");

        // All before the page is drawn again.
        await ChangeAsync(page, "[data-testid=dataset-name]", "Winter");
        await ChangeAsync(page, "[data-testid=as-of]", "LastEvent");
        await ChangeAsync(page, "[data-testid='file-users.csv'] [data-testid=field-gender]", "1");
        await ChangeAsync(page, "[data-testid='file-orders.csv'] [data-testid=field-amount]", "");
        await ChangeAsync(page, "[data-testid='file-orders.csv'] [data-testid=dates]", "MonthDayYear");

        var matching = Assert.IsType<ImportState.Matching>(Desk.State);
        Assert.Equal(("Winter", AsOfRule.LastEvent, 1), (matching.Name, matching.AsOf, matching.Files[0].Columns["gender"]));
        Assert.False(matching.Files[1].Columns.ContainsKey("amount"));
        Assert.Equal(Core.Datasets.Reading.DateOrder.MonthDayYear, matching.Files[1].Dates);
    }

    [Fact]
    public async Task Matching_FileThatIsNotNeeded_HasNoFields_AndCancelForgetsAll()
    {
        var page = RenderPage();
        await MatchAsync(("users.csv", DataBench.Users), ("empty.csv", ""));
        await DrawnAsync(() => Has(page, "match"), "the files");

        Assert.Empty(page.FindAll("[data-testid='file-empty.csv'] [data-testid^=field-]"));
        Assert.Contains("This file has no header", page.Find("[data-testid='file-empty.csv']").TextContent, StringComparison.Ordinal);
        await ClickAsync(page, "[data-testid=match] .buttons button:last-child");

        await DrawnAsync(() => !Has(page, "match") && Has(page, "doctor"), "the page as it was");
        Assert.Empty(Services.GetRequiredService<DatasetLibrary>().List());
    }

    [Fact]
    public async Task Read_ThenUse_SwitchesAndIsListed()
    {
        var page = RenderPage();
        await MatchAsync(("users.csv", DataBench.Users), ("orders.csv", DataBench.Orders));
        await DrawnAsync(() => Has(page, "match"), "the files");

        await ClickAsync(page, "[data-testid=read]");
        await DrawnAsync(() => Has(page, "taken"), "the dataset");
        Assert.Contains("My data is kept: 3 users, 3 orders, 0 contacts.", Find(page, "taken").TextContent, StringComparison.Ordinal);
        Assert.Contains("What can My data answer?", Find(page, "doctor").TextContent, StringComparison.Ordinal);
        Assert.Equal(DatasetEntry.SettingKey, Store.CurrentKey);

        await ClickAsync(page, "[data-testid=use-taken]");
        await DrawnAsync(() => !Has(page, "taken") && page.FindAll($"[data-testid=dataset-{Store.CurrentKey}] [data-testid=in-use]").Count == 1, "the switch");
        Assert.Equal("My data", Store.Current.Name);
        Assert.Contains("3 users · 3 orders", page.Find($"[data-testid=dataset-{Store.CurrentKey}] small").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dismiss_KeepsTheOneInUse()
    {
        var page = RenderPage();
        var matching = await MatchAsync(("users.csv", DataBench.Users));
        await Desk.ReadAsync(matching.Id);
        await DrawnAsync(() => Has(page, "taken"), "the dataset");

        await ClickAsync(page, "[data-testid=dismiss]");

        await DrawnAsync(() => !Has(page, "taken"), "the page as it was");
        Assert.Equal(DatasetEntry.SettingKey, Store.CurrentKey);
        Assert.Single(Services.GetRequiredService<DatasetLibrary>().List());
    }

    [Fact]
    public void Reading_ShowsRowsRateAndTimeLeft()
    {
        Assert.Null(Store.Load());

        var card = Render<ImportCard>(parameters => parameters.Add(c => c.State, new ImportState.Reading("id", "My data", new ReadProgress("orders.csv", 12_000, 250, 1000), TimeSpan.FromSeconds(2))));

        var text = card.Find("[data-testid=reading]").TextContent;
        Assert.Contains("Reading My data", text, StringComparison.Ordinal);
        Assert.Contains("12,000 rows, 6,000 a second, 6.0 s left", text, StringComparison.Ordinal);
        Assert.Equal(("250", "1000"), (card.Find("progress").GetAttribute("value"), card.Find("progress").GetAttribute("max")));
    }

    [Fact]
    public async Task List_OneClickSwitches_OnAllPages()
    {
        var key = await KeepAsync("Winter");
        var page = RenderPage();
        var other = Render<DataPage>();

        await ClickAsync(page, $"[data-testid=dataset-{key}] [data-testid=use]");

        foreach (var each in new[] { page, other })
            await DrawnAsync(() => each.FindAll($"[data-testid=dataset-{key}] [data-testid=in-use]").Count == 1, "the switch");
        Assert.True(page.Find($"[data-testid=dataset-{key}] [data-testid=delete]").HasAttribute("disabled"));
    }

    [Fact]
    public async Task List_OneThatCannotBeRead_IsSaid()
    {
        var key = await KeepAsync("Winter");
        var page = RenderPage();
        File.Delete(Path.Combine(Services.GetRequiredService<DatasetLibrary>().Find(key)!.Folder, "users.csv"));

        await ClickAsync(page, $"[data-testid=dataset-{key}] [data-testid=use]");

        await DrawnAsync(() => Has(page, "switching"), "the reason");
        Assert.Contains("Winter was not taken. users.csv: there is no such file", Find(page, "switching").TextContent, StringComparison.Ordinal);
        Assert.Equal(DatasetEntry.SettingKey, Store.CurrentKey);
    }

    [Fact]
    public async Task List_Rename_IsShown_AndABadNameIsSaid()
    {
        var key = await KeepAsync("Winter");
        var page = RenderPage();
        await ClickAsync(page, "[data-testid=rename]");
        await ChangeAsync(page, "[data-testid=new-name]", "   ");
        await OnPageAsync(page, () => page.Find("form.rename"), form => form.SubmitAsync());
        Assert.Contains("1 to 80 characters", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);

        await ChangeAsync(page, "[data-testid=new-name]", "Summer");
        await OnPageAsync(page, () => page.Find("form.rename"), form => form.SubmitAsync());

        await DrawnAsync(() => page.FindAll($"[data-testid=dataset-{key}] .dataset-name b") is [{ TextContent: "Summer" }], "the new name");
        Assert.Empty(page.FindAll("[role=alert]"));
    }

    [Fact]
    public async Task Doctor_AnswersEachQuestion()
    {
        using var folder = new TempDataset(("users.csv", "user_id,age\n1,\n2,200\n"));
        Assert.Null(Store.Load());
        var dataset = folder.Read(Sample.Today);

        var report = Render<DoctorReport>(parameters => parameters.Add(r => r.Dataset, dataset));

        await DrawnAsync(() => report.Find("[data-testid=doctor]").GetAttribute("aria-busy") == "false", "the verdict");
        Assert.Equal(4, report.FindAll("[data-testid=verdict] li").Count);
        Assert.Equal(["users.csv", "2", "2", "0"], report.FindAll("[data-testid=tables] tbody tr > *").Select(cell => cell.TextContent));
        Assert.NotEmpty(report.FindAll("[data-testid=findings] .mend"));
        Assert.Empty(report.FindAll("[data-testid=no-findings]"));
    }

    [Fact]
    public async Task Doctor_NothingFound_SaysSo()
    {
        Assert.Null(Store.Load());
        using var folder = new TempDataset(("users.csv", "user_id,age\n1,20\n2,30\n"));
        var dataset = folder.Read(Sample.Today);
        Assert.Empty((await Store.DiagnoseAsync(dataset)).Findings);

        var report = Render<DoctorReport>(parameters => parameters.Add(r => r.Dataset, dataset));

        await DrawnAsync(() => report.FindAll("[data-testid=no-findings]").Count == 1, "that nothing was found");
    }
}
