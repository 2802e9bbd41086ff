using System.Text.Json.Serialization;

namespace Ham4db.Client.Contract;

/// <summary>What the service makes of an instance and its replicas at one moment. Names and order are those of the HTTP API.</summary>
/// <remarks>ham4db (Go) sends some fields under other names; those are read into the same properties.</remarks>
public sealed record ReplicationAnalysis
{
    /// <summary>The instance judged.</summary>
    public InstanceKey AnalyzedInstanceKey { get; init; }

    /// <summary>Its master; <see cref="InstanceKey.None"/> for a master.</summary>
    public InstanceKey AnalyzedInstanceMasterKey
    {
        get => field.Port == 0 ? AnalyzedInstanceUpstreamKey ?? field : field;
        init;
    }

    /// <summary>Its cluster: name, alias, domain and the two recovery flags; the counts are 0.</summary>
    public ClusterInfo ClusterDetails { get; init => field = value ?? new ClusterInfo(); } = new();

    /// <summary>Data centre; empty when unknown.</summary>
    public string AnalyzedInstanceDataCenter { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Region; empty when unknown.</summary>
    public string AnalyzedInstanceRegion { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Environment; empty when unknown.</summary>
    public string AnalyzedInstancePhysicalEnvironment { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Last known end of its binary log.</summary>
    public BinlogCoordinates AnalyzedInstanceBinlogCoordinates { get; init; }

    /// <summary>Whether it is a master.</summary>
    public bool IsMaster { get; init; }

    /// <summary>Whether it is a member of a replication group.</summary>
    public bool IsReplicationGroupMember { get; init; }

    /// <summary>Whether it is one of a pair of masters.</summary>
    public bool IsCoMaster { get; init; }

    /// <summary>Whether the last probe succeeded.</summary>
    public bool LastCheckValid { get; init; }

    /// <summary>Whether the last probe connected but did not end.</summary>
    public bool LastCheckPartialSuccess { get; init; }

    /// <summary>How many replicas it has.</summary>
    public int CountReplicas { get; init; }

    /// <summary>How many of them could be probed.</summary>
    public int CountValidReplicas { get; init; }

    /// <summary>How many of those replicate.</summary>
    public int CountValidReplicatingReplicas { get; init; }

    /// <summary>How many replicas cannot reach it.</summary>
    public int CountReplicasFailingToConnectToMaster { get; init; }

    /// <summary>How many replicas are in downtime.</summary>
    public int CountDowntimedReplicas { get; init; }

    /// <summary>Steps below the cluster's master; 0 for the master.</summary>
    public int ReplicationDepth { get; init; }

    /// <summary>Its replicas.</summary>
    public IReadOnlyList<InstanceKey> Replicas
    {
        get => field ?? Downstreams ?? [];
        init;
    }

    /// <summary>Older name of <see cref="Replicas"/>.</summary>
    public IReadOnlyList<InstanceKey> SlaveHosts { get; init => field = value ?? []; } = [];

    /// <summary>Whether it is a replica that cannot reach its master.</summary>
    public bool IsFailingToConnectToMaster { get; init; }

    /// <summary>What is wrong, for example <c>DeadMaster</c>; <c>NoProblem</c> when nothing is.</summary>
    public string Analysis { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>The same as a sentence; empty for <c>NoProblem</c>.</summary>
    public string Description { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Weaknesses of the structure; null when there are none.</summary>
    public IReadOnlyList<string>? StructureAnalysis { get; init; }

    /// <summary>Whether the instance is in downtime.</summary>
    public bool IsDowntimed { get; init; }

    /// <summary>Whether the problem is one of replicas, and all of them are in downtime.</summary>
    public bool IsReplicasDowntimed { get; init; }

    /// <summary>End of the downtime; empty when there is none.</summary>
    public string DowntimeEndTimestamp { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Seconds since the downtime ended: below zero while it lasts.</summary>
    public long DowntimeRemainingSeconds { get; init; }

    /// <summary>Whether it is a binlog server.</summary>
    public bool IsBinlogServer
    {
        get => field || IsReplicaServer == true;
        init;
    }

    /// <summary>Whether all its replicas use pseudo-GTID.</summary>
    public bool PseudoGTIDImmediateTopology { get; init; }

    /// <summary>Whether all its replicas use Oracle GTID.</summary>
    public bool OracleGTIDImmediateTopology { get; init; }

    /// <summary>Whether all its replicas use MariaDB GTID.</summary>
    public bool MariaDBGTIDImmediateTopology { get; init; }

    /// <summary>Whether all its replicas are binlog servers.</summary>
    public bool BinlogServerImmediateTopology { get; init; }

    /// <summary>Whether semi-sync is switched on as a master.</summary>
    public bool SemiSyncMasterEnabled { get; init; }

    /// <summary>Whether semi-sync is active as a master.</summary>
    public bool SemiSyncMasterStatus { get; init; }

    /// <summary>Acknowledgements that it waits for.</summary>
    public int SemiSyncMasterWaitForReplicaCount { get; init; }

    /// <summary>Connected semi-sync replicas.</summary>
    public int SemiSyncMasterClients { get; init; }

    /// <summary>Replicas with semi-sync switched on.</summary>
    public int CountSemiSyncReplicasEnabled { get; init; }

    /// <summary>Replicas that write what they replicate to their binary log.</summary>
    public int CountLoggingReplicas { get; init; }

    /// <summary>Those of them that log statements.</summary>
    public int CountStatementBasedLoggingReplicas { get; init; }

    /// <summary>Those of them that log in mixed form.</summary>
    public int CountMixedBasedLoggingReplicas { get; init; }

    /// <summary>Those of them that log rows.</summary>
    public int CountRowBasedLoggingReplicas { get; init; }

    /// <summary>How many major versions they have.</summary>
    public int CountDistinctMajorVersionsLoggingReplicas { get; init; }

    /// <summary>Replicas that are delayed on purpose.</summary>
    public int CountDelayedReplicas { get; init; }

    /// <summary>Replicas that lag.</summary>
    public int CountLaggingReplicas { get; init; }

    /// <summary>Whether there is a recovery for it.</summary>
    public bool IsActionableRecovery { get; init; }

    /// <summary>Host name of the node that judged; empty when unknown.</summary>
    public string ProcessingNodeHostname { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Token of that node's process; empty when unknown.</summary>
    public string ProcessingNodeToken { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Always 0, kept for the callers of the Go servers.</summary>
    public int CountAdditionalAgreeingNodes { get; init; }

    /// <summary>When it was detected, RFC 3339; empty outside of the audit of detections.</summary>
    public string StartActivePeriod { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Whether nothing is done because of a downtime.</summary>
    public bool SkippableDueToDowntime { get; init; }

    /// <summary>The instance's gtid_mode; empty when it has none.</summary>
    public string GTIDMode { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Smallest gtid_mode of its replicas; empty when none has one.</summary>
    public string MinReplicaGTIDMode { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Largest gtid_mode of its replicas; empty when none has one.</summary>
    public string MaxReplicaGTIDMode { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Errant GTID set of one of its replicas; empty when none has one.</summary>
    public string MaxReplicaGTIDErrant { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>The command that would help, for example <c>force-master-failover</c>; empty when there is none.</summary>
    public string CommandHint { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Whether it is read-only.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>As ham4db (Go) names it; null from other servers. Read <see cref="AnalyzedInstanceMasterKey"/>.</summary>
    [JsonInclude, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    internal InstanceKey? AnalyzedInstanceUpstreamKey { get; init; }

    /// <summary>As ham4db (Go) names it; null from other servers. Read <see cref="Replicas"/>.</summary>
    [JsonInclude, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    internal IReadOnlyList<InstanceKey>? Downstreams { get; init; }

    /// <summary>As ham4db (Go) names it; null from other servers. Read <see cref="IsBinlogServer"/>.</summary>
    [JsonInclude, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    internal bool? IsReplicaServer { get; init; }
}
