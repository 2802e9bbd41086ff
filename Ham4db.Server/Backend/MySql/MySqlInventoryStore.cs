using System.Collections.Immutable;
using System.Text.Json;
using Ham4db.Client.Contract;

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
    private static readonly TimeSpan GoneLifetime = MySqlDecidedTables.GoneLifetime;

    private readonly Lock _gate = new();
    private string _lastStamp = string.Empty;

    public bool IsShared => isShared;

    public async Task<IReadOnlyList<Instance>> ReadAllAsync(CancellationToken cancellationToken)
    {
        var (documents, newest) = await database.ReadAsync(
            async statements => (
                await statements.QueryAsync(
                    "SELECT document, hostname, port FROM instance WHERE gone = 0",
                    row => (Document: row.GetString(0), Key: new InstanceKey(row.GetString(1), row.GetInt32(2)))),
                (await statements.QueryAsync("SELECT MAX(stamp) FROM instance", row => row.IsDBNull(0) ? string.Empty : row.GetString(0))).Single()),
            cancellationToken);
        lock (_gate)
        {
            _lastStamp = Later(_lastStamp, newest);
        }

        return [.. documents.Select(found => Parse(found.Document, found.Key)).OfType<Instance>()];
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
