using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using PersonalizedAgent.Web.Model;

namespace PersonalizedAgent.Web.Components.Controls;

/// <summary>A table of any length. Why it is our own: docs/adr/0004.</summary>
/// <typeparam name="TItem">What a row shows.</typeparam>
public sealed partial class VirtualGrid<TItem>
{
    /// <summary>The height of a row in pixels; app.css has it too, as --row-height.</summary>
    public const double RowHeight = 38;

    private const string Module = "./Components/Controls/VirtualGrid.razor.js";

    /// <summary>The view's height before the browser tells it.</summary>
    private const double AssumedViewHeight = 600;

    /// <summary>Even a phone shows so many rows.</summary>
    private const int RowsSurelySeen = 5;

    /// <summary>So many rows stand above the one that is to be seen.</summary>
    private const int RowsAbove = 3;

    private readonly string _id = $"grid-{Guid.CreateVersion7():n}";
    private ElementReference _element;
    private AttachedScript<VirtualGrid<TItem>>? _script;
    private VirtualWindow _window;
    private IReadOnlyList<TItem> _items = [];
    private object? _shownSource;
    private int _active;
    private double _scrollTop;
    private double _viewHeight = AssumedViewHeight;
    private double? _scrollTo;

    /// <summary>What the table is called.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>How many rows there are.</summary>
    [Parameter, EditorRequired]
    public int Total { get; set; }

    /// <summary>Stands for what the rows come from: another object means other rows, and the table starts again at the top.</summary>
    [Parameter, EditorRequired]
    public object Source { get; set; } = new();

    /// <summary>Gives the rows of a stretch: first row, count.</summary>
    [Parameter, EditorRequired]
    public Func<int, int, IReadOnlyList<TItem>> Load { get; set; } = (_, _) => [];

    /// <summary>The header's cells.</summary>
    [Parameter, EditorRequired]
    public RenderFragment Header { get; set; } = _ => { };

    /// <summary>What tells a row from all others, whatever the order; written without blanks.</summary>
    [Parameter, EditorRequired]
    public Func<TItem, object> RowKey { get; set; } = item => item!;

    /// <summary>A row's cells.</summary>
    [Parameter, EditorRequired]
    public RenderFragment<TItem> Row { get; set; } = _ => _ => { };

    /// <summary>What stands in place of rows where there are none.</summary>
    [Parameter, EditorRequired]
    public RenderFragment Empty { get; set; } = _ => { };

    /// <summary>Whether a row is the selected one.</summary>
    [Parameter]
    public Func<TItem, bool> IsSelected { get; set; } = _ => false;

    /// <summary>Further classes of a row.</summary>
    [Parameter]
    public Func<TItem, string?>? RowClass { get; set; }

    /// <summary>The row to show first, if another than the top one.</summary>
    [Parameter]
    public int? InitialRow { get; set; }

    /// <summary>Further styles, such as the widths of the columns.</summary>
    [Parameter]
    public string? Style { get; set; }

    /// <summary>Called with the row chosen by click, Enter or Space.</summary>
    [Parameter]
    public EventCallback<TItem> OnChosen { get; set; }

    private string? ActiveRowId => _active >= _window.Start && _active < _window.Start + _items.Count ? RowId(_items[_active - _window.Start]) : null;

    /// <summary>Tells where the table is scrolled to. Called by the script.</summary>
    /// <param name="scrollTop">In pixels.</param>
    /// <param name="viewHeight">The height of the rows in view, in pixels.</param>
    [JSInvokable]
    public Task OnScrolledAsync(double scrollTop, double viewHeight) => GuardAsync(() =>
    {
        _scrollTop = scrollTop;
        _viewHeight = viewHeight;
        if (VirtualWindow.At(Total, RowHeight, _scrollTop, _viewHeight) != _window)
        {
            LoadWindow();
            StateHasChanged();
        }

        return Task.CompletedTask;
    });

    /// <summary>Moves the active row or chooses it. Called by the script with the name of a key.</summary>
    /// <param name="key">As browsers name it, such as <c>ArrowDown</c>.</param>
    /// <param name="activeRowId">The row that the person saw as active; another one is not chosen in its place.</param>
    /// <returns>How far the table is to be scrolled so that the active row is in view, in pixels.</returns>
    [JSInvokable]
    public async Task<double> OnKeyAsync(string key, string? activeRowId)
    {
        await GuardAsync(() =>
        {
            if (Total > 0)
                Press(key, activeRowId);
            return Task.CompletedTask;
        });
        return _scrollTop;
    }

    /// <summary>Lets go of the script.</summary>
    public ValueTask DisposeAsync() => _script?.DisposeAsync() ?? default;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (!ReferenceEquals(Source, _shownSource))
        {
            var isFirst = _shownSource is null;
            _shownSource = Source;
            _active = isFirst ? Math.Clamp(InitialRow ?? 0, 0, Math.Max(Total - 1, 0)) : 0;
            // Near the top of the view, whose height the browser has not told yet; the first rows need no scrolling.
            var topRow = _active < RowsSurelySeen ? 0 : _active - RowsAbove;
            _scrollTop = VirtualWindow.ScrollTopShowing(topRow, Total, RowHeight, double.PositiveInfinity, _viewHeight);
            _scrollTo = _scrollTop;
        }

        LoadWindow();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
            await (_script = new(JS, Module, this)).AttachAsync(_element);
        if (_scrollTo is { } top && _script is { IsAttached: true } script)
        {
            _scrollTo = null;
            await script.InvokeVoidAsync("scrollTo", top);
        }
    }

    /// <summary>An error in a call by the script is the page's error: without this nobody would hear of it.</summary>
    private async Task GuardAsync(Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (Exception e)
        {
            await DispatchExceptionAsync(e);
        }
    }

    private static string Pixels(double value) => value.ToString("0.###", CultureInfo.InvariantCulture) + "px";

    private string RowId(TItem item) => string.Create(CultureInfo.InvariantCulture, $"{_id}-{RowKey(item)}");

    private void Press(string key, string? activeRowId)
    {
        var page = Math.Max((int)(_viewHeight / RowHeight) - 1, 1);
        switch (key)
        {
            case "ArrowDown": Move(_active + 1); break;
            case "ArrowUp": Move(_active - 1); break;
            case "PageDown": Move(_active + page); break;
            case "PageUp": Move(_active - page); break;
            case "Home": Move(0); break;
            case "End": Move(Total - 1); break;
            case "Enter" or " " when activeRowId == ActiveRowId:
                // Not awaited: an agent that thinks for seconds does not hold up the next key.
                _ = GuardAsync(() => ChooseAsync(_active, Load(_active, 1)[0]));
                break;
        }

        StateHasChanged();
    }

    private void Move(int row)
    {
        _active = Math.Clamp(row, 0, Total - 1);
        _scrollTop = VirtualWindow.ScrollTopShowing(_active, Total, RowHeight, _scrollTop, _viewHeight);
        LoadWindow();
    }

    private Task ChooseAsync(int row, TItem item)
    {
        _active = row;
        return OnChosen.InvokeAsync(item);
    }

    private void LoadWindow()
    {
        _window = VirtualWindow.At(Total, RowHeight, _scrollTop, _viewHeight);
        _items = Load(_window.Start, _window.Count);
    }
}
