using System.Security.Cryptography;
using System.Text;

namespace Ham4db.Server.Backend.MySql;

/// <summary>One step of the schema. Never edited once released: the checksum of what ran is stored and compared.</summary>
/// <remarks>
/// Several servers may run a step at once, on one database or on two that replicate to each other, and a step may be interrupted in its middle:
/// every statement must do nothing where it was done before.
/// </remarks>
/// <param name="Version">Counted from 1, without gaps.</param>
/// <param name="Statements">The statements; <see cref="ExactCollation"/> stands for the server's name of the collation that compares exactly.</param>
internal sealed record MySqlMigration(int Version, IReadOnlyList<string> Statements)
{
    /// <summary>Placeholder in statements: the same collation has another name on MariaDB than on MySQL.</summary>
    public const string ExactCollation = "{exact}";

    private const string Ascii = "CHARACTER SET ascii COLLATE ascii_bin";
    private const string Name = $"VARCHAR(255) CHARACTER SET utf8mb4 COLLATE {ExactCollation}";
    private const string Text = $"MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE {ExactCollation}";
    private const string Time = $"VARCHAR(33) {Ascii}";
    private const string Instance = $"hostname {Name} NOT NULL, port BIGINT NOT NULL";

    // What every row carries so that writers in any order come to the same rows: see MySqlRows.
    private const string Row = $"stamp CHAR(40) {Ascii} NOT NULL, gone TINYINT NOT NULL, changed_at {Time} NOT NULL";
    private const string Engine = "ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4";

    /// <summary>SHA-256 of the statements, hexadecimal.</summary>
    public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(";\n", Statements))));

    /// <summary>The table of what ran.</summary>
    public const string RecordTable =
        $"CREATE TABLE IF NOT EXISTS schema_migration (version INT NOT NULL, checksum CHAR(64) {Ascii} NOT NULL, applied_at {Time} NOT NULL, PRIMARY KEY (version)) {Engine}";

    /// <summary>Every step, in order.</summary>
    public static IReadOnlyList<MySqlMigration> All { get; } =
    [
        new(1,
        [
            // Observed.
            $"CREATE TABLE IF NOT EXISTS instance ({Instance}, cluster_name {Text} NULL, last_checked {Time} NULL, last_seen {Time} NULL, document {Text} NULL, {Row}, PRIMARY KEY (hostname, port)) {Engine}",

            // Decided.
            $"CREATE TABLE IF NOT EXISTS registered_instance ({Instance}, {Row}, PRIMARY KEY (hostname, port)) {Engine}",
            $"CREATE TABLE IF NOT EXISTS forgotten_instance ({Instance}, forgotten_at {Time} NULL, {Row}, PRIMARY KEY (hostname, port)) {Engine}",
            $"CREATE TABLE IF NOT EXISTS downtime ({Instance}, owner {Text} NULL, reason {Text} NULL, began_at {Time} NULL, ends_at {Time} NULL, {Row}, PRIMARY KEY (hostname, port)) {Engine}",
            $"CREATE TABLE IF NOT EXISTS candidate ({Instance}, promotion_rule {Name} NULL, registered_at {Time} NULL, expires_at {Time} NULL, {Row}, PRIMARY KEY (hostname, port)) {Engine}",
            $"CREATE TABLE IF NOT EXISTS instance_tag ({Instance}, tag_name {Name} NOT NULL, tag_value {Text} NULL, {Row}, PRIMARY KEY (hostname, port, tag_name)) {Engine}",
            $"CREATE TABLE IF NOT EXISTS cluster_alias_override (cluster_name {Name} NOT NULL, alias {Text} NULL, {Row}, PRIMARY KEY (cluster_name)) {Engine}",
            $"CREATE TABLE IF NOT EXISTS idempotency (idempotency_key {Name} NOT NULL, request_digest {Text} NULL, kept_at {Time} NULL, status BIGINT NULL, instance_keys {Text} NULL, result_id BIGINT NULL, {Row}, PRIMARY KEY (idempotency_key)) {Engine}",
            $"CREATE TABLE IF NOT EXISTS hostname_unresolve (hostname {Name} NOT NULL, unresolved_hostname {Text} NULL, registered_at {Time} NULL, expires_at {Time} NULL, {Row}, PRIMARY KEY (hostname)) {Engine}",
            $"CREATE TABLE IF NOT EXISTS pool_instance (pool_name {Name} NOT NULL, {Instance}, registered_at {Time} NULL, expires_at {Time} NULL, {Row}, PRIMARY KEY (pool_name, hostname, port)) {Engine}",
            $"CREATE TABLE IF NOT EXISTS kv_store (store_key {Name} NOT NULL, store_value {Text} NULL, updated_at {Time} NULL, {Row}, PRIMARY KEY (store_key)) {Engine}",
            $"CREATE TABLE IF NOT EXISTS injected_pseudo_gtid (cluster_name {Name} NOT NULL, injected_at {Time} NULL, {Row}, PRIMARY KEY (cluster_name)) {Engine}",
            $"CREATE TABLE IF NOT EXISTS maintenance (maintenance_id BIGINT NOT NULL, hostname {Name} NULL, port BIGINT NULL, owner {Text} NULL, reason {Text} NULL, began_at {Time} NULL, ends_at {Time} NULL, {Row}, PRIMARY KEY (maintenance_id)) {Engine}",
            $"CREATE TABLE IF NOT EXISTS failure_detection (detection_id BIGINT NOT NULL, hostname {Name} NULL, port BIGINT NULL, cluster_name {Name} NULL, analysis {Name} NULL, is_actionable BIGINT NULL, detected_at {Time} NULL, active_until {Time} NULL, kept_until {Time} NULL, document {Text} NULL, {Row}, PRIMARY KEY (detection_id)) {Engine}",
            $"CREATE TABLE IF NOT EXISTS recovery (recovery_id BIGINT NOT NULL, recovery_uid {Name} NULL, hostname {Name} NULL, port BIGINT NULL, cluster_name {Name} NULL, analysis {Name} NULL, started_at {Time} NULL, ended_at {Time} NULL, is_successful BIGINT NULL, active_until {Time} NULL, acknowledged_at {Time} NULL, kept_until {Time} NULL, document {Text} NULL, {Row}, PRIMARY KEY (recovery_id)) {Engine}",
            $"CREATE TABLE IF NOT EXISTS recovery_step (step_id BIGINT NOT NULL, recovery_uid {Name} NULL, audit_at {Time} NULL, message {Text} NULL, kept_until {Time} NULL, {Row}, PRIMARY KEY (step_id)) {Engine}",
            $"CREATE TABLE IF NOT EXISTS decided_counter (counter_name {Name} NOT NULL, last_number BIGINT NULL, {Row}, PRIMARY KEY (counter_name)) {Engine}",
            $"CREATE TABLE IF NOT EXISTS metadata (name {Name} NOT NULL, value {Text} NULL, {Row}, PRIMARY KEY (name)) {Engine}",

            // Where the command log is.
            $"CREATE TABLE IF NOT EXISTS command_log_position (anchor TINYINT NOT NULL, log_id {Name} NULL, log_index BIGINT NOT NULL, term BIGINT NOT NULL, command_id CHAR(36) {Ascii} NOT NULL, {Row}, PRIMARY KEY (anchor)) {Engine}",

            // Who leads and who is there, by the database's own clock.
            $"CREATE TABLE IF NOT EXISTS leader_lease (anchor TINYINT NOT NULL, token BIGINT NOT NULL, holder {Name} NOT NULL, holder_uri VARCHAR(512) CHARACTER SET utf8mb4 COLLATE {ExactCollation} NOT NULL, renewals BIGINT NOT NULL, renewed_at DATETIME(6) NOT NULL, acquired_at DATETIME(6) NOT NULL, PRIMARY KEY (anchor)) {Engine}",
            $"CREATE TABLE IF NOT EXISTS node_health (hostname {Name} NOT NULL, token VARCHAR(64) {Ascii} NOT NULL, first_seen DATETIME(6) NOT NULL, last_seen DATETIME(6) NOT NULL, extra_info {Text} NOT NULL, command {Text} NOT NULL, version {Text} NOT NULL, db_backend {Text} NOT NULL, counter BIGINT NOT NULL, PRIMARY KEY (hostname, token)) {Engine}",
            $"CREATE TABLE IF NOT EXISTS node_health_history (hostname {Name} NOT NULL, token VARCHAR(64) {Ascii} NOT NULL, first_seen DATETIME(6) NOT NULL, extra_info {Text} NOT NULL, command {Text} NOT NULL, version {Text} NOT NULL, PRIMARY KEY (hostname, token)) {Engine}",
        ]),
        new(2,
        [
            // Who has followed to another database server, and written there again what it had stored before.
            $"CREATE TABLE IF NOT EXISTS node_arrival (hostname {Name} NOT NULL, token VARCHAR(64) {Ascii} NOT NULL, floor BIGINT NOT NULL, arrived_at DATETIME(6) NOT NULL, PRIMARY KEY (hostname, token)) {Engine}",
        ]),
        new(3,
        [
            // On which database server the changes of a token are made: another one that replicates from it must not be changed under that token.
            $"CREATE TABLE IF NOT EXISTS term_database (anchor TINYINT NOT NULL, token BIGINT NOT NULL, server {Name} NOT NULL, PRIMARY KEY (anchor)) {Engine}",
        ]),
    ];
}
