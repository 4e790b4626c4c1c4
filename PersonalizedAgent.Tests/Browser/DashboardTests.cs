using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Moq;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Users;
using PersonalizedAgent.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace PersonalizedAgent.Tests.Browser;

/// <summary>The main ways through the product, in a real browser on the real app.</summary>
[Collection(BrowserTests.Collection)]
public sealed class DashboardTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    [Fact]
    public async Task EveryUser_Clicked_GetsADecision()
    {
        var page = await OpenAsync();

        for (var user = 1; user <= 4; user++)
        {
            await page.GetByTestId($"user-{user}").ClickAsync();

            await Expect(page.GetByTestId("agent-panel")).ToContainTextAsync($"User {user}");
            await Expect(page.GetByTestId("action")).ToHaveAttributeAsync("data-action", new Regex("^(offer_discount|recommend_product|send_message)$"));
            await Expect(page.GetByTestId("score")).ToHaveTextAsync(new Regex(@"^[01]\.\d\d$"));
            await Expect(page.GetByTestId("reason")).ToContainTextAsync("the threshold 0.70");
            await Expect(page.GetByTestId("backend")).ToHaveTextAsync("MOCK");
            await Expect(Row(page, user)).ToHaveAttributeAsync("aria-selected", "true");
        }
    }

    [Fact]
    public async Task SortFilterAndSearch_StandInTheAddressAndSurviveAReload()
    {
        var page = await OpenAsync();
        await page.GetByTestId("sort-age").ClickAsync();
        await ExpectIdsAsync(page, "3", "1", "2", "4");
        await page.GetByTestId("sort-age").ClickAsync();
        await ExpectIdsAsync(page, "4", "2", "1", "3");

        await page.GetByTestId("filter-purchases").ClickAsync();
        await page.GetByTestId("filter-purchases-min").FillAsync("1");
        await ExpectIdsAsync(page, "2", "1", "3");
        await page.Keyboard.PressAsync("Escape");
        await page.GetByTestId("filter-gender").ClickAsync();
        await page.GetByTestId("filter-gender-value").SelectOptionAsync("F");
        await ExpectIdsAsync(page, "2", "3");

        await page.ReloadAsync();
        await LiveAsync(page);
        await ExpectIdsAsync(page, "2", "3");

        await page.GetByTestId("clear-filters").ClickAsync();
        await page.GetByTestId("search").FillAsync("4");
        await ExpectIdsAsync(page, "4");
        await page.GetByTestId("search").FillAsync("77");
        await Expect(page.GetByTestId("no-match")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task DeepLinkAndReload_ShowWhatTheAgentSaidLast()
    {
        var page = await OpenAsync();
        await page.GetByTestId("user-3").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex(@"/\?user=3$"));
        var (score, reason) = (await page.GetByTestId("score").TextContentAsync(), await page.GetByTestId("reason").TextContentAsync());

        await page.ReloadAsync();
        await LiveAsync(page);
        await Expect(page.GetByTestId("score")).ToHaveTextAsync(score!);
        await Expect(page.GetByTestId("reason")).ToHaveTextAsync(reason!);

        var visitor = await OpenAsync("/?user=3");
        await Expect(visitor.GetByTestId("score")).ToHaveTextAsync(score!);
        await Expect(Row(visitor, 3)).ToHaveAttributeAsync("aria-selected", "true");
    }

    [Fact]
    public async Task SlowBackend_AnotherUserClicked_TheLastIsAnswered()
    {
        var kumo = new Mock<IKumoClient>();
        var gate = new TaskCompletionSource();
        kumo.Setup(k => k.PredictAsync(It.IsAny<Dataset>(), It.IsAny<IReadOnlyList<User>>(), It.IsAny<DateTimeOffset>(), It.IsAny<CancellationToken>()))
            .Returns((Dataset _, IReadOnlyList<User> users, DateTimeOffset _, CancellationToken token) => AnswerAsync(users[0].UserId, token));
        async ValueTask<PredictionResult> AnswerAsync(UserId userId, CancellationToken token)
        {
            await gate.Task.WaitAsync(token);
            return new PredictionResult.Predicted([Sample.Prediction(0.61, userId: userId)]);
        }

        await using var host = new AppHost(kumo: kumo.Object);
        var page = await OpenAsync(server: host.Address);
        // Both clicks before the first one's change of address is back from the browser.
        await page.EvaluateAsync("for (const user of [1, 2]) document.querySelector(`[data-testid=user-${user}]`).click()");
        await Expect(page.GetByTestId("waiting")).ToContainTextAsync("user 2");
        await Expect(page).ToHaveURLAsync(new Regex(@"\?user=2$"));

        gate.SetResult();

        await Expect(page.GetByTestId("score")).ToHaveTextAsync("0.61");
        await Expect(page.GetByTestId("agent-panel")).ToContainTextAsync("User 2");
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task BadRows_AreMarkedSaidAndListed()
    {
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, $"{Sample.Header}\n1,25,M,2025-08-10,15,2\n2,214,F,2025-08-12,8,1\nx,22,F,2025-08-11,20,5\n");
        try
        {
            await using var app = await AppProcess.StartAsync(0, "--Dataset:Path", path);
            var page = await OpenAsync(server: app.Address);
            await Expect(Row(page, 2)).ToContainTextAsync("age must lie between 0 and 130");

            await page.GetByTestId("user-2").ClickAsync();
            await Expect(page.GetByTestId("issues")).ToContainTextAsync("age must lie between 0 and 130");
            await Expect(page.GetByTestId("feed-item")).ToHaveCountAsync(0);

            await page.GetByTestId("open-report").ClickAsync();
            await Expect(page.GetByTestId("report")).ToContainTextAsync("3 rows, 2 used, 1 left out");
            await Expect(page.GetByTestId("report").GetByRole(AriaRole.Row)).ToHaveCountAsync(3);
            await AssertAccessibleAsync(page);
            await page.Keyboard.PressAsync("Escape");
            await Expect(page.GetByTestId("report")).ToHaveCountAsync(0);
            await page.Context.DisposeAsync();
        }
        finally
        {
            File.Delete(path);
        }
    }
}
