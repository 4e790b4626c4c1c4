using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using PersonalizedAgent.Web.Components.Controls;
using PersonalizedAgent.Web.Model;

namespace PersonalizedAgent.Web.Components.Pages.Data;

/// <summary>Takes new data. The browser sends files over plain HTTP, streamed, since a circuit would hold them up.</summary>
public sealed partial class ImportCard
{
    private const string Module = "./Components/Pages/Data/ImportCard.razor.js";

    private ElementReference _zone;
    private ElementReference _input;
    private AttachedScript<ImportCard>? _script;
    private string? _reason;
    private string _folder = "";
    private string? _sending;

    /// <summary>How far the taking of data has come.</summary>
    [Parameter, EditorRequired]
    public ImportState State { get; set; } = null!;

    /// <summary>Called by the script before it sends files.</summary>
    /// <param name="totalBytes">Their size.</param>
    /// <returns>Where to send them; <see langword="null"/> where they cannot be taken now.</returns>
    [JSInvokable]
    public async Task<string?> BeginAsync(long totalBytes)
    {
        _reason = Desk.Begin(totalBytes, out var id);
        _sending = _reason is null ? id : null;
        await InvokeAsync(StateHasChanged);
        return _reason is null ? id : null;
    }

    /// <summary>Called by the script when all files were sent.</summary>
    [JSInvokable]
    public void OnSent(string id, string name) => Desk.Look(id, name);

    /// <summary>Called by the script when a file could not be sent.</summary>
    [JSInvokable]
    public void OnNotSent(string id, string name) => Desk.Abort(id, $"{name} could not be sent: the connection broke, or it is a folder. Choose files, or a zip of them.");

    /// <summary>Lets go of the script.</summary>
    public ValueTask DisposeAsync()
    {
        // Files that this page was sending will not come any more.
        if (_sending is not null && Desk.State is ImportState.Receiving receiving && receiving.Id == _sending)
            Desk.Cancel(_sending);
        return _script?.DisposeAsync() ?? default;
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
            await (_script = new(JS, Module, this)).AttachAsync(_zone, _input);
    }

    private async Task TakeFolderAsync()
    {
        var reason = await Desk.TakeFolderAsync(_folder.Trim());
        // Why an attempt ended stands in its state, on all pages.
        _reason = Desk.State is ImportState.Failed failed && failed.Reason == reason ? null : reason;
    }

    private async Task UseAsync(ImportState.Taken taken)
    {
        var reason = await Datasets.SwitchAsync(taken.Key, taken.Dataset);
        // What went wrong with the switch itself stands above the list, on all pages.
        _reason = Datasets.Switch?.Reason == reason ? null : reason;
    }
}
