namespace Ham4db.Server.Backend.MySql;

/// <summary>Which servers have followed to this database server after another one failed. Two that replicate to each other come to the same rows.</summary>
internal static class MySqlArrivals
{
    private const string Put =
        """
        INSERT INTO node_arrival (hostname, token, floor, arrived_at) VALUES (@p1, @p2, @p3, NOW(6))
        ON DUPLICATE KEY UPDATE floor = GREATEST(floor, VALUES(floor)), arrived_at = GREATEST(arrived_at, VALUES(arrived_at))
        """;

    private const string Forget = "DELETE FROM node_arrival WHERE arrived_at < NOW(6) - INTERVAL 1 HOUR";

    // Long enough for a database server to be found dead and for its last rows to have arrived before; a server that ended within it costs a wait.
    private const string Select =
        """
        SELECT seen.hostname, seen.token FROM node_health seen
        LEFT JOIN node_arrival arrived ON arrived.hostname = seen.hostname AND arrived.token = seen.token
        WHERE seen.last_seen BETWEEN NOW(6) - INTERVAL 15 SECOND AND NOW(6) + INTERVAL 15 SECOND AND NOT (seen.hostname = @p1 AND seen.token = @p2) AND COALESCE(arrived.floor, 0) < @p3
        """;

    /// <summary>Notes one.</summary>
    public static async Task<bool> PutAsync(MySqlStatements statements, string holder, long floor)
    {
        var (hostname, token) = ProcessIdentity.Split(holder);
        await statements.ExecuteAsync(Put, hostname, token, floor);
        await statements.ExecuteAsync(Forget);
        return true;
    }

    /// <summary>Those that were there lately and have not followed yet; nobody on a synchronous cluster.</summary>
    public static async Task<IReadOnlyList<string>> AwaitedAsync(MySqlStatements statements, string holder, long floor)
    {
        var (hostname, token) = ProcessIdentity.Split(holder);
        return await MySqlSession.IsSynchronousAsync(statements)
            ? []
            : await statements.QueryAsync(Select, row => $"{row.GetString(0)}/{row.GetString(1)}", hostname, token, floor);
    }
}
