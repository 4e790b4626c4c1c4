using Bunit;
using Microsoft.AspNetCore.Components;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Users;
using PersonalizedAgent.Tests.Support;
using PersonalizedAgent.Web.Components.Controls;
using PersonalizedAgent.Web.Components.Pages.Users;

namespace PersonalizedAgent.Tests.Components;

public sealed class UserGridTests : ComponentTest
{
    private UserQuery _query = new();
    private User? _chosen;

    private IRenderedComponent<UserGrid> RenderTable(Dataset dataset, long? selected = null) => Render<UserGrid>(parameters => parameters
        .Add(table => table.Dataset, dataset)
        .Add(table => table.Users, dataset.Users)
        .Add(table => table.Query, _query)
        .Add(table => table.SelectedUserId, selected)
        .Add(table => table.QueryChanged, query => _query = query)
        .Add(table => table.OnChosen, user => _chosen = user));

    private static void Show(IRenderedComponent<UserGrid> table, Dataset dataset) => table.Render(parameters => parameters.Add(t => t.Dataset, dataset).Add(t => t.Users, dataset.Users));

    private void Apply(IRenderedComponent<UserGrid> table) => table.Render(parameters => parameters.Add(t => t.Query, _query));

    private static string[] Ids(IRenderedComponent<UserGrid> table) => [.. table.FindAll(".vgrid-body [data-testid^=user-]").Select(cell => cell.TextContent.Trim())];

    private static string[] Cells(IRenderedComponent<UserGrid> table, int userId) =>
        [.. table.Find($"[data-testid=user-{userId}]").ParentElement!.Children.Select(cell => cell.TextContent.Trim())];

    [Fact]
    public void Render_ShowsEveryColumnOfEveryUser()
    {
        var table = RenderTable(Sample.FourUsers());

        Assert.Equal(["1", "2", "3", "4"], Ids(table));
        Assert.Equal(["3", "22", "F", "11 Aug 2025", "2", "20", "5"], Cells(table, 3));
        Assert.Equal("5", table.Find("[role=grid]").GetAttribute("aria-rowcount"));
        Assert.Equal("4", table.Find("[data-testid=user-count]").TextContent);
    }

    [Fact]
    public void Render_UserWithIssues_IsMarkedAndSaysThem()
    {
        var table = RenderTable(Sample.Dataset("1,214,M,2025-08-10,15,2", "2,x,,2025-08-12,8,1", "3,22,F,2025-08-11,20,5"));

        Assert.Equal(2, table.FindAll(".has-issues").Count);
        Assert.Contains("214", Cells(table, 1)[1], StringComparison.Ordinal);
        Assert.Contains("age must lie between 0 and 130", Cells(table, 1)[1], StringComparison.Ordinal);
        Assert.Contains("invalid", Cells(table, 2)[1], StringComparison.Ordinal);
        Assert.Contains("gender is missing", Cells(table, 2)[2], StringComparison.Ordinal);
    }

    [Fact]
    public void OnlyIssues_ShowsThemAlone_AndAgainAll()
    {
        var table = RenderTable(Sample.Dataset("1,214,M,2025-08-10,15,2", "2,30,F,2025-08-12,8,1"));

        table.Find("[data-testid=only-issues]").Click();
        Apply(table);

        Assert.Equal(["1"], Ids(table));
        Assert.Equal("1 of 2", table.Find("[data-testid=user-count]").TextContent);
        Assert.Equal("true", table.Find("[data-testid=only-issues]").GetAttribute("aria-pressed"));
        table.Find("[data-testid=clear-filters]").Click();
        Apply(table);
        Assert.Equal(["1", "2"], Ids(table));
    }

    [Fact]
    public void Sort_Clicks_GoUpDownAndBackToTheFilesOrder()
    {
        var table = RenderTable(Sample.FourUsers());
        string[][] expected = [["3", "1", "2", "4"], ["4", "2", "1", "3"], ["1", "2", "3", "4"]];
        string[] ariaSort = ["ascending", "descending", "none"];

        for (var click = 0; click < 3; click++)
        {
            table.Find("[data-testid=sort-age]").Click();
            Apply(table);

            Assert.Equal(expected[click], Ids(table));
            Assert.Equal(ariaSort[click], table.FindAll("[role=columnheader]")[1].GetAttribute("aria-sort"));
        }
    }

    [Theory]
    [InlineData("age", "min", "26", new[] { "2", "4" })]
    [InlineData("age", "max", "25", new[] { "1", "3" })]
    [InlineData("user_id", "min", "3", new[] { "3", "4" })]
    [InlineData("last_active", "min", "2025-08-11", new[] { "2", "3" })]
    [InlineData("days_since_active", "max", "2", new[] { "2", "3" })]
    [InlineData("interactions", "min", "9", new[] { "1", "3" })]
    [InlineData("purchases", "max", "0", new[] { "4" })]
    public async Task Filter_OfEachColumn_WaitsForAPauseAndFinds(string column, string bound, string typed, string[] expected)
    {
        var table = RenderTable(Sample.FourUsers());

        var typing = table.Find($"[data-testid=filter-{column}-{bound}]").InputAsync(new ChangeEventArgs { Value = typed });
        Assert.False(_query.IsFiltered);
        Clock.Advance(TimeSpan.FromMilliseconds(250));
        await typing;
        Apply(table);

        Assert.Equal(expected, Ids(table));
        Assert.Contains("is-set", table.Find($"[data-testid=filter-{column}]").ClassName!, StringComparison.Ordinal);
    }

    [Fact]
    public void Filter_Gender_FindsThoseOfIt()
    {
        var table = RenderTable(Sample.FourUsers());

        table.Find("[data-testid=filter-gender-value]").Change("F");
        Apply(table);
        Assert.Equal(["2", "3"], Ids(table));

        table.Find("[data-testid=filter-gender-value]").Change("");
        Apply(table);
        Assert.Equal(["1", "2", "3", "4"], Ids(table));
    }

    [Fact]
    public async Task Search_TypedOn_SearchesOnceForTheWhole()
    {
        var queries = 0;
        var users = Sample.FourUsers();
        var table = Render<UserGrid>(parameters => parameters
            .Add(t => t.Dataset, users).Add(t => t.Users, users.Users).Add(t => t.Query, new UserQuery()).Add(t => t.QueryChanged, query => (_query, queries) = (query, queries + 1)));

        var first = table.Find("[data-testid=search]").InputAsync(new ChangeEventArgs { Value = "1" });
        Clock.Advance(TimeSpan.FromMilliseconds(249));
        var second = table.Find("[data-testid=search]").InputAsync(new ChangeEventArgs { Value = "12" });
        Clock.Advance(TimeSpan.FromMilliseconds(249));
        Assert.Equal(0, queries);
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        await Task.WhenAll(first, second);

        Assert.Equal((1, "12"), (queries, _query.IdPrefix));
    }

    [Fact]
    public async Task Keys_MoveAndChoose()
    {
        var table = RenderTable(Sample.FourUsers());
        var grid = table.FindComponent<VirtualGrid<UserRow>>();

        async Task PressAsync(string key) => await table.InvokeAsync(() => grid.Instance.OnKeyAsync(key, table.Find("[role=grid]").GetAttribute("aria-activedescendant")));
        string? Active() => table.Find(".is-active [data-testid]").TextContent.Trim();

        Assert.Equal("1", Active());
        await PressAsync("ArrowDown");
        await PressAsync("ArrowDown");
        Assert.Equal("3", Active());
        Assert.Equal(table.Find(".is-active").Id, table.Find("[role=grid]").GetAttribute("aria-activedescendant"));
        await PressAsync("Enter");
        Assert.Equal(3, _chosen?.UserId);
        await PressAsync("End");
        await PressAsync("ArrowDown");
        Assert.Equal("4", Active());
        await PressAsync("PageUp");
        Assert.Equal("1", Active());
        await PressAsync(" ");
        Assert.Equal(1, _chosen?.UserId);
    }

    [Fact]
    public async Task Scroll_DrawsTheRowsInView()
    {
        var table = RenderTable(Sample.Dataset([.. Enumerable.Range(1, 5000).Select(id => $"{id},22,F,2025-08-11,20,5")]));
        Assert.True(Ids(table).Length < 60);
        var grid = table.FindComponent<VirtualGrid<UserRow>>();

        await table.InvokeAsync(() => grid.Instance.OnScrolledAsync(2500 * VirtualGrid<UserRow>.RowHeight, 400));

        Assert.Contains("2501", Ids(table));
        Assert.Equal("2502", table.Find("[data-testid=user-2501]").ParentElement!.GetAttribute("aria-rowindex"));
    }

    [Fact]
    public void Render_SelectedUserFarDown_IsDrawn()
    {
        var table = RenderTable(Sample.Dataset([.. Enumerable.Range(1, 5000).Select(id => $"{id},22,F,2025-08-11,20,5")]), selected: 4000);

        Assert.Equal("true", table.Find("[data-testid=user-4000]").ParentElement!.GetAttribute("aria-selected"));
    }

    [Fact]
    public void Render_NoUsers_SaysWhatToDo() =>
        Assert.Contains("the page Data", RenderTable(Sample.Dataset()).Find("[data-testid=no-users]").TextContent, StringComparison.Ordinal);

    [Fact]
    public void Render_NoMatch_SaysSo()
    {
        _query = new UserQuery { IdPrefix = "77" };

        Assert.NotNull(RenderTable(Sample.FourUsers()).Find("[data-testid=no-match]"));
    }

    private static Dataset Further(string users = "customer,town,points\nA,Rome,1.5\nB,Oslo,\nC,Rome,-2\n", string? name = null)
    {
        using var folder = new TempDataset(("users.csv", users), ("orders.csv", "customer,date,total\nA,2025-08-10,3\nA,2025-08-11,4\n"));
        var dataset = folder.Read(Sample.Today);
        return dataset with { Name = name ?? "Shop" };
    }

    private static string[] Headings(IRenderedComponent<UserGrid> table) => [.. table.FindAll("[role=columnheader]").Select(head => head.TextContent.Trim().Split('\n')[0].Replace("filter_list", "", StringComparison.Ordinal).Trim())];

    private static string[] CellsOf(IRenderedComponent<UserGrid> table, string userId) => [.. table.Find($"[data-testid=user-{userId}]").ParentElement!.Children.Select(cell => cell.TextContent.Trim())];

    [Fact]
    public void Render_FurtherColumns_AreShown_AndEmptyOnesAreNot()
    {
        var table = RenderTable(Further());

        Assert.Equal(["User", "Town", "Last active", "Days since", "Purchases", "Points"], Headings(table));
        Assert.Equal(["A", "Rome", "11 Aug 2025 (derived from the orders)", "2 (derived from the orders)", "2 (derived from the orders)", "1.5"], CellsOf(table, "A"));
        Assert.Equal(["—", "-2"], new[] { CellsOf(table, "B")[^1], CellsOf(table, "C")[^1] });
        Assert.Equal("/api/users.csv", table.Find("[data-testid=export]").GetAttribute("href"));
        Assert.Null(table.Find("[data-testid=search]").GetAttribute("inputmode"));
    }

    [Fact]
    public void DerivedValues_AreMarked_AndOnlyThey()
    {
        var cells = RenderTable(Further()).Find("[data-testid=user-A]").ParentElement!.Children;

        Assert.Equal([false, false, true, true, true, false], cells.Select(cell => cell.ClassName!.Contains("is-derived", StringComparison.Ordinal)));
    }

    [Fact]
    public void Columns_Chosen_AreShownAndRemembered()
    {
        var table = RenderTable(Further());

        table.Find("[data-testid=column-town]").Change(false);
        table.Find("[data-testid=column-age]").Change(true);

        Assert.Equal(["User", "Age", "Last active", "Days since", "Purchases", "Points"], Headings(table));
        Assert.Empty(table.FindAll("[data-testid=column-user_id]"));
        var saved = JSInterop.Invocations["columnChoice.save"];
        Assert.Equal("Shop", saved[^1].Arguments[0]);
        Assert.Equal(["gender", "interactions", "town"], ((IEnumerable<string>)saved[^1].Arguments[1]!).Order());
    }

    [Fact]
    public void Columns_Remembered_AreHidden_ForTheirDatasetAlone()
    {
        JSInterop.Setup<string[]?>("columnChoice.load", "Mine").SetResult(["town"]);
        var table = RenderTable(Further(name: "Mine"));
        table.WaitForAssertion(() => Assert.Equal(["User", "Age", "Gender", "Last active", "Days since", "Interactions", "Purchases", "Points"], Headings(table)));

        Show(table, Further(name: "Other"));

        Assert.Contains("Town", Headings(table));
        Show(table, Further(name: "Mine"));
        table.WaitForAssertion(() => Assert.DoesNotContain("Town", Headings(table)));
    }

    [Fact]
    public void Columns_Chosen_OutliveMidnight()
    {
        var table = RenderTable(Further());
        table.Find("[data-testid=column-town]").Change(false);

        Clock.Advance(TimeSpan.FromDays(1));
        table.Render(parameters => parameters.Add(t => t.Query, new UserQuery()));

        Assert.DoesNotContain("Town", Headings(table));
        Assert.Contains("3 (derived from the orders)", CellsOf(table, "A"));
    }

    [Fact]
    public void Columns_AnotherDatasetOfTheSameName_FollowsWhatIsRemembered()
    {
        JSInterop.Setup<string[]?>("columnChoice.load", "Mine").SetResult(["town"]);
        var table = RenderTable(Further(name: "Mine"));
        table.WaitForAssertion(() => Assert.DoesNotContain("Town", Headings(table)));

        Show(table, Further(name: "Mine"));

        table.WaitForAssertion(() => Assert.DoesNotContain("Town", Headings(table)));
    }

    [Fact]
    public void Filter_FurtherCategory_IsAChoice_AndStandsInTheExport()
    {
        var table = RenderTable(Further());
        Assert.Equal(["any", "Oslo", "Rome"], table.FindAll("[data-testid=filter-town-value] option").Select(option => option.TextContent));

        table.Find("[data-testid=filter-town-value]").Change("Rome");
        Apply(table);

        Assert.Equal(["A", "C"], Ids(table));
        Assert.Equal("/api/users.csv?c.town=Rome", table.Find("[data-testid=export]").GetAttribute("href"));
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(201, false)]
    public void Filter_ManyTexts_AreTypedAndNotListed(int texts, bool isList)
    {
        var table = RenderTable(Further("customer,town\n" + string.Concat(Enumerable.Range(1, texts).Select(id => $"{id},Town {id:000}\n"))));

        Assert.Equal(isList ? "SELECT" : "INPUT", table.Find("[data-testid=filter-town-value]").TagName);
        Assert.Equal(isList ? 201 : 0, table.FindAll("[data-testid=filter-town-value] option").Count);
    }

    [Fact]
    public void Filter_TypedText_IsTheWholeText()
    {
        var table = RenderTable(Further("customer,town\n" + string.Concat(Enumerable.Range(1, 250).Select(id => $"{id},Town {id}\n"))));

        table.Find("[data-testid=filter-town-value]").Input("Town 25");
        Clock.Advance(TimeSpan.FromSeconds(1));
        table.WaitForAssertion(() => Assert.True(_query.IsFiltered));
        Apply(table);

        Assert.Equal(["25"], Ids(table));
        Assert.Equal("Town 25", table.Find("[data-testid=filter-town-value]").GetAttribute("value"));

        table.Find("[data-testid=filter-town-value]").Input("");
        Clock.Advance(TimeSpan.FromSeconds(1));
        table.WaitForAssertion(() => Assert.False(_query.IsFiltered));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(250)]
    public void Filter_TextOfTheAddress_IsShown_EvenWhereNobodyHasIt(int texts)
    {
        var dataset = Further("customer,town\n" + string.Concat(Enumerable.Range(1, texts).Select(id => $"{id},Town {id}\n")));
        _query = new UserQuery().WithCategory(dataset.Users.Columns.Single(column => column.Name == "town"), "Nowhere");

        var table = RenderTable(dataset);

        Assert.Empty(Ids(table));
        var filter = table.Find("[data-testid=filter-town-value]");
        Assert.Equal("Nowhere", filter.GetAttribute("value"));
        if (texts == 2)
            Assert.Equal(["any", "Nowhere", "Town 1", "Town 2"], filter.QuerySelectorAll("option").Select(option => option.TextContent));
    }
}
