using System.Runtime.InteropServices;
using Ham4db.Server.Api.Nodes;
using Ham4db.Server.Configuration;

namespace Ham4db.Server.Hosting;

/// <summary>Reads the configuration again, on request and on SIGHUP.</summary>
internal sealed class ConfigurationReload(LiveOptions live, ILogger<ConfigurationReload> logger) : IConfigurationReload, IHostedService, IDisposable
{
    private PosixSignalRegistration? _hangUp;

    /// <inheritdoc/>
    public void Reload(string? extraFile)
    {
        var loaded = live.Reload(extraFile);
        logger.ConfigurationRead(extraFile is null ? live.Files : [.. live.Files, extraFile], loaded);
    }

    /// <summary>Tells how the configuration was read at start, and listens for SIGHUP from now on.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        logger.ConfigurationRead(live.Files, live.Loaded);
        _hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnHangUp);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => _hangUp?.Dispose();

    private void OnHangUp(PosixSignalContext signal)
    {
        signal.Cancel = true;
        try
        {
            Reload(extraFile: null);
        }
        catch (ConfigurationException refused)
        {
            logger.ConfigurationNotReloaded(refused.Message);
        }
    }
}
