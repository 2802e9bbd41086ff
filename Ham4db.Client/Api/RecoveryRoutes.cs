using System.Text.Json;
using Ham4db.Client.Contract;
using Ham4db.Client.Http;

namespace Ham4db.Client.Api;

/// <summary>Routes of <see cref="IRecovery"/>. GET is a read, POST a change. A query value of null is left out.</summary>
internal sealed class RecoveryRoutes(Routes routes)
{
    public Task<IReadOnlyList<ReplicationAnalysis>?> AnalyzeAsync(CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<ReplicationAnalysis>>("replication-analysis", cancellationToken);

    public Task<IReadOnlyList<ReplicationAnalysis>?> AnalyzeAsync(string cluster, CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<ReplicationAnalysis>>($"replication-analysis/{Routes.Segment(cluster)}", cancellationToken);

    public Task<IReadOnlyList<ReplicationAnalysis>?> AnalyzeInstanceAsync(string host, string port, CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<ReplicationAnalysis>>($"replication-analysis/instance/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<IReadOnlyList<ReplicationAnalysisChangelog>?> AnalysisChangelogAsync(CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<ReplicationAnalysisChangelog>>("replication-analysis-changelog", cancellationToken);

    public Task<InstanceKey?> RecoverAsync(string host, string port, string? skipProcesses, CancellationToken cancellationToken)
        => routes.ChangeAsync<InstanceKey?>(Routes.Query($"recover/{Routes.Segment(host)}/{Routes.Segment(port)}", ("skipProcesses", skipProcesses)), cancellationToken);

    public Task<InstanceKey?> RecoverAsync(
        string host, string port, string candidateHost, string candidatePort, string? skipProcesses, CancellationToken cancellationToken)
        => routes.ChangeAsync<InstanceKey?>(Routes.Query($"recover/{Routes.Segment(host)}/{Routes.Segment(port)}/{Routes.Segment(candidateHost)}/{Routes.Segment(candidatePort)}", ("skipProcesses", skipProcesses)), cancellationToken);

    public Task<InstanceKey?> RecoverLiteAsync(string host, string port, CancellationToken cancellationToken)
        => routes.ChangeAsync<InstanceKey?>($"recover-lite/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<InstanceKey?> RecoverLiteAsync(string host, string port, string candidateHost, string candidatePort, CancellationToken cancellationToken)
        => routes.ChangeAsync<InstanceKey?>($"recover-lite/{Routes.Segment(host)}/{Routes.Segment(port)}/{Routes.Segment(candidateHost)}/{Routes.Segment(candidatePort)}", cancellationToken);

    public Task<TopologyRecovery?> GracefulMasterTakeoverAsync(string cluster, CancellationToken cancellationToken)
        => routes.ChangeAsync<TopologyRecovery>($"graceful-master-takeover/{Routes.Segment(cluster)}", cancellationToken);

    public Task<TopologyRecovery?> GracefulMasterTakeoverAsync(string cluster, string host, string port, CancellationToken cancellationToken)
        => routes.ChangeAsync<TopologyRecovery>($"graceful-master-takeover/{Routes.Segment(cluster)}/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<TopologyRecovery?> GracefulMasterTakeoverAutoAsync(string cluster, CancellationToken cancellationToken)
        => routes.ChangeAsync<TopologyRecovery>($"graceful-master-takeover-auto/{Routes.Segment(cluster)}", cancellationToken);

    public Task<TopologyRecovery?> GracefulMasterTakeoverAutoAsync(string cluster, string host, string port, CancellationToken cancellationToken)
        => routes.ChangeAsync<TopologyRecovery>($"graceful-master-takeover-auto/{Routes.Segment(cluster)}/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<TopologyRecovery?> ForceMasterFailoverAsync(string cluster, CancellationToken cancellationToken)
        => routes.ChangeAsync<TopologyRecovery>($"force-master-failover/{Routes.Segment(cluster)}", cancellationToken);

    public Task<TopologyRecovery?> ForceMasterTakeoverAsync(string cluster, string host, string port, CancellationToken cancellationToken)
        => routes.ChangeAsync<TopologyRecovery>($"force-master-takeover/{Routes.Segment(cluster)}/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<AutomatedRecoveryFilters?> FiltersAsync(CancellationToken cancellationToken)
        => routes.ReadAsync<AutomatedRecoveryFilters>("automated-recovery-filters", cancellationToken);

    public Task<IReadOnlyList<TopologyRecovery>?> ActiveAsync(string clusterName, CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<TopologyRecovery>>($"active-cluster-recovery/{Routes.Segment(clusterName)}", cancellationToken);

    public Task<IReadOnlyList<TopologyRecovery>?> RecentlyActiveAsync(string clusterName, CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<TopologyRecovery>>($"recently-active-cluster-recovery/{Routes.Segment(clusterName)}", cancellationToken);

    public Task<IReadOnlyList<TopologyRecovery>?> RecentlyPromotedAsync(string host, string port, CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<TopologyRecovery>>($"recently-active-instance-recovery/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<IReadOnlyList<BlockedTopologyRecovery>?> BlockedAsync(CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<BlockedTopologyRecovery>>("blocked-recoveries", cancellationToken);

    public Task<IReadOnlyList<BlockedTopologyRecovery>?> BlockedAsync(string clusterName, CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<BlockedTopologyRecovery>>($"blocked-recoveries/cluster/{Routes.Segment(clusterName)}", cancellationToken);

    public Task<JsonElement?> AcknowledgeClusterAsync(string cluster, string comment, CancellationToken cancellationToken)
        => routes.ChangeAsync<JsonElement?>(Routes.Query($"ack-recovery/cluster/{Routes.Segment(cluster)}", ("comment", comment)), cancellationToken);

    public Task<JsonElement?> AcknowledgeClusterByAliasAsync(string alias, string comment, CancellationToken cancellationToken)
        => routes.ChangeAsync<JsonElement?>(Routes.Query($"ack-recovery/cluster/alias/{Routes.Segment(alias)}", ("comment", comment)), cancellationToken);

    public Task<InstanceKey?> AcknowledgeInstanceAsync(string host, string port, string comment, CancellationToken cancellationToken)
        => routes.ChangeAsync<InstanceKey?>(Routes.Query($"ack-recovery/instance/{Routes.Segment(host)}/{Routes.Segment(port)}", ("comment", comment)), cancellationToken);

    public Task<Reply> AcknowledgeAsync(string id, string comment, CancellationToken cancellationToken)
        => routes.ChangeAsync(Routes.Query($"ack-recovery/{Routes.Segment(id)}", ("comment", comment)), cancellationToken);

    public Task<Reply> AcknowledgeByUidAsync(string uid, string comment, CancellationToken cancellationToken)
        => routes.ChangeAsync(Routes.Query($"ack-recovery/uid/{Routes.Segment(uid)}", ("comment", comment)), cancellationToken);

    public Task<Reply> AcknowledgeAllAsync(string comment, CancellationToken cancellationToken)
        => routes.ChangeAsync(Routes.Query("ack-all-recoveries", ("comment", comment)), cancellationToken);

    public Task<Reply> EnableGloballyAsync(CancellationToken cancellationToken)
        => routes.ChangeAsync("enable-global-recoveries", cancellationToken);

    public Task<Reply> DisableGloballyAsync(CancellationToken cancellationToken)
        => routes.ChangeAsync("disable-global-recoveries", cancellationToken);

    public Task<JsonElement?> IsEnabledGloballyAsync(CancellationToken cancellationToken)
        => routes.ReadAsync<JsonElement?>("check-global-recoveries", cancellationToken);
}
