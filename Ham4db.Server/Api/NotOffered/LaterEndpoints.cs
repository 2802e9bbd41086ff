using Ham4db.Server.Api.Routing;

namespace Ham4db.Server.Api.NotOffered;

/// <summary>Routes that this version does not offer yet. A feature that offers one takes it out of this list.</summary>
internal sealed class LaterEndpoints : IEndpointGroup
{
    private const string Later = "This version of Ham4db does not offer this route yet.";

    private static readonly string[] Relocation =
    [
        "relocate/:host/:port/:belowHost/:belowPort", "relocate-below/:host/:port/:belowHost/:belowPort",
        "relocate-slaves/:host/:port/:belowHost/:belowPort", "relocate-replicas/:host/:port/:belowHost/:belowPort",
        "regroup-slaves/:host/:port", "regroup-replicas/:host/:port", "move-up/:host/:port", "move-up-slaves/:host/:port",
        "move-up-replicas/:host/:port", "move-below/:host/:port/:siblingHost/:siblingPort", "move-equivalent/:host/:port/:belowHost/:belowPort",
        "repoint/:host/:port/:belowHost/:belowPort", "repoint-slaves/:host/:port", "repoint-replicas/:host/:port", "make-co-master/:host/:port",
        "enslave-siblings/:host/:port", "take-siblings/:host/:port", "enslave-master/:host/:port", "take-master/:host/:port",
        "master-equivalent/:host/:port/:logFile/:logPos", "regroup-slaves-bls/:host/:port", "regroup-replicas-bls/:host/:port",
        "move-gtid/:host/:port/:belowHost/:belowPort", "move-below-gtid/:host/:port/:belowHost/:belowPort",
        "move-slaves-gtid/:host/:port/:belowHost/:belowPort", "move-replicas-gtid/:host/:port/:belowHost/:belowPort",
        "regroup-slaves-gtid/:host/:port", "regroup-replicas-gtid/:host/:port", "make-master/:host/:port", "make-local-master/:host/:port",
    ];

    private static readonly string[] ReplicationControl =
    [
        "enable-gtid/:host/:port", "disable-gtid/:host/:port", "locate-gtid-errant/:host/:port", "gtid-errant-reset-master/:host/:port",
        "gtid-errant-inject-empty/:host/:port", "skip-query/:host/:port", "start-slave/:host/:port", "start-replica/:host/:port",
        "restart-slave/:host/:port", "restart-replica/:host/:port", "stop-slave/:host/:port", "stop-replica/:host/:port",
        "stop-slave-nice/:host/:port", "stop-replica-nice/:host/:port", "reset-slave/:host/:port", "reset-replica/:host/:port",
        "stop-replica/:clusterId/:host/:port", "stop-replica-nice/:clusterId/:host/:port", "reset-replica/:clusterId/:host/:port",
        "change-master-credentials/:host/:port", "detach-slave/:host/:port", "detach-replica/:host/:port",
        "detach-slave-master-host/:host/:port", "detach-replica-master-host/:host/:port", "reattach-slave/:host/:port",
        "reattach-replica/:host/:port", "reattach-slave-master-host/:host/:port", "reattach-replica-master-host/:host/:port",
        "flush-binary-logs/:host/:port", "purge-binary-logs/:host/:port/:logFile", "restart-slave-statements/:host/:port",
        "restart-replica-statements/:host/:port", "enable-semi-sync-master/:host/:port", "enable-semi-sync-source/:host/:port",
        "disable-semi-sync-master/:host/:port", "disable-semi-sync-source/:host/:port", "enable-semi-sync-replica/:host/:port",
        "disable-semi-sync-replica/:host/:port", "delay-replication/:host/:port/:seconds",
        "can-replicate-from/:host/:port/:belowHost/:belowPort", "can-replicate-from-gtid/:host/:port/:belowHost/:belowPort",
        "set-read-only/:host/:port", "set-writeable/:host/:port", "kill-query/:host/:port/:process",
    ];

    private static readonly string[] PoolsAndClusters =
    [
        "heuristic-cluster-pool-instances/:clusterName", "heuristic-cluster-pool-instances/:clusterName/:pool",
        "heuristic-cluster-pool-lag/:clusterName", "heuristic-cluster-pool-lag/:clusterName/:pool", "cluster-osc-slaves/:clusterHint",
        "cluster-osc-replicas/:clusterHint", "snapshot-topologies",
        "resolve/:host/:port", "check/:clusterId/:host/:port",
    ];

    private static readonly string[] Audit =
    [
        "audit", "audit/:page", "audit/instance/:host/:port", "audit/instance/:host/:port/:page",
    ];

    private static readonly string[] AnalysisAndRecovery =
    [
        "replication-analysis", "replication-analysis/:clusterName", "replication-analysis/instance/:host/:port", "replication-analysis-changelog",
        "analysis/:clusterId", "recover/:host/:port", "recover/:host/:port/:candidateHost/:candidatePort", "recover-lite/:host/:port",
        "recover-lite/:host/:port/:candidateHost/:candidatePort", "graceful-master-takeover/:host/:port",
        "graceful-master-takeover/:host/:port/:designatedHost/:designatedPort", "graceful-master-takeover/:clusterHint",
        "graceful-master-takeover/:clusterHint/:designatedHost/:designatedPort", "graceful-master-takeover-auto/:host/:port",
        "graceful-master-takeover-auto/:host/:port/:designatedHost/:designatedPort", "graceful-master-takeover-auto/:clusterHint",
        "graceful-master-takeover-auto/:clusterHint/:designatedHost/:designatedPort", "force-master-failover/:host/:port",
        "force-master-failover/:clusterHint", "force-master-takeover/:clusterHint/:designatedHost/:designatedPort",
        "force-master-takeover/:host/:port/:designatedHost/:designatedPort", "automated-recovery-filters",
    ];

    private static readonly string[] Nodes =
    [
        "manage/list", "manage/cache/hit",
    ];

    private static readonly string[] Metrics =
    [
        "discovery-metrics-raw/:seconds", "discovery-metric-raw/:seconds", "discovery-metrics-aggregated/:seconds",
        "discovery-metric-aggregated/:seconds", "discovery-queue-metrics-raw/:seconds", "discovery-queue-metric-raw/:seconds",
        "discovery-queue-metrics-aggregated/:seconds", "discovery-queue-metric-aggregated/:seconds",
        "discovery-queue-metrics-raw/:queue/:seconds", "discovery-queue-metrics-aggregated/:queue/:seconds",
        "backend-query-metrics-raw/:seconds", "backend-query-metric-raw/:seconds", "backend-query-metrics-aggregated/:seconds",
        "backend-query-metric-aggregated/:seconds", "write-buffer-metrics-raw/:seconds", "write-buffer-metric-raw/:seconds",
        "write-buffer-metrics-aggregated/:seconds", "write-buffer-metric-aggregated/:seconds",
    ];

    /// <inheritdoc/>
    public IEnumerable<ApiEndpoint> Endpoints =>
    [
        ApiEndpoint.Refused(
            Later, [.. Relocation, .. ReplicationControl, .. PoolsAndClusters, .. Audit, .. AnalysisAndRecovery, .. Nodes, .. Metrics])
            with { TypedPaths = [new("topology/snapshot")] },
    ];
}
