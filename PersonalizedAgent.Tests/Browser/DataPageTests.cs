using System.IO.Compression;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PersonalizedAgent.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace PersonalizedAgent.Tests.Browser;

/// <summary>The ways of a person who brings data, in a real browser on an app with a store of its own.</summary>
[Collection(BrowserTests.Collection)]
public sealed class DataPageTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    private const string Users = "who,country,points\nA1,France,3\nB2,Spain,4\nC3,France,5\n";
    private const string Items = "sku,title,department,price\n1,Tea,Drinks,2.50\n2,Bread,Food,1\n";
    private const string Orders = "invoice,customer_id,sku,date,qty,total\n1,A1,1,2025-07-01,2,5.00\n2,A1,2,2025-07-20,1,1.00\n3,B2,2,2025-08-01,1,1.00\n";
    private const string GoodUsers = "customer_id,country,empty\nA1,France,\nB2,Spain,\n";

    private readonly DirectoryInfo _store = Directory.CreateTempSubdirectory("data-page-");
    private AppProcess _app = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await StartAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        try
        {
            await base.DisposeAsync();
        }
        finally
        {
            await _app.DisposeAsync();
            _store.Delete(recursive: true);
        }
    }

    private string[] OnDisk => [.. _store.EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Select(entry => $"{Path.GetRelativePath(_store.FullName, entry.FullName)} {(entry as FileInfo)?.Length}").Order(StringComparer.Ordinal)];

    private async Task StartAsync() => _app = await AppProcess.StartInAsync("", 0, "--Dataset:Store", _store.FullName, "--Storage:Kind", "memory");

    private async Task RestartAsync()
    {
        await CloseAsync();
        await _app.DisposeAsync();
        await StartAsync();
    }

    private async Task<IPage> OpenDataAsync(BrowserNewContextOptions? options = null, bool expectErrors = false)
    {
        var page = await OpenAsync("/data", options, _app.Address, expectErrors);
        await ReadyAsync(page);
        return page;
    }

    /// <summary>Files that are chosen before the page listens would go unheard.</summary>
    private static Task ReadyAsync(IPage page) => Expect(page.Locator(".drop")).ToHaveAttributeAsync("data-ready", "");

    private static FilePayload Payload(string name, string text) => new() { Name = name, MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text) };

    private static Task ChooseAsync(IPage page, params (string Name, string Text)[] files) =>
        page.GetByTestId("files").SetInputFilesAsync(files.Select(file => Payload(file.Name, file.Text)));

    private static ILocator InFile(IPage page, string file, string testId) => page.GetByTestId($"file-{file}").GetByTestId(testId);

    private static ILocator Dataset(IPage page, string name) => page.GetByTestId("datasets").GetByRole(AriaRole.Listitem).Filter(new LocatorFilterOptions { HasText = name });

    private static async Task TakeAsync(IPage page, string name)
    {
        await ChooseAsync(page, ("users.csv", GoodUsers), ("orders.csv", Orders));
        await page.GetByTestId("dataset-name").FillAsync(name);
        await page.GetByTestId("read").ClickAsync();
        await Expect(page.GetByTestId("taken")).ToContainTextAsync($"{name} is kept");
    }

    [Fact]
    public async Task NewUser_BringsData_CorrectsIt_UsesIt_AndFindsItAgain()
    {
        var page = await OpenDataAsync();
        var second = await OpenAsync(server: _app.Address);
        await Expect(second.GetByTestId("user-1")).ToBeVisibleAsync();
        await ChooseAsync(page, ("users.csv", Users), ("items.csv", Items), ("orders.csv", Orders));
        await Expect(page.GetByTestId("problems")).ToContainTextAsync("users.csv: choose a column for user_id.");
        await Expect(page.GetByTestId("read")).ToBeDisabledAsync();
        Assert.DoesNotContain(OnDisk, entry => entry.EndsWith("dataset.json", StringComparison.Ordinal));

        await InFile(page, "users.csv", "field-user_id").SelectOptionAsync("who");
        await page.GetByTestId("dataset-name").FillAsync("My shop");
        await Expect(page.GetByTestId("problems")).ToHaveCountAsync(0);
        await page.GetByTestId("read").ClickAsync();
        await Expect(page.GetByTestId("taken")).ToContainTextAsync("My shop is kept: 3 users, 3 orders, 0 contacts");
        await Expect(page.GetByTestId("verdict").GetByRole(AriaRole.Listitem)).ToHaveCountAsync(4);
        await page.GetByTestId("use-taken").ClickAsync();
        await Expect(Dataset(page, "My shop").GetByTestId("in-use")).ToBeVisibleAsync();

        await ExpectIdsAsync(second, "A1", "B2", "C3");
        await Expect(second.GetByTestId("dataset")).ToContainTextAsync("My shop");
        await second.GetByTestId("user-A1").ClickAsync();
        await Expect(second.GetByTestId("score")).ToBeVisibleAsync();
        await Expect(second.GetByTestId("history-summary")).ToContainTextAsync("2 orders, 6.00 in all");
        await Expect(second.GetByTestId("bought")).ToContainTextAsync("Drinks");
        await Expect(second.GetByTestId("feed-item").First).ToContainTextAsync("User A1");

        await Dataset(page, "Demo shop").GetByTestId("use").ClickAsync();
        await Expect(second.GetByTestId("user-1")).ToBeVisibleAsync();
        await Expect(second.GetByTestId("user-A1")).ToHaveCountAsync(0);

        await Dataset(page, "My shop").GetByTestId("use").ClickAsync();
        await Expect(Dataset(page, "My shop").GetByTestId("in-use")).ToBeVisibleAsync();
        await RestartAsync();
        page = await OpenDataAsync();
        await Expect(Dataset(page, "My shop").GetByTestId("in-use")).ToBeVisibleAsync();
        await Expect(Dataset(page, "Demo shop").GetByTestId("use")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Users", Exact = true }).ClickAsync();
        await ExpectIdsAsync(page, "A1", "B2", "C3");
    }

    [Fact]
    public async Task Zip_Dropped_IsTakenByItsName()
    {
        using var bytes = new MemoryStream();
        await using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            foreach (var (name, text) in new[] { ("users.csv", GoodUsers), ("orders.csv", Orders) })
            {
                await using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                await writer.WriteAsync(text);
            }
        }

        var page = await OpenDataAsync();
        var dropped = await page.EvaluateHandleAsync(
            """
            base64 => {
              const transfer = new DataTransfer();
              transfer.items.add(new File([Uint8Array.from(atob(base64), letter => letter.charCodeAt(0))], 'winter.zip'));
              return transfer;
            }
            """,
            Convert.ToBase64String(bytes.ToArray()));
        await page.DispatchEventAsync(".drop", "drop", new { dataTransfer = dropped });

        await Expect(page.GetByTestId("dataset-name")).ToHaveValueAsync("winter");
        await Expect(page.GetByTestId("file-orders.csv")).ToBeVisibleAsync();
        await page.GetByTestId("read").ClickAsync();
        await Expect(page.GetByTestId("taken")).ToContainTextAsync("winter is kept: 2 users, 3 orders");
    }

    [Fact]
    public async Task WrongFile_SaysWhy_AndLeavesNothing()
    {
        var page = await OpenDataAsync(expectErrors: true);
        await ChooseAsync(page, ("photo.png", "no table"));
        await Expect(page.GetByTestId("import-failed")).ToContainTextAsync("There is no CSV file among these");
        await Eventually.TrueAsync(() => OnDisk.Length == 0, "nothing left");

        await ChooseAsync(page, ("shop.zip", "no zip"));
        await Expect(page.GetByTestId("import-failed")).ToContainTextAsync("Pack it again as an ordinary zip");
        await Eventually.TrueAsync(() => OnDisk.Length == 0, "nothing left");
        await AssertAccessibleAsync(page);

        await ChooseAsync(page, ("users.csv", GoodUsers));
        await page.GetByTestId("import").GetByTestId("cancel").ClickAsync();
        await Expect(page.GetByTestId("match")).ToHaveCountAsync(0);
        await Eventually.TrueAsync(() => OnDisk.Length == 0, "nothing left");
    }

    /// <summary>Begins an import whose first file has arrived by half.</summary>
    private async Task<TcpClient> SendHalfAsync(IPage page)
    {
        var address = new TaskCompletionSource<Uri>();
        await page.RouteAsync("**/api/imports/**", route => address.TrySetResult(new Uri(route.Request.Url)));
        await ChooseAsync(page, ("users.csv", GoodUsers));
        var url = await address.Task;
        var socket = new TcpClient();
        await socket.ConnectAsync(url.Host, url.Port);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"PUT {url.PathAndQuery} HTTP/1.1\r\nHost: {url.Authority}\r\nContent-Length: {GoodUsers.Length}\r\nConnection: close\r\n\r\n{GoodUsers[..20]}"));
        await Eventually.TrueAsync(() => OnDisk.Any(entry => entry.EndsWith("users.csv 20", StringComparison.Ordinal)), "the first half");
        return socket;
    }

    [Fact]
    public async Task Cancel_WhileFilesArrive_LeavesNothing()
    {
        var page = await OpenDataAsync(expectErrors: true);
        using var socket = await SendHalfAsync(page);
        var second = await OpenDataAsync();
        await Expect(second.GetByTestId("receiving")).ToBeVisibleAsync();
        await AssertAccessibleAsync(second);

        await second.GetByTestId("cancel").ClickAsync();

        await Expect(page.GetByTestId("receiving")).ToHaveCountAsync(0);
        Assert.Contains("The import was cancelled.", await new StreamReader(socket.GetStream()).ReadToEndAsync(), StringComparison.Ordinal);
        await Eventually.TrueAsync(() => OnDisk.Length == 0, "nothing left");
    }

    [Fact]
    public async Task Killed_WhileFilesArrive_AfterTheRestartAllIsAsBefore()
    {
        var page = await OpenDataAsync(expectErrors: true);
        await TakeAsync(page, "Winter");
        await page.GetByTestId("use-taken").ClickAsync();
        await Expect(Dataset(page, "Winter").GetByTestId("in-use")).ToBeVisibleAsync();
        var before = OnDisk;
        using var socket = await SendHalfAsync(page);
        Assert.NotEqual(before, OnDisk);

        await RestartAsync();

        Assert.Equal(before, OnDisk);
        page = await OpenDataAsync();
        await Expect(page.GetByTestId("datasets").GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);
        await Expect(Dataset(page, "Winter").GetByTestId("in-use")).ToBeVisibleAsync();
        await TakeAsync(page, "Summer");
    }

    [Fact]
    public async Task RenameAndDelete_AreSeenOnAllPages()
    {
        var page = await OpenDataAsync();
        var second = await OpenDataAsync();
        await TakeAsync(page, "Winter");
        await page.GetByTestId("dismiss").ClickAsync();
        await Dataset(page, "Winter").GetByTestId("rename").ClickAsync();
        await page.GetByTestId("new-name").FillAsync("Summer");
        await page.Keyboard.PressAsync("Enter");
        await Expect(Dataset(page, "Summer")).ToBeVisibleAsync();
        await Expect(Dataset(second, "Summer")).ToBeVisibleAsync();

        await Dataset(page, "Summer").GetByTestId("delete").ClickAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Keep" }).ClickAsync();
        await Expect(Dataset(page, "Summer")).ToBeVisibleAsync();
        await Dataset(page, "Summer").GetByTestId("delete").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Delete", Exact = true })).ToBeVisibleAsync();
        await AssertAccessibleAsync(page);
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Delete", Exact = true }).ClickAsync();

        await Expect(Dataset(page, "Summer")).ToHaveCountAsync(0);
        await Expect(Dataset(second, "Summer")).ToHaveCountAsync(0);
        Assert.Empty(OnDisk);
    }

    [Fact]
    public async Task Columns_AreRemembered_AndTheExportIsWhatIsShown()
    {
        var page = await OpenAsync("/?c.country=France&sort=age&dir=desc", server: _app.Address);
        await Expect(page.GetByTestId("sort-country")).ToBeVisibleAsync();
        await page.GetByTestId("choose-columns").ClickAsync();
        await page.GetByTestId("column-newsletter_opens").UncheckAsync();
        await Expect(page.GetByTestId("sort-newsletter_opens")).ToHaveCountAsync(0);

        await page.ReloadAsync();
        await LiveAsync(page);
        await Expect(page.GetByTestId("sort-newsletter_opens")).ToHaveCountAsync(0);
        await Expect(page.GetByTestId("sort-country")).ToBeVisibleAsync();

        var shown = (await page.GetByTestId("user-count").TextContentAsync())!.Split(' ')[0];
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByTestId("export").ClickAsync());
        var lines = (await File.ReadAllTextAsync(await download.PathAsync())).Split('\n')[..^1];
        Assert.Equal("users.csv", download.SuggestedFilename);
        Assert.Equal(shown, $"{lines.Length - 1}");
        Assert.All(lines[1..], line => Assert.Contains(",France,", line, StringComparison.Ordinal));
        Assert.Equal(await page.Locator(".vgrid-body .is-id").First.TextContentAsync(), lines[1].Split(',')[0]);
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280, 800)]
    [InlineData(ColorScheme.Dark, 1280, 800)]
    [InlineData(ColorScheme.Light, 390, 844)]
    [InlineData(ColorScheme.Dark, 390, 844)]
    public async Task EveryState_IsAccessible_AndNothingRunsOverTheEdge(ColorScheme theme, int width, int height)
    {
        var page = await OpenDataAsync(new BrowserNewContextOptions { ColorScheme = theme, ViewportSize = new ViewportSize { Width = width, Height = height } });
        await Expect(page.GetByTestId("verdict")).ToBeVisibleAsync();
        await AssertFineAsync();

        await ChooseAsync(page, ("users.csv", Users), ("orders.csv", Orders));
        await Expect(page.GetByTestId("problems")).ToBeVisibleAsync();
        await AssertFineAsync();

        await InFile(page, "users.csv", "field-user_id").SelectOptionAsync("who");
        await Expect(page.GetByTestId("problems")).ToHaveCountAsync(0);
        await AssertFineAsync();
        await page.GetByTestId("read").ClickAsync();
        await Expect(page.GetByTestId("taken")).ToBeVisibleAsync();
        await Expect(page.GetByTestId("verdict")).ToBeVisibleAsync();
        await AssertFineAsync();

        await page.GetByTestId("dismiss").ClickAsync();
        await Dataset(page, "My data").GetByTestId("rename").ClickAsync();
        await AssertFineAsync();

        await page.GotoAsync(new Uri(_app.Address, "/?user=1").ToString());
        await LiveAsync(page);
        await Expect(page.GetByTestId("history")).ToBeVisibleAsync();
        await AssertFineAsync();
        await page.GetByTestId("ask").ClickAsync();
        await Expect(page.GetByTestId("score")).ToBeVisibleAsync();
        await page.GetByTestId("choose-columns").ClickAsync();
        await Expect(page.GetByTestId("column-country")).ToBeVisibleAsync();
        await AssertFineAsync();

        async Task AssertFineAsync()
        {
            await AssertAccessibleAsync(page);
            await AssertFitsAsync(page);
        }
    }

    [Fact]
    public async Task Keyboard_Alone_BringsDataAndUsesIt()
    {
        var page = await OpenDataAsync();
        // Listened for long before it opens: the browser is told of it on the side.
        var chooser = new TaskCompletionSource<IFileChooser>();
        page.FileChooser += (_, opened) => chooser.TrySetResult(opened);
        await TabToAsync("files");
        await page.Keyboard.PressAsync("Enter");
        await (await chooser.Task.WaitAsync(TimeSpan.FromSeconds(30))).SetFilesAsync([Payload("users.csv", Users)]);
        await Expect(page.GetByTestId("match")).ToBeVisibleAsync();

        await TabToAsync("dataset-name");
        await page.Keyboard.PressAsync("ControlOrMeta+a");
        await page.Keyboard.TypeAsync("By keyboard alone");
        await TabToAsync("field-user_id");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.GetByTestId("problems")).ToHaveCountAsync(0);
        await TabToAsync("read");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByTestId("taken")).ToContainTextAsync("By keyboard alone is kept");
        await TabToAsync("use-taken");
        await page.Keyboard.PressAsync("Enter");
        await Expect(Dataset(page, "By keyboard alone").GetByTestId("in-use")).ToBeVisibleAsync();
        await TabToAsync("use");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByTestId("dataset-demo").GetByTestId("in-use")).ToBeVisibleAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/data$"));

        async Task TabToAsync(string testId)
        {
            for (var i = 0; i < 60; i++)
            {
                await page.Keyboard.PressAsync("Tab");
                if (await page.EvaluateAsync<string>("document.activeElement.dataset.testid ?? ''") == testId)
                    return;
            }

            Assert.Fail($"No way by Tab to {testId}.");
        }
    }
}
