using Ham4db.Client.Contract;
using Refit;

namespace Ham4db.Client.Api;

/// <summary>Routes of <see cref="IAudit"/>. A query value of null is left out.</summary>
internal interface IAuditApi
{
    [Get("/audit")]
    Task<IReadOnlyList<AuditEntry>?> ListAsync(CancellationToken cancellationToken);

    [Get("/audit/{page}")]
    Task<IReadOnlyList<AuditEntry>?> ListAsync(string page, CancellationToken cancellationToken);

    [Get("/audit/instance/{host}/{port}")]
    Task<IReadOnlyList<AuditEntry>?> ListOfInstanceAsync(string host, string port, CancellationToken cancellationToken);

    [Get("/audit/instance/{host}/{port}/{page}")]
    Task<IReadOnlyList<AuditEntry>?> ListOfInstanceAsync(string host, string port, string page, CancellationToken cancellationToken);

    [Get("/audit-recovery")]
    Task<IReadOnlyList<TopologyRecovery>?> RecoveriesAsync(string? unacknowledged, CancellationToken cancellationToken);

    [Get("/audit-recovery/{page}")]
    Task<IReadOnlyList<TopologyRecovery>?> RecoveriesAsync(string page, string? unacknowledged, CancellationToken cancellationToken);

    [Get("/audit-recovery/cluster/{clusterName}")]
    Task<IReadOnlyList<TopologyRecovery>?> RecoveriesOfClusterAsync(string clusterName, CancellationToken cancellationToken);

    [Get("/audit-recovery/cluster/{clusterName}/{page}")]
    Task<IReadOnlyList<TopologyRecovery>?> RecoveriesOfClusterAsync(string clusterName, string page, CancellationToken cancellationToken);

    [Get("/audit-recovery/alias/{alias}")]
    Task<IReadOnlyList<TopologyRecovery>?> RecoveriesByAliasAsync(string alias, CancellationToken cancellationToken);

    [Get("/audit-recovery/alias/{alias}/{page}")]
    Task<IReadOnlyList<TopologyRecovery>?> RecoveriesByAliasAsync(string alias, string page, CancellationToken cancellationToken);

    [Get("/audit-recovery/id/{id}")]
    Task<IReadOnlyList<TopologyRecovery>?> RecoveryAsync(string id, CancellationToken cancellationToken);

    [Get("/audit-recovery/uid/{uid}")]
    Task<IReadOnlyList<TopologyRecovery>?> RecoveryByUidAsync(string uid, CancellationToken cancellationToken);

    [Get("/audit-recovery-steps/{uid}")]
    Task<IReadOnlyList<TopologyRecoveryStep>?> RecoveryStepsAsync(string uid, CancellationToken cancellationToken);

    [Get("/audit-failure-detection")]
    Task<IReadOnlyList<TopologyRecovery>?> FailureDetectionsAsync(CancellationToken cancellationToken);

    [Get("/audit-failure-detection/{page}")]
    Task<IReadOnlyList<TopologyRecovery>?> FailureDetectionsAsync(string page, CancellationToken cancellationToken);

    [Get("/audit-failure-detection/alias/{alias}")]
    Task<IReadOnlyList<TopologyRecovery>?> FailureDetectionsByAliasAsync(string alias, CancellationToken cancellationToken);

    [Get("/audit-failure-detection/alias/{alias}/{page}")]
    Task<IReadOnlyList<TopologyRecovery>?> FailureDetectionsByAliasAsync(string alias, string page, CancellationToken cancellationToken);

    [Get("/audit-failure-detection/id/{id}")]
    Task<IReadOnlyList<TopologyRecovery>?> FailureDetectionAsync(string id, CancellationToken cancellationToken);
}
