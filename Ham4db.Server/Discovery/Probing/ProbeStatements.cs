using System.Collections.Immutable;
using Ham4db.Server.Managed;

namespace Ham4db.Server.Discovery.Probing;

/// <summary>The statements that every probe of one server sends, all in one round trip.</summary>
internal sealed class ProbeStatements
{
    private const int UnknownSystemVariable = 1193;
    private const int NoSuchTable = 1146;

    private ProbeStatements(SqlDialect dialect, bool listsReplicaHosts, bool readsStoredCredentials, bool isNdb)
    {
        Identity = new Statement("identity", IdentitySql(dialect)) { IsRequired = true };
        ReplicaStatus = new Statement("replica status", dialect.ReplicaStatus) { IsRequired = true };
        Group = new Statement("replication group", GroupSql) { IsRequired = true, MeansAbsent = [UnknownSystemVariable, NoSuchTable] };
        BinlogStatus = new Statement("binary log status", dialect.BinlogStatus);
        ReplicaHosts = new Statement("registered replicas", dialect.ReplicaHosts);
        DumpThreads = new Statement("binary log dump threads", dialect.DumpThreads);
        All =
        [
            Identity, ReplicaStatus, BinlogStatus, Uptime, SemiSyncVariables, SemiSyncStatus, DumpThreads,
            .. listsReplicaHosts ? [ReplicaHosts] : Array.Empty<Statement>(),
            .. dialect.HasOracleGtid ? [Gtid, BinlogRowImage] : Array.Empty<Statement>(),
            .. dialect.HasOracleGtid && readsStoredCredentials ? [StoredCredentials] : Array.Empty<Statement>(),
            .. isNdb ? [NdbNodes] : Array.Empty<Statement>(),
            .. dialect.HasGroups ? [Group] : Array.Empty<Statement>(),
        ];
    }

    /// <summary>Which kind of server this is: one row, <c>version</c> and <c>version_comment</c>.</summary>
    public static Statement Version { get; } = new("version", "SELECT @@global.version AS version, @@global.version_comment AS version_comment")
    {
        IsRequired = true,
    };

    /// <summary>Seconds since the start.</summary>
    public static Statement Uptime { get; } = new("uptime", "SHOW GLOBAL STATUS LIKE 'Uptime'");

    /// <summary>Settings of semi-synchronous replication; no row without the plugins.</summary>
    public static Statement SemiSyncVariables { get; } = new("semi-sync variables", "SHOW GLOBAL VARIABLES LIKE 'rpl_semi_sync_%'");

    /// <summary>State of semi-synchronous replication; no row without the plugins.</summary>
    public static Statement SemiSyncStatus { get; } = new("semi-sync status", "SHOW GLOBAL STATUS LIKE 'rpl_semi_sync_%'");

    /// <summary>Oracle GTIDs; by SELECT, since SHOW cuts long values.</summary>
    public static Statement Gtid { get; } = new(
        "GTID variables",
        "SELECT @@global.gtid_mode AS gtid_mode, @@global.server_uuid AS server_uuid, "
        + "@@global.gtid_executed AS gtid_executed, @@global.gtid_purged AS gtid_purged");

    /// <summary>The binlog_row_image.</summary>
    public static Statement BinlogRowImage { get; } = new("binlog row image", "SELECT @@global.binlog_row_image AS binlog_row_image");

    /// <summary>How many stored replication users there are; the table is empty where they are kept in a file.</summary>
    public static Statement StoredCredentials { get; } = new(
        "stored replication credentials", "SELECT COUNT(*) FROM mysql.slave_master_info WHERE User_name <> ''");

    /// <summary>SQL nodes of an NDB cluster.</summary>
    public static Statement NdbNodes { get; } = new("NDB nodes", "SELECT DISTINCT service_URI FROM ndbinfo.processes WHERE process_name = 'mysqld'");

    /// <summary>Who the server is.</summary>
    public Statement Identity { get; }

    /// <summary>Replica status.</summary>
    public Statement ReplicaStatus { get; }

    /// <summary>Members of the replication group.</summary>
    public Statement Group { get; }

    /// <summary>End of the binary log.</summary>
    public Statement BinlogStatus { get; }

    /// <summary>Registered replicas.</summary>
    public Statement ReplicaHosts { get; }

    /// <summary>Connections of replicas.</summary>
    public Statement DumpThreads { get; }

    /// <summary>Those to send, in order.</summary>
    public ImmutableArray<Statement> All { get; }

    private static string GroupSql =>
        "SELECT member_id, member_host, member_port, member_role, member_state, "
        + "@@global.group_replication_group_name AS group_name, @@global.group_replication_single_primary_mode AS single_primary "
        + "FROM performance_schema.replication_group_members WHERE member_state <> 'OFFLINE'";

    /// <summary>The statements for a server.</summary>
    /// <param name="dialect">What it speaks.</param>
    /// <param name="listsReplicaHosts">Whether to ask for registered replicas.</param>
    /// <param name="readsStoredCredentials">Whether to look for stored replication users.</param>
    /// <param name="isNdb">Whether it is a node of an NDB cluster.</param>
    public static ProbeStatements For(SqlDialect dialect, bool listsReplicaHosts, bool readsStoredCredentials, bool isNdb)
        => new(dialect, listsReplicaHosts, readsStoredCredentials, isNdb);

    private static string IdentitySql(SqlDialect dialect)
        => "SELECT @@global.hostname AS hostname, @@global.report_host AS report_host, @@global.server_id AS server_id, "
            + "@@global.version AS version, @@global.version_comment AS version_comment, @@global.read_only AS read_only, "
            + $"@@global.binlog_format AS binlog_format, @@global.log_bin AS log_bin, @@global.{dialect.LogReplicaUpdatesVariable} AS log_replica_updates";
}
