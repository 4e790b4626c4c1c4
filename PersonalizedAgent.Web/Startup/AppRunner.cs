using System.Net.Sockets;
using Microsoft.Extensions.Options;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Web.Data;

namespace PersonalizedAgent.Web.Startup;

/// <summary>Runs the app, or says in one clear line on the error stream why it cannot run.</summary>
internal static class AppRunner
{
    /// <summary>The exit code when a setting, the data or the address cannot be used.</summary>
    private const int CannotStart = 2;

    public static async Task<int> RunOrExplainAsync(this WebApplication app)
    {
        try
        {
            // Settings first: the data's place is one of them.
            app.Services.GetService<IStartupValidator>()?.Validate();
            if (app.Services.GetRequiredService<DatasetStore>().Load() is { } reason)
                return Explain(reason);
            // The log is opened before the first question, lest that one finds out.
            app.Services.GetRequiredService<IDecisionLog>();
            await app.RunAsync();
            return 0;
        }
        catch (DecisionLogException e)
        {
            return Explain(e.Message);
        }
        catch (OptionsValidationException e)
        {
            return Explain(string.Join(" ", e.Failures));
        }
        catch (InvalidOperationException e) when (e.Source == "Microsoft.Extensions.Configuration.Binder")
        {
            return Explain(e.Message);
        }
        catch (Exception e) when (e is IOException or SocketException or FormatException or ArgumentOutOfRangeException { ParamName: "port" })
        {
            return Explain($"{e.Message} Choose another address, such as --urls http://127.0.0.1:5001.");
        }
    }

    private static int Explain(string reason)
    {
        Console.Error.WriteLine($"Cannot start: {reason.ReplaceLineEndings(" ")}");
        return CannotStart;
    }
}
