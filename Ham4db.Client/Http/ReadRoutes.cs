using System.Collections.Frozen;

namespace Ham4db.Client.Http;

/// <summary>
/// The routes that change nothing on any server, by their first segment. What is not listed is treated as a change: mistaking a read for
/// a change costs a repetition, the opposite could do a change twice.
/// </summary>
internal static class ReadRoutes
{
    private static readonly FrozenSet<string> Names = FrozenSet.ToFrozenSet(
    [
        "_ping", "active-cluster-recovery", "all-instances", "analysis", "audit", "audit-failure-detection", "audit-recovery", "audit-recovery-steps",
        "automated-recovery-filters", "backend-query-metric-aggregated", "backend-query-metric-raw", "backend-query-metrics-aggregated",
        "backend-query-metrics-raw", "blocked-recoveries", "bulk-instances", "bulk-promotion-rules", "can-replicate-from", "can-replicate-from-gtid",
        "changelog", "check", "check-global-recoveries", "cluster", "cluster-info", "cluster-osc-replicas", "cluster-osc-slaves",
        "cluster-pool-instances", "clusters", "clusters-info", "discovery-metric-aggregated", "discovery-metric-raw", "discovery-metrics-aggregated",
        "discovery-metrics-raw", "discovery-queue-metric-aggregated", "discovery-queue-metric-raw", "discovery-queue-metrics-aggregated",
        "discovery-queue-metrics-raw", "downtimed", "headers", "health", "heuristic-cluster-pool-instances", "heuristic-cluster-pool-lag",
        "hostname-resolve-cache", "in-maintenance", "instance", "instance-replicas", "last-pseudo-gtid", "lb-check", "leader-check", "list-instance",
        "locate-gtid-errant", "maintenance", "manage", "master", "master-equivalent", "masters", "problems", "raft-health", "raft-leader",
        "raft-peers", "raft-state", "raft-status", "recently-active-cluster-recovery", "recently-active-instance-recovery", "replication-analysis",
        "replication-analysis-changelog", "resolve", "restart-replica-statements", "restart-slave-statements", "routed-leader-check", "search",
        "status", "tag-value", "tagged", "tags", "topology", "topology-tabulated", "topology-tags", "write-buffer-metric-aggregated",
        "write-buffer-metric-raw", "write-buffer-metrics-aggregated", "write-buffer-metrics-raw",
    ],
    StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> BySpan = Names.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether <paramref name="path"/>, after <c>/api/</c>, changes nothing. The prefix <c>mysql/</c> is looked through.</summary>
    public static bool Contains(ReadOnlySpan<char> path)
    {
        const string typed = "mysql/";
        if (path.StartsWith(typed, StringComparison.Ordinal))
        {
            // The one typed route that stores something below a name that reads elsewhere.
            if (path.StartsWith("mysql/topology/snapshot", StringComparison.Ordinal))
            {
                return false;
            }

            path = path[typed.Length..];
        }

        var end = path.IndexOfAny('/', '?');
        return BySpan.Contains(end < 0 ? path : path[..end]);
    }
}
