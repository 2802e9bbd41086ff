using System.Collections.Immutable;
using Ham4db.Client.Contract;

namespace Ham4db.Server.Topology;

/// <summary>What probing saw of one database server: the domain's central fact, immutable.</summary>
/// <remarks>Decisions about it (downtime, tags, promotion rule) are not part of it: they are replicated, this is observed by each node.</remarks>
public sealed record Instance
{
    /// <summary>Identity, after host name resolution.</summary>
    public required InstanceKey Key { get; init; }

    /// <summary>Display alias from the configured query; empty when none.</summary>
    public string InstanceAlias { get; init; } = string.Empty;

    /// <summary>Seconds since the server started.</summary>
    public long UptimeSeconds { get; init; }

    /// <summary>The server_id.</summary>
    public long ServerId { get; init; }

    /// <summary>The server_uuid; empty on MariaDB.</summary>
    public string ServerUuid { get; init; } = string.Empty;

    /// <summary>Full text of the server's version; empty before the first good probe.</summary>
    public string Version { get; init; } = string.Empty;

    /// <summary>The version_comment.</summary>
    public string VersionComment { get; init; } = string.Empty;

    /// <summary>Global read_only.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>The binlog_format.</summary>
    public string BinlogFormat { get; init; } = string.Empty;

    /// <summary>The binlog_row_image; read on Oracle MySQL and Percona Server only.</summary>
    public string BinlogRowImage { get; init; } = string.Empty;

    /// <summary>Whether the server writes a binary log.</summary>
    public bool LogBinEnabled { get; init; }

    /// <summary>Whether a replica writes what it replicates to its own binary log.</summary>
    public bool LogReplicaUpdates { get; init; }

    /// <summary>Current end of the server's own binary log.</summary>
    public BinlogCoordinates SelfBinlogCoordinates { get; init; }

    /// <summary>The master, resolved; <see cref="InstanceKey.None"/> when the server is no replica.</summary>
    public InstanceKey MasterKey { get; init; }

    /// <summary>The master as the replica itself names it, before resolution; <see cref="InstanceKey.None"/> when it has none.</summary>
    public InstanceKey MasterKeyAsGiven { get; init; }

    /// <summary>The master's server_uuid as the replica reports it; <c>No</c> on a MariaDB replica.</summary>
    public string MasterUuid { get; init; } = string.Empty;

    /// <summary>UUIDs from the root down to this server, comma separated.</summary>
    public string AncestryUuid { get; init; } = string.Empty;

    /// <summary>State of the SQL (applier) thread.</summary>
    public ReplicationThreadState SqlThread { get; init; } = ReplicationThreadState.NoThread;

    /// <summary>State of the IO (receiver) thread.</summary>
    public ReplicationThreadState IoThread { get; init; } = ReplicationThreadState.NoThread;

    /// <summary>Whether any replication filter is set.</summary>
    public bool HasReplicationFilters { get; init; }

    /// <summary>The gtid_mode; empty on MariaDB.</summary>
    public string GtidMode { get; init; } = string.Empty;

    /// <summary>Whether the replica positions itself by Oracle GTID.</summary>
    public bool UsingOracleGtid { get; init; }

    /// <summary>Whether the replica positions itself by MariaDB GTID.</summary>
    public bool UsingMariaDbGtid { get; init; }

    /// <summary>How far the IO thread has read, in the master's log.</summary>
    public BinlogCoordinates ReadBinlogCoordinates { get; init; }

    /// <summary>How far the SQL thread has executed, in the master's log.</summary>
    public BinlogCoordinates ExecBinlogCoordinates { get; init; }

    /// <summary>Position in the relay log.</summary>
    public BinlogCoordinates RelaylogCoordinates { get; init; }

    /// <summary>Last error of the SQL thread as the server reports it, unquoted; empty when none.</summary>
    public string LastSqlError { get; init; } = string.Empty;

    /// <summary>Last error of the IO thread as the server reports it, unquoted; empty when none.</summary>
    public string LastIoError { get; init; } = string.Empty;

    /// <summary>Seconds; null when the server reports NULL. Never negative.</summary>
    public long? SecondsBehindMaster { get; init; }

    /// <summary>Configured replication delay, seconds.</summary>
    public long SqlDelaySeconds { get; init; }

    /// <summary>The gtid_executed; empty on MariaDB.</summary>
    public string ExecutedGtidSet { get; init; } = string.Empty;

    /// <summary>The gtid_purged; empty on MariaDB.</summary>
    public string GtidPurged { get; init; } = string.Empty;

    /// <summary>Transactions that this replica has and its master has not; empty when none.</summary>
    public string GtidErrant { get; init; } = string.Empty;

    /// <summary>Seconds, from the configured lag query, else <see cref="SecondsBehindMaster"/>.</summary>
    public long? ReplicationLagSeconds { get; init; }

    /// <summary>Direct replicas as the server itself lists them, sorted.</summary>
    public ImmutableArray<InstanceKey> Replicas { get; init; } = [];

    /// <summary>Unique name of the cluster: <c>host:port</c> of the root when first seen.</summary>
    public string ClusterName { get; init; } = string.Empty;

    /// <summary>Alias that this instance proposes for its cluster; empty when none.</summary>
    public string SuggestedClusterAlias { get; init; } = string.Empty;

    /// <summary>Domain of the cluster's master from the configured query; empty when none, read at depth 0 only.</summary>
    public string ClusterDomain { get; init; } = string.Empty;

    /// <summary>Data centre; empty when not classified.</summary>
    public string DataCenter { get; init; } = string.Empty;

    /// <summary>Region; empty when not classified.</summary>
    public string Region { get; init; } = string.Empty;

    /// <summary>Environment; empty when not classified.</summary>
    public string PhysicalEnvironment { get; init; } = string.Empty;

    /// <summary>Steps from the root; 0 is the root.</summary>
    public int ReplicationDepth { get; init; }

    /// <summary>Whether it is one of two masters that replicate from each other.</summary>
    public bool IsCoMaster { get; init; }

    /// <summary>Whether the replica has a replication user stored.</summary>
    public bool HasReplicationCredentials { get; init; }

    /// <summary>Whether the service can obtain the replication credentials.</summary>
    public bool ReplicationCredentialsAvailable { get; init; }

    /// <summary>Semi-synchronous replication.</summary>
    public SemiSync SemiSync { get; init; } = new();

    /// <summary>Whether replication uses TLS.</summary>
    public bool AllowTls { get; init; }

    /// <summary>Group replication.</summary>
    public ReplicationGroup Group { get; init; } = new();

    /// <summary>Promotion rule that the configured query proposes; null when none.</summary>
    public PromotionRule? DetectedPromotionRule { get; init; }

    /// <summary>End of the last probe, good or bad; null before the first.</summary>
    public DateTimeOffset? LastChecked { get; init; }

    /// <summary>End of the last good probe; null before the first.</summary>
    public DateTimeOffset? LastSeen { get; init; }

    /// <summary>Whether the last probe at least read the server's identity.</summary>
    public bool LastCheckPartialSuccess { get; init; }

    /// <summary>What the last probe failed with; empty after a good one. Holds no secret.</summary>
    public string LastCheckError { get; init; } = string.Empty;

    /// <summary>How long the last good probe took.</summary>
    public TimeSpan LastDiscoveryLatency { get; init; }
}
