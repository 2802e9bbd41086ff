using MySqlConnector;

namespace Ham4db.Server.Backend.MySql;

/// <summary>What every new session is told before it is used, and which server it is on.</summary>
internal static class MySqlSession
{
    // UTC, so that NOW(6) is the same text whatever the server's zone; strict, so that nothing is cut short silently; locks are waited for
    // shortly, since who waits holds up everybody behind. A server that is frozen within a transaction keeps its locks, so that no other could
    // take the lease: MariaDB ends such a transaction; MySQL, to which that part is a comment, has no setting for it.
    private const string Prepare =
        "SET SESSION time_zone = '+00:00', sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION', innodb_lock_wait_timeout = 3, lock_wait_timeout = 10"
        + "/*M!100300 , idle_transaction_timeout = 2 */";

    /// <summary>Expression for the identity of the server that runs the statement: a proxy may lead each connection to another.</summary>
    public const string OwnIdentity = "CONCAT(@@hostname, ':', @@port, '/', @@server_id)";

    private const string Isolate = "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ";

    private const string IsSynchronous =
        "SHOW VARIABLES WHERE (Variable_name = 'wsrep_on' AND Value = 'ON') OR (Variable_name = 'group_replication_group_name' AND Value <> '')";

    private const string Identify = "SHOW VARIABLES WHERE Variable_name IN ('hostname', 'port', 'server_id', 'server_uuid')";

    /// <summary>Whether the server is one of a synchronous cluster: what is committed on it cannot be missing on another.</summary>
    public static async Task<bool> IsSynchronousAsync(MySqlStatements statements)
        => (await statements.QueryAsync(IsSynchronous, row => row.GetString(0))).Count > 0;

    /// <summary>Prepares the session.</summary>
    /// <returns>Identity of its server: MySQL's own where it has one, else host, port and server id.</returns>
    public static async Task<string> PrepareAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        using var prepare = new MySqlCommand(Prepare, connection);
        await prepare.ExecuteNonQueryAsync(cancellationToken);
        using var isolate = new MySqlCommand(Isolate, connection);
        await isolate.ExecuteNonQueryAsync(cancellationToken);
        using var identify = new MySqlCommand(Identify, connection);
        await using var reader = await identify.ExecuteReaderAsync(cancellationToken);
        var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await reader.ReadAsync(cancellationToken))
        {
            found[reader.GetString(0)] = reader.GetString(1);
        }

        return found.TryGetValue("server_uuid", out var uuid) && uuid.Length > 0
            ? uuid
            : $"{found.GetValueOrDefault("hostname")}:{found.GetValueOrDefault("port")}/{found.GetValueOrDefault("server_id")}";
    }
}
