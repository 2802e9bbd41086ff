using System.Text.Json;
using Ham4db.Client.Contract;

namespace Ham4db.Server.Backend.Sqlite;

/// <summary>The observed instances, one document per row.</summary>
internal sealed class SqliteInventoryStore(SqliteDatabase database, ILogger<SqliteInventoryStore> logger) : IInventoryStore
{
    public bool IsShared => false;

    public async Task<IReadOnlyList<Instance>> ReadAllAsync(CancellationToken cancellationToken)
        => await database.RunAsync(
            statements => statements
                .Query("SELECT document, hostname, port FROM instance", row => Parse(row.GetString(0), new InstanceKey(row.GetString(1), row.GetInt32(2))))
                .OfType<Instance>()
                .ToList(),
            null,
            cancellationToken);

    public Task WriteAsync(
        IReadOnlyCollection<Instance> changed, IReadOnlyCollection<InstanceKey> removed, CancellationToken cancellationToken)
    {
        // Serialised here, on the caller's thread: the writer's loop is for the database alone.
        var rows = changed.Select(instance => (Instance: instance, Document: InstanceDocument.Write(instance))).ToList();
        return database.RunAsync(
            statements =>
            {
                foreach (var (instance, document) in rows)
                {
                    Put(statements, instance, document);
                }

                foreach (var key in removed)
                {
                    statements.Execute("DELETE FROM instance WHERE hostname = $1 AND port = $2", key.Hostname, key.Port);
                }

                return rows.Count;
            },
            null,
            cancellationToken);
    }

    private static void Put(StatementCache statements, Instance instance, string document)
        => statements.Execute(
            """
            INSERT INTO instance (hostname, port, cluster_name, last_checked, last_seen, document) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT DO UPDATE SET cluster_name = excluded.cluster_name, last_checked = excluded.last_checked,
                last_seen = excluded.last_seen, document = excluded.document
            """,
            instance.Key.Hostname,
            instance.Key.Port,
            instance.ClusterName,
            instance.LastChecked is { } at ? StoredTime.ToText(at) : null,
            instance.LastSeen is { } seen ? StoredTime.ToText(seen) : null,
            document);

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
