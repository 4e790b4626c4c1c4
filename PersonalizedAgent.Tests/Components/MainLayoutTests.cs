using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;
using PersonalizedAgent.Tests.Support;
using PersonalizedAgent.Web.Components.Layout;
using PersonalizedAgent.Web.Data;

namespace PersonalizedAgent.Tests.Components;

public sealed class MainLayoutTests : ComponentTest
{
    [Fact]
    public void Page_ThatBreaks_IsSaidAndCanBeShownAgain()
    {
        Assert.Null(Services.GetRequiredService<DatasetStore>().Load());
        var isBroken = true;
        var layout = Render<MainLayout>(parameters => parameters.Add(l => l.Body, page =>
        {
            page.OpenComponent<Fragile>(0);
            page.AddComponentParameter(1, nameof(Fragile.IsBroken), () => isBroken);
            page.CloseComponent();
        }));
        Assert.Contains("This page broke", layout.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", layout.Markup, StringComparison.Ordinal);

        isBroken = false;
        layout.FindAll("button").Single(button => button.TextContent.Contains("Show the page again", StringComparison.Ordinal)).Click();

        Assert.Contains("whole again", layout.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Today_ThatStandsStill_IsSaidOnPhonesToo()
    {
        var store = Services.GetRequiredService<DatasetStore>();
        Assert.Null(store.Load());
        Assert.Null(await store.SwitchAsync(DatasetEntry.DemoKey));

        var today = Render<MainLayout>().Find("[data-testid=today]");

        Assert.Equal("Today is 13 Aug 2025", today.TextContent);
        Assert.DoesNotContain("wide-only", today.ClassName, StringComparison.Ordinal);
        Assert.Equal("13 Aug 2025", today.QuerySelector("b")!.TextContent);
    }

    private sealed class Fragile : ComponentBase
    {
        [Parameter]
        public Func<bool> IsBroken { get; set; } = () => false;

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            if (IsBroken())
                throw new InvalidOperationException("secret inside");
            builder.AddContent(0, "whole again");
        }
    }
}
