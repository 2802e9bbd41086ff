using Ham4db.Client.Contract;

namespace Ham4db.Client;

/// <summary>Failures: what is wrong, recovering from it, moving masters on purpose, and acknowledging what happened.</summary>
/// <remarks>
/// <para>A <c>cluster</c> is named by its name, its alias, or <c>host:port</c> of any of its instances; a <c>clusterName</c> by its exact name.</para>
/// <para>
/// Takeovers and recoveries take as long as the databases need: give them time with <see cref="IHam4dbClient.WithDeadline"/>. A refusal is a
/// <see cref="Ham4dbRejectedException"/>, whose <see cref="Ham4dbRejectedException.Recovery"/> tells how far it got.
/// </para>
/// </remarks>
public interface IRecovery
{
    /// <summary>What is wrong with instances now; instances in downtime are included (route <c>replication-analysis</c>).</summary>
    /// <param name="cluster">A cluster's alias or exact name; null for all clusters.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Instances with a problem; ham4db (Go) lists all, those without one as <c>NoProblem</c>.</returns>
    Task<IReadOnlyList<ReplicationAnalysis>> AnalyzeAsync(string? cluster = null, CancellationToken cancellationToken = default);

    /// <summary>What is wrong with one instance; null when nothing is (route <c>replication-analysis/instance/:host/:port</c>).</summary>
    Task<ReplicationAnalysis?> AnalyzeInstanceAsync(InstanceKey key, CancellationToken cancellationToken = default);

    /// <summary>What was wrong with instances over time (route <c>replication-analysis-changelog</c>).</summary>
    Task<IReadOnlyList<ReplicationAnalysisChangelog>> AnalysisChangelogAsync(CancellationToken cancellationToken = default);

    /// <summary>Recovers from the failure of an instance (route <c>recover</c>).</summary>
    /// <param name="failed">The failed instance.</param>
    /// <param name="candidate">The instance to promote; null lets the server choose.</param>
    /// <param name="skipProcesses">Whether to leave out the configured hooks.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The promoted instance.</returns>
    /// <exception cref="Ham4dbRejectedException">Nothing was recovered, for example because the instance has not failed.</exception>
    Task<InstanceKey> RecoverAsync(
        InstanceKey failed, InstanceKey? candidate = null, bool skipProcesses = false, CancellationToken cancellationToken = default);

    /// <summary>As <see cref="RecoverAsync"/> without the configured hooks (route <c>recover-lite</c>).</summary>
    Task<InstanceKey> RecoverLiteAsync(InstanceKey failed, InstanceKey? candidate = null, CancellationToken cancellationToken = default);

    /// <summary>Makes another instance the master of a healthy cluster, without losing a change (route <c>graceful-master-takeover</c>).</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="designated">The next master, a direct replica of the present one; null only where the master has a single one.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>What was done; the demoted master is left with replication stopped.</returns>
    /// <exception cref="Ham4dbRejectedException">No instance was promoted.</exception>
    Task<TopologyRecovery> GracefulMasterTakeoverAsync(
        string cluster, InstanceKey? designated = null, CancellationToken cancellationToken = default);

    /// <summary>The same; the server chooses, and lets the demoted master replicate at once (route <c>graceful-master-takeover-auto</c>).</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="designated">The next master, if it is to be a certain one.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="Ham4dbRejectedException">No instance was promoted.</exception>
    Task<TopologyRecovery> GracefulMasterTakeoverAutoAsync(
        string cluster, InstanceKey? designated = null, CancellationToken cancellationToken = default);

    /// <summary>Fails a master over, even if it is healthy; changes not yet replicated are lost (route <c>force-master-failover</c>).</summary>
    /// <exception cref="Ham4dbRejectedException">No instance was promoted.</exception>
    Task<TopologyRecovery> ForceMasterFailoverAsync(string cluster, CancellationToken cancellationToken = default);

    /// <summary>Fails a master over onto one of its direct replicas, even if it is healthy (route <c>force-master-takeover</c>).</summary>
    /// <exception cref="Ham4dbRejectedException">The instance was not promoted.</exception>
    Task<TopologyRecovery> ForceMasterTakeoverAsync(string cluster, InstanceKey designated, CancellationToken cancellationToken = default);

    /// <summary>Which failures are recovered without being asked (route <c>automated-recovery-filters</c>).</summary>
    Task<AutomatedRecoveryFilters> FiltersAsync(CancellationToken cancellationToken = default);

    /// <summary>Recoveries that are running in a cluster (route <c>active-cluster-recovery</c>).</summary>
    Task<IReadOnlyList<TopologyRecovery>> ActiveAsync(string clusterName, CancellationToken cancellationToken = default);

    /// <summary>Recoveries of a cluster that ended in the last five minutes (route <c>recently-active-cluster-recovery</c>).</summary>
    Task<IReadOnlyList<TopologyRecovery>> RecentlyActiveAsync(string clusterName, CancellationToken cancellationToken = default);

    /// <summary>Recoveries that promoted an instance in the last five minutes (route <c>recently-active-instance-recovery</c>).</summary>
    Task<IReadOnlyList<TopologyRecovery>> RecentlyPromotedAsync(InstanceKey successor, CancellationToken cancellationToken = default);

    /// <summary>Recoveries that did not begin because of another one, newest first (route <c>blocked-recoveries</c>).</summary>
    /// <param name="clusterName">The cluster's exact name; null for all clusters.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<BlockedTopologyRecovery>> BlockedAsync(string? clusterName = null, CancellationToken cancellationToken = default);

    /// <summary>Acknowledges all recoveries of a cluster, so that the next one may begin (route <c>ack-recovery/cluster/:hint</c>).</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="comment">Why; not empty.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The cluster's name; as asked where the server does not say.</returns>
    Task<string> AcknowledgeClusterAsync(string cluster, string comment, CancellationToken cancellationToken = default);

    /// <summary>The same for the cluster with this alias (route <c>ack-recovery/cluster/alias/:alias</c>).</summary>
    /// <returns>The cluster's name; as asked where the server does not say.</returns>
    Task<string> AcknowledgeClusterByAliasAsync(string alias, string comment, CancellationToken cancellationToken = default);

    /// <summary>Acknowledges all recoveries of a failed instance (route <c>ack-recovery/instance/:host/:port</c>).</summary>
    /// <returns>The instance as the server resolved it.</returns>
    Task<InstanceKey> AcknowledgeInstanceAsync(InstanceKey key, string comment, CancellationToken cancellationToken = default);

    /// <summary>Acknowledges one recovery by its number (route <c>ack-recovery/:id</c>).</summary>
    Task AcknowledgeAsync(long id, string comment, CancellationToken cancellationToken = default);

    /// <summary>Acknowledges one recovery by its <see cref="TopologyRecovery.UID"/> (route <c>ack-recovery/uid/:uid</c>).</summary>
    Task AcknowledgeByUidAsync(string uid, string comment, CancellationToken cancellationToken = default);

    /// <summary>Acknowledges every recovery (route <c>ack-all-recoveries</c>).</summary>
    Task AcknowledgeAllAsync(string comment, CancellationToken cancellationToken = default);

    /// <summary>Lets failures be recovered again without being asked, where it is configured (route <c>enable-global-recoveries</c>).</summary>
    Task EnableGloballyAsync(CancellationToken cancellationToken = default);

    /// <summary>Lets no failure be recovered without being asked, on any cluster (route <c>disable-global-recoveries</c>).</summary>
    Task DisableGloballyAsync(CancellationToken cancellationToken = default);

    /// <summary>Whether failures may be recovered without being asked (route <c>check-global-recoveries</c>).</summary>
    Task<bool> IsEnabledGloballyAsync(CancellationToken cancellationToken = default);
}
