using System.Text.Json.Serialization;

namespace Ham4db.Client.Contract;

/// <summary>A database server as the service last saw it. Names and order are those of the HTTP API.</summary>
/// <remarks>
/// ham4db (Go) sends some fields under other names; those are read into the same properties, so that a caller needs to know
/// one name only. Fields that a server leaves out keep the default documented here.
/// </remarks>
public sealed record Instance
{
    /// <summary>Identity.</summary>
    public InstanceKey Key { get; init; }

    /// <summary>Display alias; empty when none was detected.</summary>
    public string InstanceAlias { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Seconds since the server started.</summary>
    public long Uptime { get; init; }

    /// <summary>The server_id.</summary>
    public long ServerID { get; init; }

    /// <summary>The server_uuid; empty on MariaDB.</summary>
    public string ServerUUID { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Full text of the server's version.</summary>
    public string Version { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>The version_comment.</summary>
    public string VersionComment { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary><c>MySQL</c>, <c>MariaDB</c>, <c>Percona</c>, <c>MaxScale</c> or <c>unknown</c>.</summary>
    public string FlavorName { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Global read_only.</summary>
    public bool ReadOnly { get; init; }

    /// <summary><c>ROW</c>, <c>MIXED</c>, <c>STATEMENT</c> or empty.</summary>
    public string Binlog_format { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary><c>FULL</c>, <c>MINIMAL</c>, <c>NOBLOB</c> or empty.</summary>
    public string BinlogRowImage { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Whether the server writes a binary log.</summary>
    public bool LogBinEnabled { get; init; }

    /// <summary>Older name of <see cref="LogReplicationUpdatesEnabled"/>.</summary>
    public bool LogSlaveUpdatesEnabled { get; init; }

    /// <summary>Whether a replica writes what it replicates to its own binary log.</summary>
    public bool LogReplicationUpdatesEnabled { get; init; }

    /// <summary>Current end of the server's own binary log.</summary>
    public BinlogCoordinates SelfBinlogCoordinates { get; init; }

    /// <summary>The master; <see cref="InstanceKey.None"/> for a master. A host that begins with <c>//</c> is detached.</summary>
    public InstanceKey MasterKey
    {
        get => field.Port == 0 ? UpstreamKey ?? field : field;
        init;
    }

    /// <summary>The master's server_uuid; <c>No</c> or empty on MariaDB.</summary>
    public string MasterUUID { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>UUIDs from the root down to this server, comma separated.</summary>
    public string AncestryUUID { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Whether the master's host carries the detached mark.</summary>
    public bool IsDetachedMaster { get; init; }

    /// <summary>Older name of <see cref="ReplicationSQLThreadRuning"/>.</summary>
    public bool Slave_SQL_Running { get; init; }

    /// <summary>Whether the SQL thread runs. Spelt as the Go servers spell it.</summary>
    public bool ReplicationSQLThreadRuning { get; init; }

    /// <summary>Older name of <see cref="ReplicationIOThreadRuning"/>.</summary>
    public bool Slave_IO_Running { get; init; }

    /// <summary>Whether the IO thread runs. Spelt as the Go servers spell it.</summary>
    public bool ReplicationIOThreadRuning { get; init; }

    /// <summary>State of the SQL thread.</summary>
    [JsonIgnore]
    public ReplicationThreadState ReplicationSQLThreadState
    {
        get => SqlThreadOnWire ?? ReplicationThreadState.NoThread;
        init => SqlThreadOnWire = value;
    }

    [JsonInclude, JsonPropertyName(nameof(ReplicationSQLThreadState))]
    internal ReplicationThreadState? SqlThreadOnWire { get => field ?? ReplicationThreadState.NoThread; init; }

    /// <summary>State of the IO thread.</summary>
    [JsonIgnore]
    public ReplicationThreadState ReplicationIOThreadState
    {
        get => IoThreadOnWire ?? ReplicationThreadState.NoThread;
        init => IoThreadOnWire = value;
    }

    [JsonInclude, JsonPropertyName(nameof(ReplicationIOThreadState))]
    internal ReplicationThreadState? IoThreadOnWire { get => field ?? ReplicationThreadState.NoThread; init; }

    /// <summary>Whether any replication filter is set.</summary>
    public bool HasReplicationFilters { get; init; }

    /// <summary>The gtid_mode; empty on MariaDB.</summary>
    public string GTIDMode { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Whether gtid_mode is anything but off.</summary>
    public bool SupportsOracleGTID { get; init; }

    /// <summary>Whether the replica positions itself by Oracle GTID.</summary>
    public bool UsingOracleGTID { get; init; }

    /// <summary>Whether the replica positions itself by MariaDB GTID.</summary>
    public bool UsingMariaDBGTID { get; init; }

    /// <summary>Whether pseudo-GTID entries were seen.</summary>
    public bool UsingPseudoGTID { get; init; }

    /// <summary>How far the IO thread has read, in the master's log.</summary>
    public BinlogCoordinates ReadBinlogCoordinates { get; init; }

    /// <summary>How far the SQL thread has executed, in the master's log.</summary>
    public BinlogCoordinates ExecBinlogCoordinates { get; init; }

    /// <summary>Whether replication carries the old coordinate mark of a detached replica.</summary>
    public bool IsDetached { get; init; }

    /// <summary>Position in the relay log.</summary>
    public BinlogCoordinates RelaylogCoordinates { get; init; }

    /// <summary>Last error of the SQL thread, quoted; empty when none.</summary>
    public string LastSQLError { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Last error of the IO thread, quoted; empty when none.</summary>
    public string LastIOError { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Seconds; invalid when the server reports NULL.</summary>
    public NullableInt SecondsBehindMaster { get; init; }

    /// <summary>Configured replication delay, seconds.</summary>
    public long SQLDelay { get; init; }

    /// <summary>The gtid_executed.</summary>
    public string ExecutedGtidSet { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>The gtid_purged.</summary>
    public string GtidPurged { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Transactions that this replica has and its master has not; empty when none.</summary>
    public string GtidErrant { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Older name of <see cref="ReplicationLagSeconds"/>.</summary>
    public NullableInt SlaveLagSeconds { get; init; }

    /// <summary>Seconds, from the configured lag query, else <see cref="SecondsBehindMaster"/>.</summary>
    public NullableInt ReplicationLagSeconds { get; init; }

    /// <summary>Older name of <see cref="Replicas"/>.</summary>
    public IReadOnlyList<InstanceKey> SlaveHosts
    {
        get => field ?? DownstreamKeyMap ?? [];
        init;
    }

    /// <summary>Direct replicas, sorted.</summary>
    public IReadOnlyList<InstanceKey> Replicas
    {
        get => field ?? DownstreamKeyMap ?? [];
        init;
    }

    /// <summary>The cluster's unique name.</summary>
    public string ClusterName { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Alias that this instance proposes for its cluster.</summary>
    public string SuggestedClusterAlias { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Data centre; empty when not classified.</summary>
    public string DataCenter { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Region; empty when not classified.</summary>
    public string Region { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Environment; empty when not classified.</summary>
    public string PhysicalEnvironment
    {
        get => field ?? Environment ?? string.Empty;
        init;
    }

    /// <summary>Steps from the root; 0 is the root.</summary>
    public long ReplicationDepth { get; init; }

    /// <summary>Whether it is one of two masters that replicate from each other.</summary>
    public bool IsCoMaster
    {
        get => field || IsCoUpstream == true;
        init;
    }

    /// <summary>Whether the replica has a replication user stored.</summary>
    public bool HasReplicationCredentials { get; init; }

    /// <summary>Whether the service can obtain the replication credentials.</summary>
    public bool ReplicationCredentialsAvailable { get; init; }

    /// <summary>Whether both semi-sync plugins are loaded.</summary>
    public bool SemiSyncAvailable { get; init; }

    /// <summary>0 is an asynchronous replica; a higher number is preferred.</summary>
    public long SemiSyncPriority { get; init; }

    /// <summary>Whether the master side is switched on.</summary>
    public bool SemiSyncMasterEnabled { get; init; }

    /// <summary>Whether the replica side is switched on.</summary>
    public bool SemiSyncReplicaEnabled { get; init; }

    /// <summary>Milliseconds.</summary>
    public long SemiSyncMasterTimeout { get; init; }

    /// <summary>Acknowledgements a commit waits for.</summary>
    public long SemiSyncMasterWaitForReplicaCount { get; init; }

    /// <summary>Whether the master side is active.</summary>
    public bool SemiSyncMasterStatus { get; init; }

    /// <summary>Connected semi-sync replicas.</summary>
    public long SemiSyncMasterClients { get; init; }

    /// <summary>Whether the replica side is active.</summary>
    public bool SemiSyncReplicaStatus { get; init; }

    /// <summary>When the last good probe ended, RFC 3339; empty when never.</summary>
    public string LastSeenTimestamp { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Whether the last probe succeeded.</summary>
    public bool IsLastCheckValid { get; init; }

    /// <summary>Whether the last probe is at most one poll interval old.</summary>
    public bool IsUpToDate { get; init; }

    /// <summary>Whether the last probe is at most five poll intervals old.</summary>
    public bool IsRecentlyChecked { get; init; }

    /// <summary>Seconds; invalid when never seen.</summary>
    public NullableInt SecondsSinceLastSeen { get; init; }

    /// <summary>Always 0.</summary>
    public long CountMySQLSnapshots { get; init; }

    /// <summary>Whether a rule that prefers its promotion is registered.</summary>
    public bool IsCandidate { get; init; }

    /// <summary>One of the texts of <see cref="PromotionRuleText"/>.</summary>
    public string PromotionRule { get; init => field = value ?? "neutral"; } = "neutral";

    /// <summary>Whether a downtime is active now.</summary>
    public bool IsDowntimed { get; init; }

    /// <summary>Reason of the downtime; empty when none.</summary>
    public string DowntimeReason { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Owner of the downtime; empty when none.</summary>
    public string DowntimeOwner { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>End of the downtime in UTC, <c>yyyy-MM-dd HH:mm:ss</c>, as the Go servers write it; empty when none.</summary>
    public string DowntimeEndTimestamp { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Nanoseconds since the downtime began.</summary>
    public long ElapsedDowntime { get; init; }

    /// <summary>Registered virtual name; empty when none.</summary>
    public string UnresolvedHostname { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Whether replication uses TLS.</summary>
    public bool AllowTLS { get; init; }

    /// <summary>What is wrong, most important first; empty when healthy.</summary>
    public IReadOnlyList<string> Problems { get; init => field = value ?? []; } = [];

    /// <summary>Nanoseconds that the last good probe took.</summary>
    public long LastDiscoveryLatency { get; init; }

    /// <summary>Group replication: the group's name; empty when not in a group.</summary>
    public string ReplicationGroupName { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Group replication: whether the group has one primary.</summary>
    public bool ReplicationGroupIsSinglePrimary { get; init; }

    /// <summary>Group replication: <c>ONLINE</c>, <c>RECOVERING</c>, <c>OFFLINE</c>, <c>ERROR</c> or empty.</summary>
    public string ReplicationGroupMemberState { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Group replication: <c>PRIMARY</c>, <c>SECONDARY</c> or empty.</summary>
    public string ReplicationGroupMemberRole { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Group replication: the other members.</summary>
    public IReadOnlyList<InstanceKey> ReplicationGroupMembers { get; init => field = value ?? []; } = [];

    /// <summary>Group replication: the primary.</summary>
    public InstanceKey ReplicationGroupPrimaryInstanceKey { get; init; }

    /// <summary>The master, as ham4db (Go) names it; null from other servers. Read <see cref="MasterKey"/>.</summary>
    [JsonInclude, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    internal InstanceKey? UpstreamKey { get; init; }

    /// <summary>The replicas, as ham4db (Go) names them; null from other servers. Read <see cref="Replicas"/>.</summary>
    [JsonInclude, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    internal IReadOnlyList<InstanceKey>? DownstreamKeyMap { get; init; }

    /// <summary>As ham4db (Go) names it; null from other servers. Read <see cref="IsCoMaster"/>.</summary>
    [JsonInclude, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    internal bool? IsCoUpstream { get; init; }

    /// <summary>As ham4db (Go) names it; null from other servers. Read <see cref="PhysicalEnvironment"/>.</summary>
    [JsonInclude, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    internal string? Environment { get; init; }
}
