namespace Ham4db.Testing;

/// <summary>The accounts that every server of a test has. They exist on loopback only, for the length of a test.</summary>
public static class MariaDbUsers
{
    /// <summary>The user Ham4db connects with; has every privilege.</summary>
    public const string TopologyUser = "ham4db";

    /// <summary>Password of <see cref="TopologyUser"/>.</summary>
    public const string TopologyPassword = "secret";

    /// <summary>The user of <c>samples/</c> whose rights are all on the backend database, and none elsewhere.</summary>
    public const string BackendUser = "ham4db_backend";

    /// <summary>Password of <see cref="BackendUser"/>.</summary>
    public const string BackendPassword = "kept";

    /// <summary>The user replicas connect with.</summary>
    public const string ReplicationUser = "repl";

    /// <summary>Password of <see cref="ReplicationUser"/>.</summary>
    public const string ReplicationPassword = "repl";

    /// <summary>The user whose logins are the health checks of a proxy; has no password and no privilege.</summary>
    public const string ProxyCheckUser = "haproxy";

    internal const string CreateStatements =
        $"""
        FLUSH PRIVILEGES;
        CREATE USER '{TopologyUser}'@'%' IDENTIFIED BY '{TopologyPassword}';
        GRANT ALL PRIVILEGES ON *.* TO '{TopologyUser}'@'%' WITH GRANT OPTION;
        CREATE USER '{BackendUser}'@'%' IDENTIFIED BY '{BackendPassword}';
        GRANT ALL PRIVILEGES ON ham4db.* TO '{BackendUser}'@'%';
        CREATE USER '{ReplicationUser}'@'%' IDENTIFIED BY '{ReplicationPassword}';
        GRANT REPLICATION SLAVE ON *.* TO '{ReplicationUser}'@'%';
        CREATE USER '{ProxyCheckUser}'@'%';

        """;
}
