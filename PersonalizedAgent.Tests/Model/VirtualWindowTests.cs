using PersonalizedAgent.Web.Model;

namespace PersonalizedAgent.Tests.Model;

public sealed class VirtualWindowTests
{
    private const double RowHeight = 38;
    private const double View = 500;

    private static VirtualWindow At(int total, double scrollTop) => VirtualWindow.At(total, RowHeight, scrollTop, View);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(1000)]
    [InlineData(1_000_000)]
    [InlineData(50_000_000)]
    public void At_EveryPlace_CoversWhatIsSeen(int total)
    {
        var bodyHeight = At(total, 0).BodyHeight;
        for (var step = 0; step <= 100; step++)
        {
            var scrollTop = Math.Max(bodyHeight - View, 0) * step / 100;
            var window = At(total, scrollTop);

            Assert.InRange(window.Start, 0, Math.Max(total - 1, 0));
            Assert.InRange(window.Start + window.Count, 0, total);
            Assert.True(window.Count < 60);
            Assert.True(window.Top <= scrollTop, "No gap above.");
            Assert.True(window.Start + window.Count == total || window.Top + window.Count * RowHeight >= scrollTop + View, "No gap below.");
        }
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(1_000_000)]
    [InlineData(50_000_000)]
    public void At_TheEnd_TheLastRowStandsAtTheBottom(int total)
    {
        var scrollTop = At(total, 0).BodyHeight - View;
        var window = At(total, scrollTop);

        Assert.Equal(total, window.Start + window.Count);
        Assert.Equal(scrollTop + View, window.Top + window.Count * RowHeight, 2);
    }

    [Fact]
    public void At_LongList_StaysBelowWhatBrowsersCutOff()
    {
        Assert.Equal(VirtualWindow.MaxBodyHeight, At(1_000_000, 0).BodyHeight);
        Assert.True(VirtualWindow.MaxBodyHeight < 17_000_000);
    }

    [Fact]
    public void At_ShortScroll_KeepsTheWindow() => Assert.Equal(At(1000, 3800), At(1000, 3800 + RowHeight));

    [Fact]
    public void At_BeyondTheEnd_ShowsTheEnd() => Assert.Equal(1000, At(1000, 1e9).Start + At(1000, 1e9).Count);

    [Theory]
    [InlineData(1000)]
    [InlineData(1_000_000)]
    public void ScrollTopShowing_AnyRow_IsSeenWhole(int total)
    {
        foreach (var row in (int[])[0, 1, 12, 13, 500, total / 2, total - 2, total - 1])
        {
            foreach (var from in (double[])[0, 1000, At(total, 0).BodyHeight - View])
            {
                var scrollTop = VirtualWindow.ScrollTopShowing(row, total, RowHeight, from, View);
                var window = At(total, scrollTop);
                var top = window.Top + (row - window.Start) * RowHeight - scrollTop;

                Assert.InRange(row, window.Start, window.Start + window.Count - 1);
                Assert.InRange(top, -0.5, View - RowHeight + 0.5);
            }
        }
    }

    [Fact]
    public void ScrollTopShowing_RowInView_DoesNotMove() => Assert.Equal(380, VirtualWindow.ScrollTopShowing(12, 1000, RowHeight, 380, View));
}
