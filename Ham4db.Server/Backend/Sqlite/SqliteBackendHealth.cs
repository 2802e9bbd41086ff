namespace Ham4db.Server.Backend.Sqlite;

/// <summary>Tells whether the file takes writes, by writing to it.</summary>
internal sealed class SqliteBackendHealth(SqliteDatabase database, TimeProvider time) : IBackendHealth
{
    public string Description => database.File;

    public string Address => database.File;

    public bool TakesWrites => database.TakesWrites;

    public Task CheckAsync(CancellationToken cancellationToken)
        => database.RunAsync(
            statements => statements.Execute(
                "INSERT INTO node_health (anchor, last_seen) VALUES (1, $1) ON CONFLICT DO UPDATE SET last_seen = excluded.last_seen",
                StoredTime.ToText(time.GetUtcNow())),
            null,
            cancellationToken);
}
