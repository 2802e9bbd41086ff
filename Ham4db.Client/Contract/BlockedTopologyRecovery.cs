namespace Ham4db.Client.Contract;

/// <summary>A recovery that did not begin because of another one.</summary>
public sealed record BlockedTopologyRecovery
{
    /// <summary>The instance that was to be recovered.</summary>
    public InstanceKey FailedInstanceKey { get; init; }

    /// <summary>Its cluster.</summary>
    public string ClusterName { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>What is wrong with it.</summary>
    public string Analysis { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>When it was last refused, RFC 3339.</summary>
    public string LastBlockedTimestamp { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>The recovery that blocks it.</summary>
    public long BlockingRecoveryId { get; init; }
}
