using System.Collections.Immutable;

namespace Ham4db.Server.Configuration;

/// <summary>The configuration in force, which can be read again while the service runs.</summary>
internal sealed class LiveOptions : ILiveOptions
{
    private readonly Lock _reloading = new();
    private readonly ConfigurationLoader _loader;
    private readonly ImmutableArray<string> _files;
    private volatile LoadedConfiguration _loaded;

    private LiveOptions(ConfigurationLoader loader, ImmutableArray<string> files, LoadedConfiguration loaded)
    {
        _loader = loader;
        _files = files;
        _loaded = loaded;
    }

    /// <summary>Raised after a reload, with the new options, on the thread that reloaded.</summary>
    public event Action<ServerOptions>? Changed;

    /// <inheritdoc/>
    public ServerOptions Current => _loaded.Options;

    /// <summary>The last reading, with its warnings.</summary>
    public LoadedConfiguration Loaded => _loaded;

    /// <summary>The files read, in order; empty when the service runs on defaults.</summary>
    public ImmutableArray<string> Files => _files;

    /// <summary>Reads the configuration for the first time.</summary>
    /// <param name="loader">Reads it.</param>
    /// <param name="files">The files, in order.</param>
    /// <exception cref="ConfigurationException">It cannot be used.</exception>
    public static LiveOptions Load(ConfigurationLoader loader, IReadOnlyList<string> files) => new(loader, [.. files], loader.Load(files));

    /// <summary>Reads the same files, and perhaps one more, over what is in force. All or nothing: on bad input nothing changes.</summary>
    /// <param name="extraFile">A file to read last; null or empty for none.</param>
    /// <returns>The new reading, with its warnings.</returns>
    /// <remarks>A key that was removed from a file keeps its value. Keys that need a restart keep theirs, with a warning.</remarks>
    /// <exception cref="ConfigurationException">It cannot be used.</exception>
    public LoadedConfiguration Reload(string? extraFile = null)
    {
        LoadedConfiguration loaded;
        lock (_reloading)
        {
            loaded = _loader.Reload(string.IsNullOrEmpty(extraFile) ? _files : [.. _files, extraFile], _loaded.Values);
            _loaded = loaded;
        }

        Changed?.Invoke(loaded.Options);
        return loaded;
    }
}
