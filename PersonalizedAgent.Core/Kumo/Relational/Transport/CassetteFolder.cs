using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PersonalizedAgent.Core.Kumo.Relational.Transport;

/// <summary>Kept exchanges, a JSON file each, named by its hash. Thread-safe; files are written whole or not at all, for the owner's eyes only.</summary>
/// <param name="path">The folder; made when something is to be kept.</param>
internal sealed class CassetteFolder(string path)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private int _writes;

    /// <exception cref="CassetteException">There is no such exchange, or its file is damaged.</exception>
    public async Task<CassetteExchange> ReadAsync(string hash, CancellationToken cancellationToken)
    {
        var file = FileOf(hash);
        try
        {
            var bytes = await File.ReadAllBytesAsync(file, cancellationToken).ConfigureAwait(false);
            var exchange = JsonSerializer.Deserialize<CassetteExchange>(bytes, Json) ?? throw new FormatException("Empty.");
            if (CassetteHash.Of(exchange.Request.Method, exchange.Request.Path, exchange.Request.Body.ToBytes()) != hash || exchange.Hash != hash)
                throw new FormatException("Another request.");
            if (exchange.Response.Status is < 100 or > 599)
                throw new FormatException("No such status.");
            _ = exchange.Response.Body.ToBytes();
            return exchange;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CassetteException($"This exchange was not recorded (hash {hash}, folder {path}).", "Record it with the server at hand, or ask for something that was recorded.", e);
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw new CassetteException($"The recorded exchange {file} is damaged.", "Delete the file and record the exchange again.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CassetteException($"The recorded exchange {file} cannot be read.", "Check the permissions of the file.", e);
        }
    }

    /// <exception cref="CassetteException">The file cannot be written.</exception>
    public async Task WriteAsync(CassetteExchange exchange, CancellationToken cancellationToken)
    {
        var file = FileOf(exchange.Hash);
        var temporary = string.Create(CultureInfo.InvariantCulture, $"{file}.{Environment.ProcessId}.{Interlocked.Increment(ref _writes)}.tmp");
        try
        {
            Directory.CreateDirectory(path);
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            var stream = new FileStream(temporary, options);
            await using (stream.ConfigureAwait(false))
                await JsonSerializer.SerializeAsync(stream, exchange, Json, cancellationToken).ConfigureAwait(false);
            File.Move(temporary, file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CassetteException($"The exchange could not be recorded as {file}.", "Check the folder's permissions and the room on the disk.", e);
        }
        finally
        {
            Discard(temporary);
        }
    }

    private string FileOf(string hash) => Path.Combine(path, $"{hash}.json");

    private static void Discard(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Was moved, or never made, or stays behind: it is never read.
        }
    }
}
