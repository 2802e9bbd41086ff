using System.Security.Cryptography;
using System.Text;

namespace Ham4db.Server.Backend.Sqlite;

/// <summary>One step of the schema. Never edited once released: the checksum of what ran is stored and compared.</summary>
/// <param name="Version">Counted from 1, without gaps.</param>
/// <param name="Sql">The statements.</param>
internal sealed record Migration(int Version, string Sql)
{
    /// <summary>SHA-256 of the statements, hexadecimal.</summary>
    public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));

    /// <summary>Every step, in order.</summary>
    public static IReadOnlyList<Migration> All { get; } =
    [
        new(1, """
            CREATE TABLE instance (
                hostname TEXT NOT NULL, port INTEGER NOT NULL, cluster_name TEXT NOT NULL,
                last_checked TEXT, last_seen TEXT, document TEXT NOT NULL,
                PRIMARY KEY (hostname, port)) WITHOUT ROWID;
            CREATE INDEX instance_by_cluster ON instance (cluster_name);
            CREATE TABLE registered_instance (
                hostname TEXT NOT NULL, port INTEGER NOT NULL, PRIMARY KEY (hostname, port)) WITHOUT ROWID;
            CREATE TABLE forgotten_instance (
                hostname TEXT NOT NULL, port INTEGER NOT NULL, forgotten_at TEXT NOT NULL, PRIMARY KEY (hostname, port)) WITHOUT ROWID;
            CREATE TABLE downtime (
                hostname TEXT NOT NULL, port INTEGER NOT NULL, owner TEXT NOT NULL, reason TEXT NOT NULL,
                began_at TEXT NOT NULL, ends_at TEXT NOT NULL, PRIMARY KEY (hostname, port)) WITHOUT ROWID;
            CREATE TABLE candidate (
                hostname TEXT NOT NULL, port INTEGER NOT NULL, promotion_rule TEXT NOT NULL,
                registered_at TEXT NOT NULL, expires_at TEXT NOT NULL, PRIMARY KEY (hostname, port)) WITHOUT ROWID;
            CREATE TABLE instance_tag (
                hostname TEXT NOT NULL, port INTEGER NOT NULL, tag_name TEXT NOT NULL, tag_value TEXT NOT NULL,
                PRIMARY KEY (hostname, port, tag_name)) WITHOUT ROWID;
            CREATE TABLE cluster_alias_override (cluster_name TEXT NOT NULL PRIMARY KEY, alias TEXT NOT NULL) WITHOUT ROWID;
            CREATE TABLE idempotency (
                idempotency_key TEXT NOT NULL PRIMARY KEY, request_digest TEXT NOT NULL, kept_at TEXT NOT NULL,
                status INTEGER NOT NULL, instance_keys TEXT NOT NULL) WITHOUT ROWID;
            CREATE TABLE raft_applied (
                anchor INTEGER NOT NULL PRIMARY KEY CHECK (anchor = 1), log_id TEXT, log_index INTEGER NOT NULL, term INTEGER NOT NULL);
            INSERT INTO raft_applied (anchor, log_id, log_index, term) VALUES (1, NULL, 0, 0);
            CREATE TABLE metadata (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
            CREATE TABLE node_health (anchor INTEGER NOT NULL PRIMARY KEY CHECK (anchor = 1), last_seen TEXT NOT NULL);
            """),
        // The table metadata is the decided state's alone from here on: what only this node knows moves out.
        new(2, """
            ALTER TABLE raft_applied ADD COLUMN own_term INTEGER NOT NULL DEFAULT 0;
            UPDATE raft_applied SET own_term = coalesce((SELECT CAST(value AS INTEGER) FROM metadata WHERE name = 'own_term'), 0);
            DELETE FROM metadata WHERE name = 'own_term';
            """),
        new(3, """
            ALTER TABLE idempotency ADD COLUMN result_id INTEGER NOT NULL DEFAULT 0;
            CREATE TABLE hostname_unresolve (
                hostname TEXT NOT NULL PRIMARY KEY, unresolved_hostname TEXT NOT NULL, registered_at TEXT NOT NULL, expires_at TEXT NOT NULL)
                WITHOUT ROWID;
            CREATE TABLE pool_instance (
                pool_name TEXT NOT NULL, hostname TEXT NOT NULL, port INTEGER NOT NULL, registered_at TEXT NOT NULL, expires_at TEXT NOT NULL,
                PRIMARY KEY (pool_name, hostname, port)) WITHOUT ROWID;
            CREATE TABLE kv_store (store_key TEXT NOT NULL PRIMARY KEY, store_value TEXT NOT NULL, updated_at TEXT NOT NULL) WITHOUT ROWID;
            CREATE TABLE injected_pseudo_gtid (cluster_name TEXT NOT NULL PRIMARY KEY, injected_at TEXT NOT NULL) WITHOUT ROWID;
            CREATE TABLE maintenance (
                maintenance_id INTEGER NOT NULL PRIMARY KEY, hostname TEXT NOT NULL, port INTEGER NOT NULL, owner TEXT NOT NULL,
                reason TEXT NOT NULL, began_at TEXT NOT NULL, ends_at TEXT NOT NULL);
            CREATE TABLE decided_counter (counter_name TEXT NOT NULL PRIMARY KEY, last_number INTEGER NOT NULL) WITHOUT ROWID;
            """),
        new(4, """
            CREATE TABLE failure_detection (
                detection_id INTEGER NOT NULL PRIMARY KEY, hostname TEXT NOT NULL, port INTEGER NOT NULL, cluster_name TEXT NOT NULL,
                analysis TEXT NOT NULL, is_actionable INTEGER NOT NULL, detected_at TEXT NOT NULL, active_until TEXT NOT NULL,
                kept_until TEXT NOT NULL, document TEXT NOT NULL);
            CREATE TABLE recovery (
                recovery_id INTEGER NOT NULL PRIMARY KEY, recovery_uid TEXT NOT NULL, hostname TEXT NOT NULL, port INTEGER NOT NULL,
                cluster_name TEXT NOT NULL, analysis TEXT NOT NULL, started_at TEXT NOT NULL, ended_at TEXT, is_successful INTEGER,
                active_until TEXT NOT NULL, acknowledged_at TEXT, kept_until TEXT NOT NULL, document TEXT NOT NULL);
            CREATE TABLE recovery_step (
                step_id INTEGER NOT NULL PRIMARY KEY, recovery_uid TEXT NOT NULL, audit_at TEXT NOT NULL, message TEXT NOT NULL,
                kept_until TEXT NOT NULL);
            """),
    ];
}
