using System.Collections.Immutable;
using System.Text.Json;
using Ham4db.Client.Contract;
using MySqlConnector;

namespace Ham4db.Server.Backend.MySql;

/// <summary>The observed instances, one document per row.</summary>
/// <param name="database">The database.</param>
/// <param name="isShared">Whether other servers read and write the same rows.</param>
/// <param name="term">The term to write in; later terms win. 0 for a database with one writer.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed class MySqlInventoryStore(
    MySqlDatabase database, bool isShared, Func<long> term, TimeProvider time, ILogger<MySqlInventoryStore> logger) : IInventoryStore
{
    private static readonly MySqlRows Rows = new("instance", ["hostname", "port"], ["cluster_name", "last_checked", "last_seen", "document"]);
    private const int MaxStamps = 100;
    private static readonly TimeSpan GoneLifetime = MySqlDecidedTables.GoneLifetime;

    private readonly Lock _gate = new();
    private volatile ReadInstances _read = ReadInstances.None;
    private string _lastStamp = string.Empty;

    public bool IsShared => isShared;

    /// <inheritdoc/>
    /// <remarks>Of a row that has not changed since it was last read, only the stamp is read: where rows are shared, all are read at every poll.</remarks>
    public async Task<IReadOnlyList<Instance>> ReadAllAsync(CancellationToken cancellationToken)
    {
        var known = _read;
        var (stamps, documents, newest) = await database.ReadAsync(statements => ReadAsync(statements, known), cancellationToken);
        lock (_gate)
        {
            _lastStamp = Later(_lastStamp, newest);
        }

        var read = known.With(stamps, documents.ToDictionary(found => found.Key, found => Parse(found.Document, found.Key)));
        if (isShared)
        {
            _read = read;
        }

        return read.Readable;
    }

    public Task WriteAsync(
        IReadOnlyCollection<Instance> changed, IReadOnlyCollection<InstanceKey> removed, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var statements = Rows.Put(changed.Select(Put).Concat(removed.Select(Drop)), NextStamp(now), StoredTime.ToText(now)).ToList();
        if (removed.Count > 0)
        {
            statements.Add(new MySqlStatement(Rows.PurgeGone, [StoredTime.ToText(now - GoneLifetime)]));
        }

        return database.RunAsync(
            async transaction =>
            {
                await transaction.ExecuteAllAsync(statements);
                return statements.Count;
            },
            cancellationToken);
    }

    private static async Task<(Dictionary<InstanceKey, string> Stamps, List<(InstanceKey Key, string Document)> Documents, string Newest)> ReadAsync(
        MySqlStatements statements, ReadInstances known)
    {
        var stamps = (await statements.QueryAsync("SELECT hostname, port, stamp FROM instance WHERE gone = 0", row => (Key: KeyIn(row), Stamp: row.GetString(2))))
            .ToDictionary(row => row.Key, row => row.Stamp);
        var newest = (await statements.QueryAsync("SELECT MAX(stamp) FROM instance", row => row.IsDBNull(0) ? string.Empty : row.GetString(0))).Single();
        var changed = known.ChangedStamps(stamps);
        return (stamps, changed.Count == 0 ? [] : await ReadDocumentsAsync(statements, changed), newest);
    }

    // The rows of one batch were written under one stamp.
    private static Task<List<(InstanceKey Key, string Document)>> ReadDocumentsAsync(MySqlStatements statements, IReadOnlyList<string> stamps)
    {
        var all = stamps.Count > MaxStamps;
        var places = string.Join(", ", Enumerable.Range(0, stamps.Count).Select(MySqlStatement.Parameter));
        return statements.QueryAsync(
            "SELECT hostname, port, document FROM instance WHERE gone = 0" + (all ? string.Empty : $" AND stamp IN ({places})"),
            row => (KeyIn(row), row.GetString(2)),
            all ? [] : [.. stamps]);
    }

    private static InstanceKey KeyIn(MySqlDataReader row) => new(row.GetString(0), row.GetInt32(1));

    private static (ImmutableArray<object> Key, ImmutableArray<object?>? Values) Put(Instance instance)
        => ([instance.Key.Hostname, (long)instance.Key.Port],
            [
                instance.ClusterName,
                instance.LastChecked is { } at ? StoredTime.ToText(at) : null,
                instance.LastSeen is { } seen ? StoredTime.ToText(seen) : null,
                InstanceDocument.Write(instance),
            ]);

    private static (ImmutableArray<object> Key, ImmutableArray<object?>? Values) Drop(InstanceKey key)
        => ([key.Hostname, (long)key.Port], null);

    private static string Later(string one, string other) => string.CompareOrdinal(one, other) < 0 ? other : one;

    // A clock that was set back must not make what is observed now older than what is stored.
    private string NextStamp(DateTimeOffset now)
    {
        lock (_gate)
        {
            var stamp = Stamp.Of(term(), now);
            return _lastStamp = string.CompareOrdinal(stamp, _lastStamp) > 0 ? stamp : Stamp.After(_lastStamp);
        }
    }

    private Instance? Parse(string document, InstanceKey key)
    {
        try
        {
            return InstanceDocument.Read(document);
        }
        catch (JsonException unreadable)
        {
            // Observed, not decided: the next probe writes it anew.
            logger.InstanceUnreadable(key, unreadable.Message);
            return null;
        }
    }
}
