using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace PersonalizedAgent.Web.Components.Controls;

/// <summary>
/// A component's script: a module whose function <c>attach(elements…, component)</c> gives back an object with the function <c>detach</c>. A component can go
/// while its script is still on its way, and calls of the script can be on their way to a component that goes: neither is an error.
/// </summary>
/// <typeparam name="T">The component, whose invokable methods the script calls.</typeparam>
/// <param name="js">The browser.</param>
/// <param name="module">The module's path.</param>
/// <param name="component">The component.</param>
internal sealed class AttachedScript<T>(IJSRuntime js, string module, T component) : IAsyncDisposable
    where T : class
{
    private DotNetObjectReference<T>? _self;
    private IJSObjectReference? _attached;
    private bool _isDisposed;

    /// <summary>Attaches the script, unless the component goes meanwhile.</summary>
    /// <param name="elements">The elements it works on.</param>
    public async Task AttachAsync(params ElementReference[] elements)
    {
        try
        {
            await using var imported = await js.InvokeAsync<IJSObjectReference>("import", module);
            // The elements are gone with the component.
            if (_isDisposed)
                return;
            _self = DotNetObjectReference.Create(component);
            _attached = await imported.InvokeAsync<IJSObjectReference>("attach", [.. elements, _self]);
            if (_isDisposed)
                await DetachAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and its script with it.
        }
    }

    /// <summary>Calls a function of what was attached; does nothing before that, and when the component has gone.</summary>
    /// <param name="function">Its name.</param>
    /// <param name="argument">What it gets.</param>
    public ValueTask InvokeVoidAsync(string function, object argument) => IsAttached ? _attached!.InvokeVoidAsync(function, argument) : ValueTask.CompletedTask;

    /// <summary>Whether the script is at work.</summary>
    public bool IsAttached => _attached is not null && !_isDisposed;

    /// <summary>Detaches the script.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        if (_attached is not null)
            await DetachAsync();
    }

    private async Task DetachAsync()
    {
        try
        {
            await _attached!.InvokeVoidAsync("detach");
            await _attached!.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and its script with it.
        }
        finally
        {
            // Not earlier: what the script called before it was detached must find somebody.
            _self!.Dispose();
        }
    }
}
