namespace PersonalizedAgent.Web.Model;

/// <summary>
/// Which rows of a long list are drawn, and where. Browsers cut off an element of some 17 (Firefox) to 33 million pixels (Chromium),
/// so a list that would be taller is scrolled at a greater scale: every row stays within reach, and the scroll bar says where one is.
/// </summary>
/// <param name="Start">The first row drawn.</param>
/// <param name="Count">How many rows are drawn.</param>
/// <param name="Top">Where the first row drawn stands in the body, in pixels from its top.</param>
/// <param name="BodyHeight">How tall the body is, in pixels.</param>
internal readonly record struct VirtualWindow(int Start, int Count, double Top, double BodyHeight)
{
    /// <summary>The tallest body, in pixels; below every browser's limit.</summary>
    public const double MaxBodyHeight = 15_000_000;

    /// <summary>Rows drawn beyond the view on either side, so that a short scroll shows rows at once.</summary>
    private const int Overscan = 10;

    /// <summary>Windows start at multiples of this, so that most scrolls within the overscan draw nothing anew.</summary>
    private const int Step = 5;

    /// <summary>The window for a place of the scroll bar.</summary>
    /// <param name="total">How many rows there are.</param>
    /// <param name="rowHeight">The height of a row, in pixels.</param>
    /// <param name="scrollTop">How far the body is scrolled, in pixels.</param>
    /// <param name="viewHeight">How much of the body can be seen, in pixels.</param>
    public static VirtualWindow At(int total, double rowHeight, double scrollTop, double viewHeight)
    {
        var listHeight = total * rowHeight;
        var bodyHeight = Math.Min(listHeight, MaxBodyHeight);
        var listTop = Math.Clamp(scrollTop, 0, Math.Max(bodyHeight - viewHeight, 0)) * Scale(listHeight, bodyHeight, viewHeight);
        var firstSeen = (int)(listTop / rowHeight);
        var start = Math.Clamp((firstSeen - Overscan) / Step * Step, 0, Math.Max(total - 1, 0));
        var end = Math.Min(total, start + Overscan + Step + (int)Math.Ceiling(viewHeight / rowHeight) + 1 + Overscan);
        // The first row seen stands at the scroll position, wherever it stands in the list.
        var top = listHeight > bodyHeight ? scrollTop - (listTop - start * rowHeight) : start * rowHeight;
        return new VirtualWindow(start, end - start, top, bodyHeight);
    }

    /// <summary>The place of the scroll bar nearest to the present one at which a row is seen whole.</summary>
    public static double ScrollTopShowing(int row, int total, double rowHeight, double scrollTop, double viewHeight)
    {
        var listHeight = total * rowHeight;
        var bodyHeight = Math.Min(listHeight, MaxBodyHeight);
        var scale = Scale(listHeight, bodyHeight, viewHeight);
        var listTop = scrollTop * scale;
        var rowTop = row * rowHeight;
        var wanted = Math.Clamp(listTop, Math.Clamp(rowTop + rowHeight - viewHeight, 0, rowTop), rowTop);
        return wanted / scale;
    }

    /// <summary>Pixels of list for one pixel of the scroll bar.</summary>
    private static double Scale(double listHeight, double bodyHeight, double viewHeight) =>
        bodyHeight > viewHeight ? (listHeight - viewHeight) / (bodyHeight - viewHeight) : 1;
}
