namespace Ham4db.Server.Backend.MySql;

/// <summary>Opens the shared database before everything else starts, and closes it after everything else has stopped.</summary>
internal sealed class MySqlSharedBackend(MySqlDatabase database) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await database.OpenAsync(cancellationToken);
        await using var nodes = new MySqlDataLock(database.Options);
        await nodes.RequireFreeAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => database.DisposeAsync().AsTask();
}
