using System.Text.Json;
using Ham4db.Client.Contract;
using Refit;

namespace Ham4db.Client.Api;

/// <summary>Routes of <see cref="IRecovery"/>. GET is a read, POST a change. A query value of null is left out.</summary>
internal interface IRecoveryApi
{
    [Get("/replication-analysis")]
    Task<IReadOnlyList<ReplicationAnalysis>?> AnalyzeAsync(CancellationToken cancellationToken);

    [Get("/replication-analysis/{cluster}")]
    Task<IReadOnlyList<ReplicationAnalysis>?> AnalyzeAsync(string cluster, CancellationToken cancellationToken);

    [Get("/replication-analysis/instance/{host}/{port}")]
    Task<IReadOnlyList<ReplicationAnalysis>?> AnalyzeInstanceAsync(string host, string port, CancellationToken cancellationToken);

    [Get("/replication-analysis-changelog")]
    Task<IReadOnlyList<ReplicationAnalysisChangelog>?> AnalysisChangelogAsync(CancellationToken cancellationToken);

    [Post("/recover/{host}/{port}")]
    Task<InstanceKey?> RecoverAsync(string host, string port, string? skipProcesses, CancellationToken cancellationToken);

    [Post("/recover/{host}/{port}/{candidateHost}/{candidatePort}")]
    Task<InstanceKey?> RecoverAsync(
        string host, string port, string candidateHost, string candidatePort, string? skipProcesses, CancellationToken cancellationToken);

    [Post("/recover-lite/{host}/{port}")]
    Task<InstanceKey?> RecoverLiteAsync(string host, string port, CancellationToken cancellationToken);

    [Post("/recover-lite/{host}/{port}/{candidateHost}/{candidatePort}")]
    Task<InstanceKey?> RecoverLiteAsync(string host, string port, string candidateHost, string candidatePort, CancellationToken cancellationToken);

    [Post("/graceful-master-takeover/{cluster}")]
    Task<TopologyRecovery?> GracefulMasterTakeoverAsync(string cluster, CancellationToken cancellationToken);

    [Post("/graceful-master-takeover/{cluster}/{host}/{port}")]
    Task<TopologyRecovery?> GracefulMasterTakeoverAsync(string cluster, string host, string port, CancellationToken cancellationToken);

    [Post("/graceful-master-takeover-auto/{cluster}")]
    Task<TopologyRecovery?> GracefulMasterTakeoverAutoAsync(string cluster, CancellationToken cancellationToken);

    [Post("/graceful-master-takeover-auto/{cluster}/{host}/{port}")]
    Task<TopologyRecovery?> GracefulMasterTakeoverAutoAsync(string cluster, string host, string port, CancellationToken cancellationToken);

    [Post("/force-master-failover/{cluster}")]
    Task<TopologyRecovery?> ForceMasterFailoverAsync(string cluster, CancellationToken cancellationToken);

    [Post("/force-master-takeover/{cluster}/{host}/{port}")]
    Task<TopologyRecovery?> ForceMasterTakeoverAsync(string cluster, string host, string port, CancellationToken cancellationToken);

    [Get("/automated-recovery-filters")]
    Task<AutomatedRecoveryFilters?> FiltersAsync(CancellationToken cancellationToken);

    [Get("/active-cluster-recovery/{clusterName}")]
    Task<IReadOnlyList<TopologyRecovery>?> ActiveAsync(string clusterName, CancellationToken cancellationToken);

    [Get("/recently-active-cluster-recovery/{clusterName}")]
    Task<IReadOnlyList<TopologyRecovery>?> RecentlyActiveAsync(string clusterName, CancellationToken cancellationToken);

    [Get("/recently-active-instance-recovery/{host}/{port}")]
    Task<IReadOnlyList<TopologyRecovery>?> RecentlyPromotedAsync(string host, string port, CancellationToken cancellationToken);

    [Get("/blocked-recoveries")]
    Task<IReadOnlyList<BlockedTopologyRecovery>?> BlockedAsync(CancellationToken cancellationToken);

    [Get("/blocked-recoveries/cluster/{clusterName}")]
    Task<IReadOnlyList<BlockedTopologyRecovery>?> BlockedAsync(string clusterName, CancellationToken cancellationToken);

    [Post("/ack-recovery/cluster/{cluster}")]
    Task<HttpResponseMessage> AcknowledgeClusterAsync(string cluster, string comment, CancellationToken cancellationToken);

    [Post("/ack-recovery/cluster/alias/{alias}")]
    Task<HttpResponseMessage> AcknowledgeClusterByAliasAsync(string alias, string comment, CancellationToken cancellationToken);

    [Post("/ack-recovery/instance/{host}/{port}")]
    Task<InstanceKey?> AcknowledgeInstanceAsync(string host, string port, string comment, CancellationToken cancellationToken);

    [Post("/ack-recovery/{id}")]
    Task<HttpResponseMessage> AcknowledgeAsync(string id, string comment, CancellationToken cancellationToken);

    [Post("/ack-recovery/uid/{uid}")]
    Task<HttpResponseMessage> AcknowledgeByUidAsync(string uid, string comment, CancellationToken cancellationToken);

    [Post("/ack-all-recoveries")]
    Task<HttpResponseMessage> AcknowledgeAllAsync(string comment, CancellationToken cancellationToken);

    [Post("/enable-global-recoveries")]
    Task<HttpResponseMessage> EnableGloballyAsync(CancellationToken cancellationToken);

    [Post("/disable-global-recoveries")]
    Task<HttpResponseMessage> DisableGloballyAsync(CancellationToken cancellationToken);

    [Get("/check-global-recoveries")]
    Task<JsonElement?> IsEnabledGloballyAsync(CancellationToken cancellationToken);
}
