namespace Ham4db.Server.Topology;

/// <summary>Semi-synchronous replication of one instance.</summary>
public sealed record SemiSync
{
    /// <summary>Whether both plugins are loaded.</summary>
    public bool Available { get; init; }

    /// <summary>0 is an asynchronous replica; a higher number is preferred. From the configured query.</summary>
    public long Priority { get; init; }

    /// <summary>Whether the master side is switched on.</summary>
    public bool MasterEnabled { get; init; }

    /// <summary>Whether the replica side is switched on.</summary>
    public bool ReplicaEnabled { get; init; }

    /// <summary>Milliseconds after which a commit no longer waits.</summary>
    public long MasterTimeoutMilliseconds { get; init; }

    /// <summary>Acknowledgements that a commit waits for.</summary>
    public long MasterWaitForReplicaCount { get; init; }

    /// <summary>Whether the master side is active.</summary>
    public bool MasterStatus { get; init; }

    /// <summary>Connected semi-sync replicas.</summary>
    public long MasterClients { get; init; }

    /// <summary>Whether the replica side is active.</summary>
    public bool ReplicaStatus { get; init; }
}
