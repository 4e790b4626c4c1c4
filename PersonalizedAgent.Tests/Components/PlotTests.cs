using Bunit;
using PersonalizedAgent.Core.Evaluation;
using PersonalizedAgent.Tests.Support;
using PersonalizedAgent.Web.Components.Controls;
using PersonalizedAgent.Web.Components.Pages.Quality;

namespace PersonalizedAgent.Tests.Components;

public sealed class PlotTests : ComponentTest
{
    [Theory]
    [InlineData(0, 1, "52", "222")]
    [InlineData(1, 1, "300", "10")]
    [InlineData(0.5, 1, "176", "116")]
    [InlineData(0.2, 0.4, "176", "116")]
    public void Plot_Point_StandsAtItsShareOfTheEnd(double share, double end, string x, string y) =>
        Assert.Equal((x, y), (PlotGeometry.X(share, end), PlotGeometry.Y(share, end)));

    [Theory]
    [InlineData(new double[0], 1)]
    [InlineData(new[] { 0.0 }, 0.04)]
    [InlineData(new[] { 0.04, 0.01 }, 0.04)]
    [InlineData(new[] { 0.041 }, 0.08)]
    [InlineData(new[] { 0.31 }, 0.4)]
    [InlineData(new[] { 0.81 }, 1)]
    [InlineData(new[] { 1.0 }, 1)]
    public void Plot_End_IsTheLeastThatShowsAll(double[] shares, double expected) => Assert.Equal(expected, PlotGeometry.EndFor(shares));

    [Fact]
    public void Plot_Ticks_ArePartsOfTheEnd() => Assert.Equal([0, 0.25, 0.5, 0.75, 1], PlotGeometry.Ticks(1));

    [Fact]
    public void Plot_LineAndArea()
    {
        (double, double)[] points = [(0, 0), (0.5, 1), (1, 1)];

        Assert.Equal("M52 222L176 10L300 10", PlotGeometry.Line(points, 1));
        Assert.Equal("M52 222L176 10L300 10L300 222L52 222Z", PlotGeometry.Area(points, 1));
        Assert.Equal(("", ""), (PlotGeometry.Line([], 1), PlotGeometry.Area([], 1)));
    }

    [Theory]
    [InlineData(100, 100, "5.5")]
    [InlineData(25, 100, "2.75")]
    [InlineData(1, 100, "2.5")]
    [InlineData(0, 0, "2.5")]
    public void Plot_Radius_AreaFollowsTheCount(int count, int most, string expected) => Assert.Equal(expected, PlotGeometry.Radius(count, most));

    [Theory]
    [InlineData(0.1, 0.4, "25")]
    [InlineData(0.5, 0.4, "100")]
    [InlineData(0, 0, "0")]
    public void Bar_Length_IsAShareOfTheWhole(double rate, double most, string expected) => Assert.Equal(expected, BarGeometry.Length(rate, most));

    [Fact]
    public void Bar_Whisker_RunsFromLowToHigh() => Assert.Equal("M25 6H75", BarGeometry.Whisker(new Interval(0.2, 0.1, 0.3), 0.4));

    [Fact]
    public void CalibrationChart_SaysTheFinding_AndDrawsADotWithAnIntervalForEachBin()
    {
        var chart = Render<CalibrationChart>(parameters => parameters.Add(c => c.Bins, QualitySample.Engagement.Calibration).Add(c => c.Error, 0.021));

        var plot = chart.Find("[data-testid=calibration-chart]");
        Assert.Equal("img", plot.GetAttribute("role"));
        Assert.Contains("differ by 2.1 points on average", plot.GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.Contains("predicted 70 %, observed 75 % (71 to 79 %), 843 users", plot.GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.Equal((2, 2), (chart.FindAll(".plot-dot").Count, chart.FindAll(".plot-interval").Count));
        Assert.Contains("80 %", plot.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("100 %", plot.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void CapturedChart_SaysTheFirstFifth()
    {
        var chart = Render<CapturedChart>(parameters => parameters.Add(c => c.Lift, QualitySample.Engagement.Lift));

        Assert.Equal("The top 20 % of users hold 43 % of those who order.", chart.Find("[data-testid=captured]").TextContent);
        Assert.Contains("hold 43 %", chart.Find("[data-testid=captured-chart]").GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.Equal(10, chart.FindAll(".plot-dot").Count);
    }

    [Fact]
    public void RocChart_SaysTheAuc_AndDrawsTheCurve()
    {
        var chart = Render<RocChart>(parameters => parameters.Add(c => c.Points, QualitySample.Engagement.Roc).Add(c => c.Auc, QualitySample.Engagement.Auc));

        Assert.Contains("the AUC, 0.846", chart.Find("[data-testid=roc-chart]").GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.Equal("M52 222L76.8 73.6L300 10", chart.Find(".plot-line").GetAttribute("d"));
    }
}
