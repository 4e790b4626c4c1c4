using Bunit;
using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Tests.Support;
using PersonalizedAgent.Web.Components.Controls;
using PersonalizedAgent.Web.Components.Pages.Users;

namespace PersonalizedAgent.Tests.Components;

public sealed class ControlTests : ComponentTest
{
    [Theory]
    [InlineData(AgentAction.OfferDiscount, "Offer discount", "is-discount")]
    [InlineData(AgentAction.RecommendProduct, "Recommend product", "is-product")]
    [InlineData(AgentAction.SendMessage, "Send message", "is-message")]
    public void ActionTag_HasColourIconAndWords(AgentAction action, string words, string tone)
    {
        var tag = Render<ActionTag>(parameters => parameters.Add(t => t.Action, action)).Find(".tag");

        Assert.Contains(words, tag.TextContent, StringComparison.Ordinal);
        Assert.Contains(tone, tag.ClassName!, StringComparison.Ordinal);
    }

    [Fact]
    public void ActionStyle_EachActionHasItsOwn()
    {
        Assert.Equal(3, AgentActions.All.Select(action => ActionStyle.Class(action)).Distinct().Count());
        Assert.Equal(3, AgentActions.All.Select(action => ActionStyle.Icon(action)).Distinct().Count());
    }

    [Fact]
    public void ScoreGauge_SaysScoreAndThreshold()
    {
        var gauge = Render<ScoreGauge>(parameters => parameters.Add(g => g.Score, new Score(0.8249)).Add(g => g.Threshold, 0.7));

        Assert.Equal("0.82", gauge.Find("[data-testid=score]").TextContent);
        Assert.Equal("0.70", gauge.Find(".gauge-threshold-label").TextContent);
        Assert.Equal("Engagement score 0.82, threshold 0.70", gauge.Find("svg").GetAttribute("aria-label"));
    }

    [Fact]
    public void ScoreGauge_AtZero_HasNoArc() =>
        Assert.Empty(Render<ScoreGauge>(parameters => parameters.Add(g => g.Score, new Score(0)).Add(g => g.Threshold, 0)).FindAll(".gauge-value"));

    [Theory]
    [InlineData(0, "M20 104A80 80 0 0 1 20 104")]
    [InlineData(0.5, "M20 104A80 80 0 0 1 100 24")]
    [InlineData(1, "M20 104A80 80 0 0 1 180 104")]
    public void GaugeGeometry_Arc_RunsOverTheTop(double value, string expected) => Assert.Equal(expected, GaugeGeometry.Arc(value));

    [Fact]
    public void ReadReportDialog_ListsLineColumnAndReason()
    {
        var report = Sample.Dataset("1,abc,M,2025-08-10,15,2", "x,30,F,2025-08-12,8,1").Report;

        var rows = Render<ReadReportDialog>(parameters => parameters.Add(dialog => dialog.Report, report)).FindAll(".vgrid-body [role=row]").Select(row => row.TextContent);

        Assert.Equal(
            [("2", "age", "kept"), ("3", "user_id", "left out")],
            rows.Select(row => (row.Contains('2', StringComparison.Ordinal) ? "2" : "3", row.Contains("age", StringComparison.Ordinal) ? "age" : "user_id", row.Contains("left out", StringComparison.Ordinal) ? "left out" : "kept")));
    }
}
