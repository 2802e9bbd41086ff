namespace Ham4db.Server.Backend.Sqlite;

/// <summary>Opens the file before everything else starts, and closes it after everything else has stopped.</summary>
internal sealed class SqliteBackend(SqliteDatabase database, SqliteDecidedLedger ledger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        database.Open();
        return ledger.LoadAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => database.DisposeAsync().AsTask();
}
