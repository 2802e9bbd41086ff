namespace Ham4db.Server.Backend.MySql;

/// <summary>Opens the shared database before everything else starts, and closes it after everything else has stopped.</summary>
internal sealed class MySqlSharedBackend(MySqlDatabase database) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => database.OpenAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => database.DisposeAsync().AsTask();
}
