namespace Ham4db.Server.Backend.Sqlite;

/// <summary>Opens the file before everything else starts, and closes it after everything else has stopped.</summary>
internal sealed class SqliteBackend(SqliteDatabase database, SqliteDecidedLedger ledger, ILogger<SqliteBackend> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await OpenAsync(cancellationToken);
        }
        catch (DamagedFileException damaged) when (!database.IsOnlyCopy)
        {
            // An empty database has applied nothing, and is filled as one that was lost: from the newest snapshot, the log, or the peers.
            var aside = await database.SetAsideAsync();
            logger.DatabaseSetAside(database.File, damaged.Detail, aside);
            await OpenAsync(cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => database.DisposeAsync().AsTask();

    private Task OpenAsync(CancellationToken cancellationToken)
    {
        database.Open();
        return ledger.LoadAsync(cancellationToken);
    }
}
