namespace Ham4db.Server.Backend.MySql;

/// <summary>Opens the shared database before everything else starts, and closes it after everything else has stopped.</summary>
internal sealed class MySqlSharedBackend(MySqlDatabase database, MySqlLeaseStore leases) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await database.OpenAsync(cancellationToken);
        await using var nodes = new MySqlDataLock(database.Options);
        await nodes.RequireFreeAsync(cancellationToken);
        await leases.FollowRaftAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => database.DisposeAsync().AsTask();
}
