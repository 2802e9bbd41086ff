using Ham4db.Client.Contract;

namespace Ham4db.Client;

/// <summary>What was done, recovered and detected. Lists are newest first, 20 a page.</summary>
/// <remarks>The parameter <c>page</c> counts from 0; a page after the last one is empty.</remarks>
public interface IAudit
{
    /// <summary>What the service did (route <c>audit</c>).</summary>
    Task<IReadOnlyList<AuditEntry>> ListAsync(int page = 0, CancellationToken cancellationToken = default);

    /// <summary>What the service did to one instance (route <c>audit/instance/:host/:port</c>).</summary>
    Task<IReadOnlyList<AuditEntry>> ListOfInstanceAsync(InstanceKey key, int page = 0, CancellationToken cancellationToken = default);

    /// <summary>Recoveries (route <c>audit-recovery</c>).</summary>
    /// <param name="page">The page, from 0.</param>
    /// <param name="unacknowledgedOnly">Whether to leave out what somebody has acknowledged.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<TopologyRecovery>> RecoveriesAsync(
        int page = 0, bool unacknowledgedOnly = false, CancellationToken cancellationToken = default);

    /// <summary>Recoveries of one cluster (route <c>audit-recovery/cluster/:clusterName</c>).</summary>
    /// <param name="clusterName">The cluster's exact name.</param>
    /// <param name="page">The page, from 0.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<TopologyRecovery>> RecoveriesOfClusterAsync(string clusterName, int page = 0, CancellationToken cancellationToken = default);

    /// <summary>Recoveries of the cluster with this alias (route <c>audit-recovery/alias/:alias</c>).</summary>
    Task<IReadOnlyList<TopologyRecovery>> RecoveriesByAliasAsync(string alias, int page = 0, CancellationToken cancellationToken = default);

    /// <summary>One recovery by its number (route <c>audit-recovery/id/:id</c>); null when there is none.</summary>
    Task<TopologyRecovery?> RecoveryAsync(long id, CancellationToken cancellationToken = default);

    /// <summary>One recovery by its <see cref="TopologyRecovery.UID"/> (route <c>audit-recovery/uid/:uid</c>); null when there is none.</summary>
    Task<TopologyRecovery?> RecoveryByUidAsync(string uid, CancellationToken cancellationToken = default);

    /// <summary>What a recovery did, oldest first, all on one page (route <c>audit-recovery-steps/:uid</c>).</summary>
    Task<IReadOnlyList<TopologyRecoveryStep>> RecoveryStepsAsync(string uid, CancellationToken cancellationToken = default);

    /// <summary>Detected failures (route <c>audit-failure-detection</c>).</summary>
    Task<IReadOnlyList<TopologyRecovery>> FailureDetectionsAsync(int page = 0, CancellationToken cancellationToken = default);

    /// <summary>Detected failures of the cluster with this alias (route <c>audit-failure-detection/alias/:alias</c>).</summary>
    Task<IReadOnlyList<TopologyRecovery>> FailureDetectionsByAliasAsync(string alias, int page = 0, CancellationToken cancellationToken = default);

    /// <summary>One detected failure by its number (route <c>audit-failure-detection/id/:id</c>); null when there is none.</summary>
    Task<TopologyRecovery?> FailureDetectionAsync(long id, CancellationToken cancellationToken = default);
}
