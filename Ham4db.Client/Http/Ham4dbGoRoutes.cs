using System.Collections.Frozen;
using Ham4db.Client.Contract;

namespace Ham4db.Client.Http;

/// <summary>Where ham4db (Go) has the routes of the typed methods. What is not listed it has under orchestrator's path.</summary>
internal static class Ham4dbGoRoutes
{
    /// <summary>Has to be there for three routes, and nobody but that server knows it. The server finds the instance by host and port.</summary>
    private const string AnyClusterId = "_";

    private static readonly string[] BehindType =
    [
        "ack-all-recoveries", "ack-recovery", "active-cluster-recovery", "audit", "audit-failure-detection", "audit-recovery",
        "audit-recovery-steps", "begin-downtime", "begin-maintenance", "blocked-recoveries", "can-replicate-from-gtid", "check", "cluster",
        "cluster-info", "cluster-pool-instances", "clusters-info", "detach-replica", "disable-gtid", "discover", "enable-gtid", "end-downtime",
        "end-maintenance", "flush-binary-logs", "force-master-failover", "forget", "forget-cluster", "gtid-errant-inject-empty",
        "gtid-errant-reset-master", "in-maintenance", "kill-query", "last-pseudo-gtid", "locate-gtid-errant", "maintenance",
        "master-equivalent", "move-below", "move-below-gtid", "move-equivalent", "move-up", "problems", "purge-binary-logs", "reattach-replica",
        "recently-active-cluster-recovery", "recently-active-instance-recovery", "recover", "refresh", "relocate", "relocate-replicas",
        "replication-analysis", "replication-analysis-changelog", "repoint", "resolve", "restart-replica", "search", "set-read-only",
        "set-writeable", "skip-query", "start-replica", "status", "submit-pool-instances", "take-master", "take-siblings", "topology",
    ];

    private static readonly FrozenDictionary<string, string> Paths = new Dictionary<string, string>(
        BehindType.Select(name => KeyValuePair.Create(name, $"mysql/{name}")), StringComparer.Ordinal)
    {
        ["all-instances"] = "list-instance",
        ["backend-query-metrics-aggregated"] = "backend-query-metric-aggregated",
        ["backend-query-metrics-raw"] = "backend-query-metric-raw",
        ["cluster-osc-replicas"] = "mysql/cluster-osc-slaves",
        ["discovery-metrics-aggregated"] = "discovery-metric-aggregated",
        ["discovery-metrics-raw"] = "discovery-metric-raw",
        ["discovery-queue-metrics-aggregated"] = "discovery-queue-metric-aggregated",
        ["discovery-queue-metrics-raw"] = "discovery-queue-metric-raw",
        ["move-replicas-gtid"] = "mysql/move-slaves-gtid",
        ["regroup-replicas-bls"] = "mysql/regroup-slaves-bls",
        ["regroup-replicas-gtid"] = "mysql/regroup-slaves-gtid",
        ["regroup-replicas-pgtid"] = "mysql/regroup-slaves-pgtid",
        ["reset-replica"] = $"mysql/reset-replica/{AnyClusterId}",
        ["restart-replica-statements"] = "mysql/restart-slave-statements",
        ["snapshot-topologies"] = "mysql/topology/snapshot",
        ["stop-replica"] = $"mysql/stop-replica/{AnyClusterId}",
        ["stop-replica-nice"] = $"mysql/stop-replica-nice/{AnyClusterId}",
        ["topology-tabulated"] = "mysql/topology/tabulated",
        ["topology-tags"] = "mysql/topology/tag",
        ["write-buffer-metrics-aggregated"] = "write-buffer-metric-aggregated",
        ["write-buffer-metrics-raw"] = "write-buffer-metric-raw",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> BySpan =
        Paths.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether the two Go servers have this route under different paths.</summary>
    public static bool Differs(ReadOnlySpan<char> path)
        => (BySpan.ContainsKey(NameOf(path)) && !IsBehindNoType(path)) || IsTakeover(NameOf(path));

    /// <summary>The path on ham4db (Go) of what orchestrator has under <paramref name="path"/>.</summary>
    public static string Translate(string path)
    {
        var name = NameOf(path);
        if (IsTakeover(name))
        {
            return TranslateTakeover(path);
        }

        if (!BySpan.TryGetValue(name, out var there) || IsBehindNoType(path))
        {
            return path;
        }

        // Its query form of search crashes; the text goes into the path.
        const string searchQuery = "search?s=";
        return path.StartsWith(searchQuery, StringComparison.Ordinal)
            ? $"{there}/{path.AsSpan(searchQuery.Length)}"
            : string.Concat(there, path.AsSpan(name.Length));
    }

    /// <summary>The forms that take an instance are registered apart from the others of their name.</summary>
    private static bool IsBehindNoType(ReadOnlySpan<char> path)
        => path.StartsWith("cluster/instance/", StringComparison.Ordinal)
            || path.StartsWith("replication-analysis/instance/", StringComparison.Ordinal);

    private static bool IsTakeover(ReadOnlySpan<char> name)
        => name is "graceful-master-takeover" or "graceful-master-takeover-auto" or "force-master-takeover";

    /// <summary>It does not look at the hint of a takeover: the cluster has to be given as host and port of an instance, if the caller did.</summary>
    private static string TranslateTakeover(string path)
    {
        var segments = path.Split('/');
        if (segments.Length < 2 || !InstanceKey.TryParse(Uri.UnescapeDataString(segments[1]), 0, out var member) || member.Port == 0)
        {
            return path;
        }

        string[] split = [segments[0], Uri.EscapeDataString(member.Hostname), $"{member.Port}", .. segments[2..]];
        var there = string.Join('/', split);
        return split is ["graceful-master-takeover", _, _, _, _] ? $"mysql/{there}" : there;
    }

    private static ReadOnlySpan<char> NameOf(ReadOnlySpan<char> path)
    {
        var end = path.IndexOfAny('/', '?');
        return end < 0 ? path : path[..end];
    }
}
