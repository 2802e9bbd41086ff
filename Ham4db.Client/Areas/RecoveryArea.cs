using Ham4db.Client.Api;
using Ham4db.Client.Contract;
using Ham4db.Client.Http;

namespace Ham4db.Client.Areas;

internal sealed class RecoveryArea(RecoveryRoutes api) : IRecovery
{
    public Task<IReadOnlyList<ReplicationAnalysis>> AnalyzeAsync(string? cluster = null, CancellationToken cancellationToken = default)
        => Payload.ListAsync(cluster is null
            ? api.AnalyzeAsync(cancellationToken)
            : api.AnalyzeAsync(Argument.Segment(cluster, nameof(cluster)), cancellationToken));

    public Task<ReplicationAnalysis?> AnalyzeInstanceAsync(InstanceKey key, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(key, nameof(key));
        return Payload.FirstAsync(api.AnalyzeInstanceAsync(host, port, cancellationToken));
    }

    public Task<IReadOnlyList<ReplicationAnalysisChangelog>> AnalysisChangelogAsync(CancellationToken cancellationToken = default)
        => Payload.ListAsync(api.AnalysisChangelogAsync(cancellationToken));

    public Task<InstanceKey> RecoverAsync(
        InstanceKey failed, InstanceKey? candidate = null, bool skipProcesses = false, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(failed, nameof(failed));
        var skip = skipProcesses ? "true" : null;
        if (candidate is not { } wanted)
        {
            return Payload.InstanceAsync(api.RecoverAsync(host, port, skip, cancellationToken), "recover");
        }

        var (candidateHost, candidatePort) = Argument.Instance(wanted, nameof(candidate));
        return Payload.InstanceAsync(api.RecoverAsync(host, port, candidateHost, candidatePort, skip, cancellationToken), "recover");
    }

    public Task<InstanceKey> RecoverLiteAsync(InstanceKey failed, InstanceKey? candidate = null, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(failed, nameof(failed));
        if (candidate is not { } wanted)
        {
            return Payload.InstanceAsync(api.RecoverLiteAsync(host, port, cancellationToken), "recover-lite");
        }

        var (candidateHost, candidatePort) = Argument.Instance(wanted, nameof(candidate));
        return Payload.InstanceAsync(api.RecoverLiteAsync(host, port, candidateHost, candidatePort, cancellationToken), "recover-lite");
    }

    public Task<TopologyRecovery> GracefulMasterTakeoverAsync(
        string cluster, InstanceKey? designated = null, CancellationToken cancellationToken = default)
    {
        var name = Argument.Segment(cluster, nameof(cluster));
        if (designated is not { } wanted)
        {
            return Payload.RequiredAsync(api.GracefulMasterTakeoverAsync(name, cancellationToken), "graceful-master-takeover");
        }

        var (host, port) = Argument.Instance(wanted, nameof(designated));
        return Payload.RequiredAsync(api.GracefulMasterTakeoverAsync(name, host, port, cancellationToken), "graceful-master-takeover");
    }

    public Task<TopologyRecovery> GracefulMasterTakeoverAutoAsync(
        string cluster, InstanceKey? designated = null, CancellationToken cancellationToken = default)
    {
        var name = Argument.Segment(cluster, nameof(cluster));
        if (designated is not { } wanted)
        {
            return Payload.RequiredAsync(api.GracefulMasterTakeoverAutoAsync(name, cancellationToken), "graceful-master-takeover-auto");
        }

        var (host, port) = Argument.Instance(wanted, nameof(designated));
        return Payload.RequiredAsync(api.GracefulMasterTakeoverAutoAsync(name, host, port, cancellationToken), "graceful-master-takeover-auto");
    }

    public Task<TopologyRecovery> ForceMasterFailoverAsync(string cluster, CancellationToken cancellationToken = default)
        => Payload.RequiredAsync(
            api.ForceMasterFailoverAsync(Argument.Segment(cluster, nameof(cluster)), cancellationToken), "force-master-failover");

    public Task<TopologyRecovery> ForceMasterTakeoverAsync(string cluster, InstanceKey designated, CancellationToken cancellationToken = default)
    {
        var name = Argument.Segment(cluster, nameof(cluster));
        var (host, port) = Argument.Instance(designated, nameof(designated));
        return Payload.RequiredAsync(api.ForceMasterTakeoverAsync(name, host, port, cancellationToken), "force-master-takeover");
    }

    public Task<AutomatedRecoveryFilters> FiltersAsync(CancellationToken cancellationToken = default)
        => Payload.RequiredAsync(api.FiltersAsync(cancellationToken), "automated-recovery-filters");

    public Task<IReadOnlyList<TopologyRecovery>> ActiveAsync(string clusterName, CancellationToken cancellationToken = default)
        => Payload.ListAsync(api.ActiveAsync(Argument.Segment(clusterName, nameof(clusterName)), cancellationToken));

    public Task<IReadOnlyList<TopologyRecovery>> RecentlyActiveAsync(string clusterName, CancellationToken cancellationToken = default)
        => Payload.ListAsync(api.RecentlyActiveAsync(Argument.Segment(clusterName, nameof(clusterName)), cancellationToken));

    public Task<IReadOnlyList<TopologyRecovery>> RecentlyPromotedAsync(InstanceKey successor, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(successor, nameof(successor));
        return Payload.ListAsync(api.RecentlyPromotedAsync(host, port, cancellationToken));
    }

    public Task<IReadOnlyList<BlockedTopologyRecovery>> BlockedAsync(string? clusterName = null, CancellationToken cancellationToken = default)
        => Payload.ListAsync(clusterName is null
            ? api.BlockedAsync(cancellationToken)
            : api.BlockedAsync(Argument.Segment(clusterName, nameof(clusterName)), cancellationToken));

    public Task<string> AcknowledgeClusterAsync(string cluster, string comment, CancellationToken cancellationToken = default)
        => Payload.TextOrAsync(
            api.AcknowledgeClusterAsync(Argument.Segment(cluster, nameof(cluster)), Argument.Text(comment, nameof(comment)), cancellationToken), cluster);

    public Task<string> AcknowledgeClusterByAliasAsync(string alias, string comment, CancellationToken cancellationToken = default)
        => Payload.TextOrAsync(
            api.AcknowledgeClusterByAliasAsync(Argument.Segment(alias, nameof(alias)), Argument.Text(comment, nameof(comment)), cancellationToken), alias);

    public Task<InstanceKey> AcknowledgeInstanceAsync(InstanceKey key, string comment, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(key, nameof(key));
        return Payload.KeyAsync(api.AcknowledgeInstanceAsync(host, port, Argument.Text(comment, nameof(comment)), cancellationToken), key);
    }

    public Task AcknowledgeAsync(long id, string comment, CancellationToken cancellationToken = default)
        => Payload.DoneAsync(api.AcknowledgeAsync(Argument.Number(id, nameof(id)), Argument.Text(comment, nameof(comment)), cancellationToken));

    public Task AcknowledgeByUidAsync(string uid, string comment, CancellationToken cancellationToken = default)
        => Payload.DoneAsync(api.AcknowledgeByUidAsync(
            Argument.Segment(uid, nameof(uid)), Argument.Text(comment, nameof(comment)), cancellationToken));

    public Task AcknowledgeAllAsync(string comment, CancellationToken cancellationToken = default)
        => Payload.DoneAsync(api.AcknowledgeAllAsync(Argument.Text(comment, nameof(comment)), cancellationToken));

    public Task EnableGloballyAsync(CancellationToken cancellationToken = default)
        => Payload.DoneAsync(api.EnableGloballyAsync(cancellationToken));

    public Task DisableGloballyAsync(CancellationToken cancellationToken = default)
        => Payload.DoneAsync(api.DisableGloballyAsync(cancellationToken));

    public async Task<bool> IsEnabledGloballyAsync(CancellationToken cancellationToken = default)
        => await Payload.TextAsync(api.IsEnabledGloballyAsync(cancellationToken), "check-global-recoveries").ConfigureAwait(false) == "enabled";
}
