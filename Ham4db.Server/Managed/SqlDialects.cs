using Ham4db.Server.Topology;

namespace Ham4db.Server.Managed;

/// <summary>The dialects, and which server speaks which.</summary>
internal static class SqlDialects
{
    private const string DumpThreadsFrom = "SELECT host FROM {0}.processlist WHERE command IN ('Binlog Dump', 'Binlog Dump GTID')";

    private static readonly Version FirstWithOracleGtid = new(5, 6);
    private static readonly Version FirstWithGroups = new(8, 0);
    private static readonly Version FirstWithoutOldWords = new(8, 4);

    /// <summary>MariaDB, all versions: the older words are not given up there.</summary>
    public static SqlDialect MariaDb { get; } = new()
    {
        Name = "MariaDB",
        ReplicaStatus = "SHOW SLAVE STATUS",
        BinlogStatus = "SHOW MASTER STATUS",
        ReplicaHosts = "SHOW SLAVE HOSTS",
        DumpThreads = DumpThreadsIn("information_schema"),
        LogReplicaUpdatesVariable = "log_slave_updates",
    };

    /// <summary>MySQL before GTIDs.</summary>
    public static SqlDialect MySql55 { get; } = MariaDb with { Name = "MySQL 5.5" };

    /// <summary>MySQL 5.6 and 5.7.</summary>
    public static SqlDialect MySql57 { get; } = MariaDb with { Name = "MySQL 5.7", HasOracleGtid = true };

    /// <summary>MySQL 8.0 to 8.3, which take the older words still.</summary>
    public static SqlDialect MySql80 { get; } = MySql57 with { Name = "MySQL 8.0", HasGroups = true };

    /// <summary>MySQL 8.4 and later, which know the newer words only.</summary>
    public static SqlDialect MySql84 { get; } = new()
    {
        Name = "MySQL 8.4",
        ReplicaStatus = "SHOW REPLICA STATUS",
        BinlogStatus = "SHOW BINARY LOG STATUS",
        ReplicaHosts = "SHOW REPLICAS",
        DumpThreads = DumpThreadsIn("performance_schema"),
        LogReplicaUpdatesVariable = "log_replica_updates",
        HasOracleGtid = true,
        HasGroups = true,
    };

    /// <summary>The dialect of a server, from its <c>version</c> and <c>version_comment</c>.</summary>
    public static SqlDialect Of(string version, string versionComment)
    {
        var major = ServerVersion.MajorOf(version);
        return ServerVersion.FlavorOf(version, versionComment) switch
        {
            ServerFlavor.MySql or ServerFlavor.Percona when major >= FirstWithoutOldWords => MySql84,
            ServerFlavor.MySql or ServerFlavor.Percona when major >= FirstWithGroups => MySql80,
            ServerFlavor.MySql or ServerFlavor.Percona when major >= FirstWithOracleGtid => MySql57,
            ServerFlavor.MySql or ServerFlavor.Percona => MySql55,
            _ => MariaDb,
        };
    }

    private static string DumpThreadsIn(string schema) => DumpThreadsFrom.Replace("{0}", schema, StringComparison.Ordinal);
}
