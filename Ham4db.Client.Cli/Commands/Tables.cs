using Ham4db.Client.Cli.Output;
using Ham4db.Client.Contract;

namespace Ham4db.Client.Cli.Commands;

/// <summary>The table of each kind of reply; so a command has one without saying so.</summary>
internal static class Tables
{
    /// <summary>The reply as a table; null for a kind that is best read as text.</summary>
    public static Table? Of<T>(T reply) => reply switch
    {
        IReadOnlyList<Instance> instances => Table.Of(instances, InstanceColumns.Listed),
        Instance instance => Table.OfOne(instance, InstanceColumns.Whole),
        IReadOnlyList<InstanceKey> keys => Table.Of(keys, [new("INSTANCE", key => key.ToString())]),
        MovedReplicas { Replicas: { Count: > 0 } replicas } => Table.Of(replicas, InstanceColumns.Listed),
        IReadOnlyList<ClusterInfo> clusters => Table.Of(clusters, Cluster),
        ClusterInfo cluster => Table.OfOne(cluster, Cluster),
        ClusterAlias alias => Table.OfOne(alias, [new("CLUSTER", given => given.ClusterName), new("ALIAS", given => given.Alias)]),
        IReadOnlyList<ReplicationAnalysis> analyses => Table.Of(analyses, Analysis),
        IReadOnlyList<TopologyRecovery> recoveries => Table.Of(recoveries, RecoveryColumns.Listed),
        TopologyRecovery recovery => Table.OfOne(recovery, RecoveryColumns.Whole),
        IReadOnlyList<TopologyRecoveryStep> steps => Table.Of(steps, Step),
        IReadOnlyList<BlockedTopologyRecovery> blocked => Table.Of(blocked, Blocked),
        IReadOnlyList<AuditEntry> entries => Table.Of(entries, Audit),
        IReadOnlyList<Maintenance> maintenances => Table.Of(maintenances, MaintenanceColumns),
        IReadOnlyList<CandidateDatabaseInstance> candidates => Table.Of(candidates, Candidate),
        IReadOnlyList<KVPair> pairs => Table.Of(pairs, [new("KEY", pair => pair.Key), new("VALUE", pair => pair.Value)]),
        IReadOnlyDictionary<string, IReadOnlyList<InstanceKey>> pools => Table.Of(pools, [new("POOL", pool => pool.Key), new("INSTANCES", pool => Cells.Keys(pool.Value))]),
        RaftStatus status => Table.OfOne(status, Raft),
        _ => null,
    };

    /// <summary>Tags, <c>name=value</c> each.</summary>
    public static Table Tags(IReadOnlyList<string> tags) => Table.Of(
        tags.Select(tag => tag.Split('=', 2)), [new("TAG", tag => tag[0]), new("VALUE", tag => tag.Length > 1 ? tag[1] : string.Empty)]);

    /// <summary>Raft addresses.</summary>
    public static Table Peers(IReadOnlyList<string> peers) => Table.Of(peers, [new("PEER", peer => peer)]);

    private static IReadOnlyList<Column<ClusterInfo>> Cluster =>
    [
        new("CLUSTER", cluster => cluster.ClusterName),
        new("ALIAS", cluster => cluster.ClusterAlias),
        new("DOMAIN", cluster => cluster.ClusterDomain),
        new("INSTANCES", cluster => Cells.Number(cluster.CountInstances)) { IsNumber = true },
        new("LAG", cluster => $"{Cells.Number(cluster.HeuristicLag)}s") { IsNumber = true },
        new("MASTER-RECOVERY", cluster => Cells.YesNo(cluster.HasAutomatedMasterRecovery)),
        new("INTERMEDIATE-RECOVERY", cluster => Cells.YesNo(cluster.HasAutomatedIntermediateMasterRecovery)),
    ];

    private static IReadOnlyList<Column<ReplicationAnalysis>> Analysis =>
    [
        new("INSTANCE", analysis => analysis.AnalyzedInstanceKey.ToString()),
        new("CLUSTER", analysis => analysis.ClusterDetails.ClusterName),
        new("ALIAS", analysis => analysis.ClusterDetails.ClusterAlias),
        new("ANALYSIS", analysis => analysis.Analysis),
        new("STRUCTURE", analysis => string.Join(',', analysis.StructureAnalysis ?? [])),
        new("REPLICAS", analysis => Cells.Number(analysis.CountReplicas)) { IsNumber = true },
        new("REPLICATING", analysis => Cells.Number(analysis.CountValidReplicatingReplicas)) { IsNumber = true },
        new("DOWNTIMED", analysis => Cells.YesNo(analysis.IsDowntimed)),
        new("RECOVERY", analysis => analysis.IsActionableRecovery ? "possible" : "none"),
    ];

    private static IReadOnlyList<Column<TopologyRecoveryStep>> Step =>
    [
        new("TIME", step => step.AuditAt),
        new("MESSAGE", step => step.Message),
    ];

    private static IReadOnlyList<Column<BlockedTopologyRecovery>> Blocked =>
    [
        new("INSTANCE", blocked => blocked.FailedInstanceKey.ToString()),
        new("CLUSTER", blocked => blocked.ClusterName),
        new("ANALYSIS", blocked => blocked.Analysis),
        new("LAST-BLOCKED", blocked => blocked.LastBlockedTimestamp),
        new("BLOCKED-BY", blocked => Cells.Number(blocked.BlockingRecoveryId)) { IsNumber = true },
    ];

    private static IReadOnlyList<Column<AuditEntry>> Audit =>
    [
        new("TIME", entry => entry.AuditTimestamp),
        new("TYPE", entry => entry.AuditType),
        new("INSTANCE", entry => entry.AuditInstanceKey.Port == 0 ? string.Empty : entry.AuditInstanceKey.ToString()),
        new("MESSAGE", entry => entry.Message),
    ];

    private static IReadOnlyList<Column<Maintenance>> MaintenanceColumns =>
    [
        new("INSTANCE", maintenance => maintenance.Key.ToString()),
        new("ID", maintenance => Cells.Number(maintenance.MaintenanceId)) { IsNumber = true },
        new("BEGAN", maintenance => maintenance.BeginTimestamp),
        new("SECONDS", maintenance => Cells.Number(maintenance.SecondsElapsed)) { IsNumber = true },
        new("ACTIVE", maintenance => Cells.YesNo(maintenance.IsActive)),
        new("OWNER", maintenance => maintenance.Owner),
        new("REASON", maintenance => maintenance.Reason),
    ];

    private static IReadOnlyList<Column<CandidateDatabaseInstance>> Candidate =>
    [
        new("INSTANCE", candidate => new InstanceKey(candidate.Hostname, candidate.Port).ToString()),
        new("RULE", candidate => candidate.PromotionRule),
        new("SUGGESTED", candidate => candidate.LastSuggestedString),
        new("EXPIRES", candidate => candidate.PromotionRuleExpiry),
    ];

    private static IReadOnlyList<Column<RaftStatus>> Raft =>
    [
        new("STATE", status => status.State),
        new("HEALTHY", status => Cells.YesNo(status.Healthy)),
        new("QUORUM", status => Cells.YesNo(status.IsPartOfQuorum)),
        new("LEADER", status => status.Leader),
        new("LEADER-URI", status => status.LeaderURI),
        new("BIND", status => status.RaftBind),
        new("ADVERTISE", status => status.RaftAdvertise),
        new("PEERS", status => string.Join(',', status.Peers)),
        new("TERM", status => Known(status.Term)),
        new("COMMITTED", status => Known(status.CommitIndex)),
        new("APPLIED", status => Known(status.AppliedIndex)),
        new("CONTRADICTIONS", status => string.Join("; ", status.Contradictions ?? [])),
    ];

    private static string Known(long? number) => number is { } known ? Cells.Number(known) : string.Empty;
}
