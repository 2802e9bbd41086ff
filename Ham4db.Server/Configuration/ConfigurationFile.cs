using System.Text.Json;

namespace Ham4db.Server.Configuration;

/// <summary>Files of configuration: which are read, and their JSON.</summary>
internal static class ConfigurationFile
{
    private static readonly string[] Names = ["ham4db.conf.json", "orchestrator.conf.json"];

    /// <summary>The files to read when none was named: those of ham4db that exist, or else those of orchestrator; perhaps none.</summary>
    /// <param name="exists">Whether a file exists.</param>
    public static IReadOnlyList<string> Search(Func<string, bool> exists)
        => Names
            .Select(name => new[] { $"/etc/{name}", $"conf/{name}", name }.Where(exists).ToList())
            .FirstOrDefault(found => found.Count > 0) ?? [];

    /// <summary>Reads the one JSON object in <paramref name="file"/>.</summary>
    /// <exception cref="ConfigurationException">The file cannot be read, or holds something else.</exception>
    public static JsonElement Read(string file)
    {
        var bytes = Bytes(file);
        try
        {
            var withoutMark = bytes.AsMemory(bytes is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0);
            using var document = JsonDocument.Parse(withoutMark, JsonText.Options);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone()
                : throw new ConfigurationException($"{file}: line 1, column 1: expected a JSON object, {{ ... }}");
        }
        catch (JsonException exception)
        {
            // The reader's own reason quotes the text, which may be a password.
            throw new ConfigurationException(
                $"{file}: line {exception.LineNumber + 1}, column {exception.BytePositionInLine + 1}: broken JSON; correct the file");
        }
    }

    private static byte[] Bytes(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ConfigurationException($"{file}: no such configuration file; check the path given with --config", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"{file}: the configuration file cannot be read ({exception.Message}); check its permissions", exception);
        }
    }
}
