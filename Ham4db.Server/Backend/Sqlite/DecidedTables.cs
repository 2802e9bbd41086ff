using System.Collections.Immutable;
using System.Text.Json;
using Ham4db.Client.Contract;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Backend.Decided;
using Microsoft.Data.Sqlite;

namespace Ham4db.Server.Backend.Sqlite;

/// <summary>The decided state in its tables.</summary>
internal static class DecidedTables
{
    private const string LeaderUri = "leader_uri";
    private const string PurgedAt = "purged_at";
    private const string PutMetadata = "INSERT INTO metadata (name, value) VALUES ($1, $2) ON CONFLICT DO UPDATE SET value = excluded.value";

    public static void Write(StatementCache statements, RowChange change)
    {
        switch (change)
        {
            case RowChange.PutRegistered row:
                Execute("INSERT INTO registered_instance (hostname, port) VALUES ($1, $2) ON CONFLICT DO NOTHING", row.Key);
                break;
            case RowChange.DropRegistered row:
                Execute("DELETE FROM registered_instance WHERE hostname = $1 AND port = $2", row.Key);
                break;
            case RowChange.PutForgotten row:
                Execute(
                    "INSERT INTO forgotten_instance (hostname, port, forgotten_at) VALUES ($1, $2, $3) ON CONFLICT DO UPDATE SET forgotten_at = excluded.forgotten_at",
                    row.Key,
                    StoredTime.ToText(row.At));
                break;
            case RowChange.DropForgotten row:
                Execute("DELETE FROM forgotten_instance WHERE hostname = $1 AND port = $2", row.Key);
                break;
            case RowChange.PutDowntime row:
                Execute(
                    """
                    INSERT INTO downtime (hostname, port, owner, reason, began_at, ends_at) VALUES ($1, $2, $3, $4, $5, $6)
                    ON CONFLICT DO UPDATE SET owner = excluded.owner, reason = excluded.reason, began_at = excluded.began_at, ends_at = excluded.ends_at
                    """,
                    row.Key,
                    row.Downtime.Owner,
                    row.Downtime.Reason,
                    StoredTime.ToText(row.Downtime.BeganAt),
                    StoredTime.ToText(row.Downtime.EndsAt));
                break;
            case RowChange.DropDowntime row:
                Execute("DELETE FROM downtime WHERE hostname = $1 AND port = $2", row.Key);
                break;
            case RowChange.PutCandidate row:
                Execute(
                    """
                    INSERT INTO candidate (hostname, port, promotion_rule, registered_at, expires_at) VALUES ($1, $2, $3, $4, $5)
                    ON CONFLICT DO UPDATE SET promotion_rule = excluded.promotion_rule, registered_at = excluded.registered_at, expires_at = excluded.expires_at
                    """,
                    row.Key,
                    row.Candidate.Rule.ToWire(),
                    StoredTime.ToText(row.Candidate.RegisteredAt),
                    StoredTime.ToText(row.Candidate.ExpiresAt));
                break;
            case RowChange.DropCandidate row:
                Execute("DELETE FROM candidate WHERE hostname = $1 AND port = $2", row.Key);
                break;
            case RowChange.PutTag row:
                Execute(
                    "INSERT INTO instance_tag (hostname, port, tag_name, tag_value) VALUES ($1, $2, $3, $4) ON CONFLICT DO UPDATE SET tag_value = excluded.tag_value",
                    row.Key,
                    row.Name,
                    row.Value);
                break;
            case RowChange.DropTag row:
                Execute("DELETE FROM instance_tag WHERE hostname = $1 AND port = $2 AND tag_name = $3", row.Key, row.Name);
                break;
            case RowChange.PutAlias row:
                statements.Execute(
                    "INSERT INTO cluster_alias_override (cluster_name, alias) VALUES ($1, $2) ON CONFLICT DO UPDATE SET alias = excluded.alias",
                    row.ClusterName,
                    row.Alias);
                break;
            case RowChange.DropAlias row:
                statements.Execute("DELETE FROM cluster_alias_override WHERE cluster_name = $1", row.ClusterName);
                break;
            case RowChange.PutLeaderUri row:
                statements.Execute(PutMetadata, LeaderUri, row.Uri.OriginalString);
                break;
            case RowChange.PutPurgedAt row:
                statements.Execute(PutMetadata, PurgedAt, StoredTime.ToText(row.At));
                break;
            case RowChange.PutKeptResult row:
                statements.Execute(
                    """
                    INSERT INTO idempotency (idempotency_key, request_digest, kept_at, status, instance_keys) VALUES ($1, $2, $3, $4, $5)
                    ON CONFLICT DO NOTHING
                    """,
                    row.IdempotencyKey,
                    row.Kept.RequestDigest,
                    StoredTime.ToText(row.Kept.KeptAt),
                    (int)row.Kept.Result.Status,
                    JsonSerializer.Serialize(row.Kept.Result.Keys, BackendJson.Default.IReadOnlyListInstanceKey));
                break;
            case RowChange.DropKeptResult row:
                statements.Execute("DELETE FROM idempotency WHERE idempotency_key = $1", row.IdempotencyKey);
                break;
            default:
                throw new InvalidOperationException($"There is no table for {change.GetType().Name}.");
        }

        void Execute(string sql, InstanceKey key, params ReadOnlySpan<object?> values)
            => statements.Execute(sql, [key.Hostname, key.Port, .. values]);
    }

    public static void Clear(StatementCache statements)
    {
        statements.Execute("DELETE FROM registered_instance");
        statements.Execute("DELETE FROM forgotten_instance");
        statements.Execute("DELETE FROM downtime");
        statements.Execute("DELETE FROM candidate");
        statements.Execute("DELETE FROM instance_tag");
        statements.Execute("DELETE FROM cluster_alias_override");
        statements.Execute("DELETE FROM idempotency");
        statements.Execute("DELETE FROM metadata WHERE name IN ($1, $2)", LeaderUri, PurgedAt);
    }

    /// <exception cref="InvalidDataException">A stored value cannot be read.</exception>
    public static DecidedState Read(StatementCache statements) => new()
    {
        Registered = [.. statements.Query("SELECT hostname, port FROM registered_instance", Key)],
        Forgotten = statements.Query("SELECT hostname, port, forgotten_at FROM forgotten_instance", row => (Key: Key(row), At: Time(row, 2)))
            .ToImmutableDictionary(row => row.Key, row => row.At),
        Downtimes = statements.Query(
                "SELECT hostname, port, owner, reason, began_at, ends_at FROM downtime",
                row => (Key: Key(row), Downtime: new Downtime(row.GetString(2), row.GetString(3), Time(row, 4), Time(row, 5))))
            .ToImmutableDictionary(row => row.Key, row => row.Downtime),
        Candidates = statements.Query(
                "SELECT hostname, port, promotion_rule, registered_at, expires_at FROM candidate",
                row => (Key: Key(row), Candidate: new Candidate(DecidedDocument.RuleOf(row.GetString(2)), Time(row, 3), Time(row, 4))))
            .ToImmutableDictionary(row => row.Key, row => row.Candidate),
        Tags = statements.Query(
                "SELECT hostname, port, tag_name, tag_value FROM instance_tag",
                row => (Key: Key(row), Name: row.GetString(2), Value: row.GetString(3)))
            .GroupBy(row => row.Key)
            .ToImmutableDictionary(
                group => group.Key, group => group.ToImmutableSortedDictionary(row => row.Name, row => row.Value, StringComparer.Ordinal)),
        AliasOverrides = statements.Query(
                "SELECT cluster_name, alias FROM cluster_alias_override", row => (Name: row.GetString(0), Alias: row.GetString(1)))
            .ToImmutableDictionary(row => row.Name, row => row.Alias),
        KeptResults = statements.Query(
                "SELECT idempotency_key, request_digest, kept_at, status, instance_keys FROM idempotency",
                row => (Key: row.GetString(0), Kept: new KeptResult(row.GetString(1), Time(row, 2), new CommandResult((CommandStatus)row.GetInt32(3), Keys(row, 4)))))
            .ToImmutableDictionary(row => row.Key, row => row.Kept),
        LeaderUri = Metadata(statements, LeaderUri) is { } uri ? new Uri(uri) : null,
        PurgedAt = Metadata(statements, PurgedAt) is { } at ? StoredTime.Parse(at) : null,
    };

    private static string? Metadata(StatementCache statements, string name)
        => statements.Query("SELECT value FROM metadata WHERE name = $1", row => row.GetString(0), name).FirstOrDefault();

    private static InstanceKey Key(SqliteDataReader row) => new(row.GetString(0), row.GetInt32(1));

    private static DateTimeOffset Time(SqliteDataReader row, int column) => StoredTime.Parse(row.GetString(column));

    private static IReadOnlyList<InstanceKey> Keys(SqliteDataReader row, int column)
        => JsonSerializer.Deserialize(row.GetString(column), BackendJson.Default.IReadOnlyListInstanceKey) ?? [];
}
