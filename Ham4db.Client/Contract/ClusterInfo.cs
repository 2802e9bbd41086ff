namespace Ham4db.Client.Contract;

/// <summary>A cluster: the instances below one master, or below a pair of co-masters.</summary>
public sealed record ClusterInfo
{
    /// <summary>Unique name: <c>host:port</c> of the root when it was first seen.</summary>
    public string ClusterName { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Alias; equals <see cref="ClusterName"/> when the cluster has none.</summary>
    public string ClusterAlias { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Domain name of the cluster's master; empty when none was detected.</summary>
    public string ClusterDomain { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>How many instances are known.</summary>
    public int CountInstances { get; init; }

    /// <summary>Seconds; always 0, kept for the callers of the Go servers, which never compute it either.</summary>
    public long HeuristicLag { get; init; }

    /// <summary>Whether a dead master of this cluster is recovered without being asked.</summary>
    public bool HasAutomatedMasterRecovery { get; init; }

    /// <summary>Whether a dead intermediate master of this cluster is recovered without being asked.</summary>
    public bool HasAutomatedIntermediateMasterRecovery { get; init; }
}
