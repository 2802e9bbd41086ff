namespace Ham4db.Client.Contract;

/// <summary>Which failures are recovered without being asked: the patterns that the service is configured with.</summary>
public sealed record AutomatedRecoveryFilters
{
    /// <summary>Clusters whose dead intermediate masters are recovered.</summary>
    public IReadOnlyList<string> RecoverIntermediateMasterClusterFilters { get; init => field = value ?? []; } = [];

    /// <summary>Clusters whose dead masters are recovered.</summary>
    public IReadOnlyList<string> RecoverMasterClusterFilters { get; init => field = value ?? []; } = [];

    /// <summary>Instances that are never recovered.</summary>
    public IReadOnlyList<string> RecoveryIgnoreHostnameFilters { get; init => field = value ?? []; } = [];
}
