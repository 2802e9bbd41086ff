namespace Ham4db.Server.Backend.MySql;

/// <summary>Opens the database before everything else starts, and closes it after everything else has stopped.</summary>
internal sealed class MySqlBackend(MySqlDatabase database, MySqlDataLock dataLock, MySqlDecidedLedger ledger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await database.OpenAsync(cancellationToken);
        await dataLock.HoldAsync(cancellationToken);
        await ledger.LoadAsync(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await dataLock.DisposeAsync();
        await database.DisposeAsync();
    }
}
