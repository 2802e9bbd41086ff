using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Ham4db.Server.Configuration;

/// <summary>Reads configuration files and the environment into options.</summary>
/// <param name="environment">The environment variables.</param>
/// <param name="resolve">Finds the IP address of a host name, null when there is none; needed for a raft address to listen on.</param>
internal sealed class ConfigurationLoader(IReadOnlyDictionary<string, string> environment, Func<string, IPAddress?> resolve)
{
    /// <summary>A loader for this process: its environment, and host names by DNS.</summary>
    public static ConfigurationLoader OfThisProcess()
        => new(
            Environment.GetEnvironmentVariables()
                .Cast<System.Collections.DictionaryEntry>()
                .ToDictionary(entry => (string)entry.Key, entry => entry.Value as string ?? string.Empty, StringComparer.Ordinal),
            ResolveByDns);

    /// <summary>Reads <paramref name="files"/> in order, each over what was read before, then the environment over all.</summary>
    /// <exception cref="ConfigurationException">A file cannot be read, a key is not known, or a value is not allowed.</exception>
    public LoadedConfiguration Load(IReadOnlyList<string> files) => Load(files, SettingValues.None, running: null);

    /// <summary>Reads <paramref name="files"/> again over what is in force; keys that need a restart keep their value.</summary>
    /// <exception cref="ConfigurationException">As for the first reading. What is in force stays so.</exception>
    public LoadedConfiguration Reload(IReadOnlyList<string> files, SettingValues inForce) => Load(files, inForce, inForce);

    private LoadedConfiguration Load(IReadOnlyList<string> files, SettingValues start, SettingValues? running)
    {
        var documents = files.Select(file => (File: file, Root: ConfigurationFile.Read(file))).ToList();
        var ofEnvironment = ConfigurationSource.OfEnvironment(environment);
        var allowUnknownKeys = AllowsUnknownKeys(ofEnvironment, documents.Select(document => document.Root));
        var sources = documents
            .Select(document => ConfigurationSource.OfFile(document.File, document.Root, allowUnknownKeys))
            .Append(ofEnvironment)
            .ToList();

        var warnings = sources.SelectMany(source => source.Warnings).ToList();
        var values = sources.Aggregate(start, (all, source) => all.With(source));
        if (running is not null)
        {
            values = values.KeepingFixed(running, value => warnings.Add($"{value.Place} changed; it takes effect when the service is restarted"));
        }

        var options = new ConfigurationRules(values, environment, resolve, warnings).Apply(values.ToDraft());
        return new LoadedConfiguration(options, [.. warnings], [.. sources.SelectMany(source => source.Ignored)], values);
    }

    // The key may stand in any file, below the keys it excuses.
    private static bool AllowsUnknownKeys(ConfigurationSource ofEnvironment, IEnumerable<JsonElement> roots)
        => ofEnvironment.Values.GetValueOrDefault(BackendSettings.AllowUnknownKeys)?.Value as bool?
            ?? roots
                .SelectMany(root => root.EnumerateObject())
                .Where(property => property.Name.Equals(BackendSettings.AllowUnknownKeys, StringComparison.OrdinalIgnoreCase))
                .Select(property => property.Value.ValueKind == JsonValueKind.True)
                .LastOrDefault();

    private static IPAddress? ResolveByDns(string host)
    {
        try
        {
            var addresses = Dns.GetHostAddresses(host);
            return addresses.FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork) ?? addresses.FirstOrDefault();
        }
        catch (SocketException)
        {
            // The caller's message says that the name cannot be resolved, and what to do.
            return null;
        }
    }
}
