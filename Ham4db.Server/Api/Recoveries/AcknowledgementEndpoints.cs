using System.Globalization;
using Ham4db.Client.Contract;
using Ham4db.Server.Api.Changes;
using Ham4db.Server.Api.Instances;
using Ham4db.Server.Api.Nodes;
using Ham4db.Server.Api.Replies;
using Ham4db.Server.Api.Routing;
using Ham4db.Server.Backend.Commands;

namespace Ham4db.Server.Api.Recoveries;

/// <summary>Taking note of recoveries, after which the next one may begin. A comment is needed each time.</summary>
internal sealed class AcknowledgementEndpoints(CurrentTopology topology, CommandSubmission commands, NodeIdentity self) : IEndpointGroup
{
    /// <inheritdoc/>
    public IEnumerable<ApiEndpoint> Endpoints =>
    [
        ApiEndpoint.LeaderChange(OfClusterAsync, "ack-recovery/cluster/:clusterHint", "ack-recovery/cluster/alias/:clusterAlias"),
        ApiEndpoint.LeaderChange(OfInstanceAsync, "ack-recovery/instance/:host/:port"),
        ApiEndpoint.LeaderChange(ByNumberAsync, "ack-recovery/:recoveryId"),
        ApiEndpoint.LeaderChange(ByUidAsync, "ack-recovery/uid/:uid"),
        ApiEndpoint.LeaderChange(AllAsync, "ack-all-recoveries"),
    ];

    private async ValueTask<Reply> OfClusterAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var ack = Begin(request);
        var now = topology.Take();
        var cluster = Cluster(request, now);
        await commands.SubmitAsync(request, ack with { ClusterName = cluster, ClusterAlias = now.View.AliasOf(cluster) }, cancellationToken);
        return Reply.Ok("Acknowledged cluster recoveries", cluster, WireJson.Default.String);
    }

    private async ValueTask<Reply> OfInstanceAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var ack = Begin(request);
        var now = topology.Take();
        var named = now.Named(request);
        var hasRecovery = now.Decided.Recoveries.Values.Any(recovery => recovery.Analysis.AnalyzedInstanceKey == named);
        var key = hasRecovery || request.Kept is not null ? named : now.RequireKnown(named);
        await commands.SubmitAsync(request, ack with { Key = key }, cancellationToken);
        return Reply.Ok("Acknowledged instance recoveries", key);
    }

    private async ValueTask<Reply> ByNumberAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var ack = Begin(request);
        var given = request.Path("recoveryId");
        if (!long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            throw RequestRefusedException.BadArgument($"Invalid recovery id: {given}");
        }

        await commands.SubmitAsync(request, ack with { Id = id }, cancellationToken);
        return Reply.Ok("Acknowledged recovery", given, WireJson.Default.String);
    }

    private async ValueTask<Reply> ByUidAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var ack = Begin(request);
        var uid = request.Required("uid");
        await commands.SubmitAsync(request, ack with { Uid = uid }, cancellationToken);
        return Reply.Ok("Acknowledged recovery", uid, WireJson.Default.String);
    }

    private async ValueTask<Reply> AllAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var ack = Begin(request);
        await commands.SubmitAsync(request, ack with { All = true }, cancellationToken);
        return Reply.Ok("Acknowledged all recoveries", ack.Comment, WireJson.Default.String);
    }

    private AckRecovery Begin(ApiRequest request)
        => request.Query("comment") is { Length: > 0 } comment
            ? new AckRecovery(request.Caller.Name.Length > 0 ? request.Caller.Name : self.Hostname, comment)
            : throw RequestRefusedException.BadArgument("No acknowledge comment given");

    /// <summary>A cluster whose instances are all gone can still have recoveries, and so do names from before a failover.</summary>
    private static string Cluster(ApiRequest request, TopologySnapshot now)
    {
        var isAlias = request.Has("clusterAlias");
        var given = request.Path(isAlias ? "clusterAlias" : "clusterHint");
        var known = isAlias ? now.View.ClusterByAlias(given) : now.View.ClusterByHint(given, now.Options.Managed.DefaultPort);
        return known
            ?? (request.Kept is not null || HasRecovery(now, given) ? given
                : isAlias ? now.RequireClusterByAlias(given)
                : now.RequireCluster(given));
    }

    private static bool HasRecovery(TopologySnapshot now, string cluster) => now.Decided.Recoveries.Values.Any(
        recovery => recovery.Analysis.ClusterDetails.ClusterName == cluster || recovery.Analysis.ClusterDetails.ClusterAlias == cluster);
}
