using Microsoft.JSInterop;
using Microsoft.JSInterop.Infrastructure;
using Moq;
using PersonalizedAgent.Web.Components.Controls;

namespace PersonalizedAgent.Tests.Components;

public sealed class AttachedScriptTests : IAsyncDisposable
{
    private readonly TaskCompletionSource<IJSObjectReference> _import = new();
    private readonly TaskCompletionSource<IJSObjectReference> _attach = new();
    private readonly TaskCompletionSource<IJSVoidResult?> _detach = new();
    private readonly Mock<IJSObjectReference> _module = new();
    private readonly Mock<IJSObjectReference> _attached = new();
    private readonly List<string> _calls = [];
    private readonly AttachedScript<object> _script;
    private DotNetObjectReference<object>? _self;

    public AttachedScriptTests()
    {
        var js = new Mock<IJSRuntime>();
        js.Setup(runtime => runtime.InvokeAsync<IJSObjectReference>("import", It.IsAny<object?[]?>())).Returns(() => new(_import.Task));
        _module.Setup(module => module.InvokeAsync<IJSObjectReference>("attach", It.IsAny<object?[]?>()))
            .Callback((string name, object?[]? arguments) =>
            {
                _calls.Add(name);
                _self = (DotNetObjectReference<object>)arguments![^1]!;
            })
            .Returns(() => new(_attach.Task));
        _attached.Setup(attached => attached.InvokeAsync<IJSVoidResult>(It.IsAny<string>(), It.IsAny<object?[]?>()))
            .Callback((string name, object?[]? _) => _calls.Add(name))
            .Returns(() => new(_detach.Task!));
        _script = new(js.Object, "./some.js", this);
    }

    public ValueTask DisposeAsync() => _script.DisposeAsync();

    [Fact]
    public async Task ComponentGoesBeforeTheModuleIsThere_NothingIsAttached()
    {
        var attaching = _script.AttachAsync([default]);
        await _script.DisposeAsync();

        _import.SetResult(_module.Object);
        await attaching;

        Assert.Empty(_calls);
        _module.Verify(module => module.DisposeAsync());
    }

    [Fact]
    public async Task ComponentGoesWhileItIsAttached_IsDetachedAtOnce()
    {
        _import.SetResult(_module.Object);
        var attaching = _script.AttachAsync([default]);
        await _script.DisposeAsync();
        _detach.SetResult(null);

        _attach.SetResult(_attached.Object);
        await attaching;

        Assert.Equal(["attach", "detach"], _calls);
        Assert.Throws<ObjectDisposedException>(() => _self!.Value);
    }

    [Fact]
    public async Task CallsUnderWay_FindTheComponentUntilTheScriptIsDetached()
    {
        _import.SetResult(_module.Object);
        _attach.SetResult(_attached.Object);
        await _script.AttachAsync([default]);
        Assert.True(_script.IsAttached);

        var disposing = _script.DisposeAsync();

        Assert.Equal(["attach", "detach"], _calls);
        Assert.Same(this, _self!.Value);
        _detach.SetResult(null);
        await disposing;
        Assert.Throws<ObjectDisposedException>(() => _self!.Value);
    }

    [Fact]
    public async Task Detached_IsCalledNoMore()
    {
        _import.SetResult(_module.Object);
        _attach.SetResult(_attached.Object);
        _detach.SetResult(null);
        await _script.InvokeVoidAsync("early", 1);
        await _script.AttachAsync([default]);
        await _script.InvokeVoidAsync("scrollTo", 1);
        await _script.DisposeAsync();

        await _script.InvokeVoidAsync("late", 1);
        await _script.DisposeAsync();

        Assert.Equal(["attach", "scrollTo", "detach"], _calls);
    }

    [Fact]
    public async Task BrowserGone_IsNoError()
    {
        var attaching = _script.AttachAsync([default]);

        _import.SetException(new JSDisconnectedException("gone"));

        await attaching;
        await _script.DisposeAsync();
    }

    [Fact]
    public async Task BrowserGoneWhenAttached_LetsGoOfTheComponent()
    {
        _import.SetResult(_module.Object);
        _attach.SetResult(_attached.Object);
        await _script.AttachAsync([default]);
        _detach.SetException(new JSDisconnectedException("gone"));

        await _script.DisposeAsync();

        Assert.Throws<ObjectDisposedException>(() => _self!.Value);
    }
}
