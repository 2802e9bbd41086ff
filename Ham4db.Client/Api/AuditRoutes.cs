using Ham4db.Client.Contract;

namespace Ham4db.Client.Api;

/// <summary>Routes of <see cref="IAudit"/>. A query value of null is left out.</summary>
internal sealed class AuditRoutes(Routes routes)
{
    public Task<IReadOnlyList<AuditEntry>?> ListAsync(CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<AuditEntry>>("audit", cancellationToken);

    public Task<IReadOnlyList<AuditEntry>?> ListAsync(string page, CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<AuditEntry>>($"audit/{Routes.Segment(page)}", cancellationToken);

    public Task<IReadOnlyList<AuditEntry>?> ListOfInstanceAsync(string host, string port, CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<AuditEntry>>($"audit/instance/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<IReadOnlyList<AuditEntry>?> ListOfInstanceAsync(string host, string port, string page, CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<AuditEntry>>($"audit/instance/{Routes.Segment(host)}/{Routes.Segment(port)}/{Routes.Segment(page)}", cancellationToken);

    public Task<IReadOnlyList<TopologyRecovery>?> RecoveriesAsync(string? unacknowledged, CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<TopologyRecovery>>(Routes.Query("audit-recovery", ("unacknowledged", unacknowledged)), cancellationToken);

    public Task<IReadOnlyList<TopologyRecovery>?> RecoveriesAsync(string page, string? unacknowledged, CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<TopologyRecovery>>(Routes.Query($"audit-recovery/{Routes.Segment(page)}", ("unacknowledged", unacknowledged)), cancellationToken);

    public Task<IReadOnlyList<TopologyRecovery>?> RecoveriesOfClusterAsync(string clusterName, CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<TopologyRecovery>>($"audit-recovery/cluster/{Routes.Segment(clusterName)}", cancellationToken);

    public Task<IReadOnlyList<TopologyRecovery>?> RecoveriesOfClusterAsync(string clusterName, string page, CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<TopologyRecovery>>($"audit-recovery/cluster/{Routes.Segment(clusterName)}/{Routes.Segment(page)}", cancellationToken);

    public Task<IReadOnlyList<TopologyRecovery>?> RecoveriesByAliasAsync(string alias, CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<TopologyRecovery>>($"audit-recovery/alias/{Routes.Segment(alias)}", cancellationToken);

    public Task<IReadOnlyList<TopologyRecovery>?> RecoveriesByAliasAsync(string alias, string page, CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<TopologyRecovery>>($"audit-recovery/alias/{Routes.Segment(alias)}/{Routes.Segment(page)}", cancellationToken);

    public Task<IReadOnlyList<TopologyRecovery>?> RecoveryAsync(string id, CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<TopologyRecovery>>($"audit-recovery/id/{Routes.Segment(id)}", cancellationToken);

    public Task<IReadOnlyList<TopologyRecovery>?> RecoveryByUidAsync(string uid, CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<TopologyRecovery>>($"audit-recovery/uid/{Routes.Segment(uid)}", cancellationToken);

    public Task<IReadOnlyList<TopologyRecoveryStep>?> RecoveryStepsAsync(string uid, CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<TopologyRecoveryStep>>($"audit-recovery-steps/{Routes.Segment(uid)}", cancellationToken);

    public Task<IReadOnlyList<TopologyRecovery>?> FailureDetectionsAsync(CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<TopologyRecovery>>("audit-failure-detection", cancellationToken);

    public Task<IReadOnlyList<TopologyRecovery>?> FailureDetectionsAsync(string page, CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<TopologyRecovery>>($"audit-failure-detection/{Routes.Segment(page)}", cancellationToken);

    public Task<IReadOnlyList<TopologyRecovery>?> FailureDetectionsByAliasAsync(string alias, CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<TopologyRecovery>>($"audit-failure-detection/alias/{Routes.Segment(alias)}", cancellationToken);

    public Task<IReadOnlyList<TopologyRecovery>?> FailureDetectionsByAliasAsync(string alias, string page, CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<TopologyRecovery>>($"audit-failure-detection/alias/{Routes.Segment(alias)}/{Routes.Segment(page)}", cancellationToken);

    public Task<IReadOnlyList<TopologyRecovery>?> FailureDetectionAsync(string id, CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<TopologyRecovery>>($"audit-failure-detection/id/{Routes.Segment(id)}", cancellationToken);
}
