using System.Text.Json.Serialization.Metadata;
using Ham4db.Client.Contract;

namespace Ham4db.Client.Tests.Contract;

/// <summary>Which type each route's payload is read into.</summary>
internal static class ReplyTypes
{
    private static readonly Dictionary<string, JsonTypeInfo> OfSuccess = new(
        Of(WireJson.Default.IReadOnlyListInstance,
            "all-instances", "cluster", "cluster-osc-replicas", "cluster-osc-slaves", "downtimed", "heuristic-cluster-pool-instances",
            "instance-replicas", "list-instance", "masters", "move-up-replicas", "problems", "relocate-replicas", "search")
        .Concat(Of(WireJson.Default.Instance,
            "check", "detach-replica", "disable-semi-sync-master", "disable-semi-sync-replica", "discover", "enable-semi-sync-master",
            "enable-semi-sync-replica", "flush-binary-logs", "instance", "make-co-master", "master", "move-up", "reattach-replica", "relocate",
            "repoint", "restart-replica", "set-read-only", "start-replica", "stop-replica", "stop-replica-nice", "take-siblings"))
        .Concat(Of(WireJson.Default.InstanceKey,
            "begin-downtime", "begin-maintenance", "can-replicate-from", "can-replicate-from-gtid", "end-downtime", "end-maintenance", "forget",
            "recover", "refresh", "register-candidate", "resolve", "tag"))
        .Concat(Of(WireJson.Default.IReadOnlyListInstanceKey, "bulk-instances", "tagged", "untag", "untag-all"))
        .Concat(Of(WireJson.Default.IReadOnlyListString, "clusters", "manage/list", "raft-peers", "restart-replica-statements", "tags"))
        .Concat(Of(WireJson.Default.String,
            "_ping", "ack-all-recoveries", "ack-recovery", "check-global-recoveries", "disable-global-recoveries", "enable-global-recoveries",
            "in-maintenance", "lb-check", "leader-check", "raft-health", "raft-leader", "raft-snapshot", "raft-state", "raft-yield",
            "raft-yield-hint", "reload-configuration", "routed-leader-check", "snapshot-topologies", "submit-pool-instances", "tag-value",
            "topology", "topology-tabulated", "topology-tags", "topology/tabulated", "topology/tag", "topology/snapshot"))
        .Concat(Of(WireJson.Default.TopologyRecovery,
            "force-master-failover", "force-master-takeover", "graceful-master-takeover", "graceful-master-takeover-auto"))
        .Concat(Of(WireJson.Default.IReadOnlyListTopologyRecovery,
            "active-cluster-recovery", "audit-failure-detection", "audit-recovery", "recently-active-cluster-recovery",
            "recently-active-instance-recovery"))
        .Concat(Of(WireJson.Default.IReadOnlyListReplicationAnalysis, "analysis", "replication-analysis"))
        .Concat(Of(WireJson.Default.HealthStatus, "health", "status"))
        .Concat(Of(WireJson.Default.Int64, "delay-replication", "heuristic-cluster-pool-lag"))
        .Concat(
        [
            new("audit", WireJson.Default.IReadOnlyListAuditEntry),
            new("audit-recovery-steps", WireJson.Default.IReadOnlyListTopologyRecoveryStep),
            new("automated-recovery-filters", WireJson.Default.AutomatedRecoveryFilters),
            new("backend-query-metrics-aggregated", WireJson.Default.AggregatedQueryMetrics),
            new("blocked-recoveries", WireJson.Default.IReadOnlyListBlockedTopologyRecovery),
            new("bulk-promotion-rules", WireJson.Default.IReadOnlyListCandidateDatabaseInstance),
            new("cluster-info", WireJson.Default.ClusterInfo),
            new("cluster-pool-instances", WireJson.Default.IReadOnlyDictionaryStringIReadOnlyListInstanceKey),
            new("clusters-info", WireJson.Default.IReadOnlyListClusterInfo),
            new("discovery-metric-aggregated", WireJson.Default.AggregatedDiscoveryMetrics),
            new("discovery-metrics-aggregated", WireJson.Default.AggregatedDiscoveryMetrics),
            new("discovery-queue-metrics-aggregated", WireJson.Default.AggregatedQueueMetrics),
            new("headers", WireJson.Default.IReadOnlyDictionaryStringIReadOnlyListString),
            new("hostname-resolve-cache", WireJson.Default.IReadOnlyDictionaryStringCachedHostname),
            new("maintenance", WireJson.Default.IReadOnlyListMaintenance),
            new("manage/cache/hit", WireJson.Default.IReadOnlyDictionaryStringDouble),
            new("raft-status", WireJson.Default.RaftStatus),
            new("replication-analysis-changelog", WireJson.Default.IReadOnlyListReplicationAnalysisChangelog),
            new("submit-masters-to-kv-stores", WireJson.Default.IReadOnlyListKVPair),
            new("write-buffer-metrics-aggregated", WireJson.Default.AggregatedWriteBufferMetrics),
        ]),
        StringComparer.Ordinal);

    /// <summary>The type of a success; null for a route that has none: only that it succeeded matters, or it never does.</summary>
    public static JsonTypeInfo? Of(string route) => OfSuccess.GetValueOrDefault(route);

    private static IEnumerable<KeyValuePair<string, JsonTypeInfo>> Of(JsonTypeInfo type, params string[] routes)
        => routes.Select(route => KeyValuePair.Create(route, type));
}
