namespace Ham4db.Client.Cli.Commands;

/// <summary>Commands of the shell scripts that this version does not have. Their routes are reached through <c>api</c>.</summary>
internal static class LaterCommands
{
    /// <summary>The names in both scripts, with the two synonyms that the <c>slave</c> rule would break.</summary>
    public static IReadOnlySet<string> Names { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "snapshot-topologies", "which-cluster-osc-replicas", "which-cluster-osc-running-replicas", "submit-masters-to-kv-stores", "submit-pool-instances",
        "which-heuristic-cluster-pool-instances", "begin-maintenance", "end-maintenance", "register-hostname-unresolve",
        "deregister-hostname-unresolve", "relocate", "match", "move-below", "move-equivalent", "repoint", "move-gtid", "match-up", "move-up",
        "make-co-master", "take-master", "take-siblings", "relocate-replicas", "move-replicas-gtid", "match-up-replicas", "move-up-replicas",
        "repoint-replicas", "stop-replica", "stop-replica-nice", "start-replica", "restart-replica", "reset-replica", "detach-replica",
        "reattach-replica", "detach-replica-master-host", "reattach-replica-master-host", "skip-query", "gtid-errant-reset-master",
        "gtid-errant-inject-empty", "enable-semi-sync-master", "disable-semi-sync-master", "enable-semi-sync-replica",
        "disable-semi-sync-replica", "set-read-only", "set-writeable", "flush-binary-logs", "change-master-credentials", "purge-binary-logs",
        "locate-gtid-errant", "last-pseudo-gtid", "restart-replica-statements", "delay-replication", "can-replicate-from",
        "repl-can-replicate-from", "can-replicate-from-gtid", "replication-analysis", "recover", "graceful-master-takeover",
        "graceful-master-takeover-auto", "force-master-failover", "force-master-takeover", "ack-cluster-recoveries", "ack-all-recoveries",
        "disable-global-recoveries", "enable-global-recoveries", "check-global-recoveries", "raft-elect-leader",
        "enslave-siblings", "enslave-master",
    };
}
