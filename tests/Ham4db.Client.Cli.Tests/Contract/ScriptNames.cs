namespace Ham4db.Client.Cli.Tests.Contract;

/// <summary>The commands of the shell scripts.</summary>
internal static class ScriptNames
{
    /// <summary>Those of <c>orchestrator-client</c>, in its order.</summary>
    private const string Orchestrator = """
        help which-api api async-discover discover forget forget-cluster topology topology-tabulated topology-tags snapshot-topologies clusters
        clusters-alias search instance which-instance which-master which-replicas which-broken-replicas which-cluster-instances which-cluster
        which-cluster-alias which-cluster-master all-clusters-masters all-instances which-cluster-osc-replicas which-cluster-osc-running-replicas
        downtimed dominant-dc submit-masters-to-kv-stores tags tag-value tag untag untag-all tagged submit-pool-instances
        which-heuristic-cluster-pool-instances begin-downtime end-downtime begin-maintenance end-maintenance register-candidate
        register-hostname-unresolve deregister-hostname-unresolve relocate match move-below move-equivalent repoint move-gtid match-up move-up
        make-co-master take-master take-siblings relocate-replicas move-replicas-gtid match-up-replicas move-up-replicas repoint-replicas
        stop-replica stop-replica-nice start-replica restart-replica reset-replica detach-replica reattach-replica detach-replica-master-host
        reattach-replica-master-host skip-query gtid-errant-reset-master gtid-errant-inject-empty enable-semi-sync-master
        disable-semi-sync-master enable-semi-sync-replica disable-semi-sync-replica set-read-only set-writeable flush-binary-logs
        purge-binary-logs which-gtid-errant locate-gtid-errant last-pseudo-gtid restart-replica-statements delay-replication can-replicate-from
        can-replicate-from-gtid is-replicating is-replication-stopped replication-analysis recover graceful-master-takeover
        graceful-master-takeover-auto force-master-failover force-master-takeover ack-cluster-recoveries ack-all-recoveries
        disable-global-recoveries enable-global-recoveries check-global-recoveries raft-leader raft-health raft-leader-hostname
        raft-elect-leader
        """;

    /// <summary>What an edition of it has besides.</summary>
    private const string Percona = "change-master-credentials";

    /// <summary>What <c>ham4db-client</c> calls otherwise.</summary>
    private const string Ham4db = """
        topology-with-tag list-cluster-alias instance-master-identify repl-list-replica list-cluster-instance cluster-master
        repl-can-replicate-from repl-is-replicating repl-is-replication-stopped
        """;

    /// <summary>Names that are read as those of today.</summary>
    private const string Slaves = """
        which-slaves which-broken-slaves relocate-slaves move-up-slaves repoint-slaves match-up-slaves move-slaves-gtid stop-slave stop-slave-nice
        start-slave restart-slave reset-slave detach-slave reattach-slave restart-slave-statements enslave-siblings enslave-master
        """;

    public static TheoryData<string> All() => [.. Split(Orchestrator), .. Split(Percona), .. Split(Ham4db), .. Split(Slaves)];

    private static string[] Split(string names)
        => names.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is var split && split.Distinct().Count() == split.Length
            ? split
            : throw new InvalidOperationException("A name is listed twice.");
}
