using Ham4db.Client.Contract;
using Ham4db.Server.Api.Changes;
using Ham4db.Server.Api.Instances;
using Ham4db.Server.Api.Replies;
using Ham4db.Server.Api.Routing;
using Ham4db.Server.Backend.Commands;

namespace Ham4db.Server.Api.Clusters;

/// <summary>Clusters, their members and their masters.</summary>
internal sealed class ClusterEndpoints(CurrentTopology topology, CommandSubmission commands) : IEndpointGroup
{
    /// <inheritdoc/>
    public IEnumerable<ApiEndpoint> Endpoints =>
    [
        ApiEndpoint.LeaderRead(Names, "clusters"),
        ApiEndpoint.LeaderRead(Infos, "clusters-info"),
        ApiEndpoint.LeaderRead(Members, "cluster/:clusterHint"),
        ApiEndpoint.LeaderRead(MembersByAlias, "cluster/alias/:clusterAlias"),
        ApiEndpoint.LeaderRead(MembersByInstance, "cluster/instance/:host/:port"),
        ApiEndpoint.LeaderRead(Info, "cluster-info/:clusterHint"),
        ApiEndpoint.LeaderRead(InfoByAlias, "cluster-info/alias/:clusterAlias"),
        ApiEndpoint.LeaderRead(Masters, "masters"),
        ApiEndpoint.LeaderRead(Master, "master/:clusterHint"),
        ApiEndpoint.LeaderChange(SetAliasAsync, "set-cluster-alias/:clusterName"),
        ApiEndpoint.LeaderChange(ForgetAsync, "forget-cluster/:clusterHint"),
    ];

    private ValueTask<Reply> Names(ApiRequest request, CancellationToken cancellationToken)
        => ValueTask.FromResult(Reply.Bare<IReadOnlyList<string>>(topology.Take().View.ClusterNames, WireJson.Default.IReadOnlyListString));

    private ValueTask<Reply> Infos(ApiRequest request, CancellationToken cancellationToken)
    {
        var now = topology.Take();
        return ValueTask.FromResult(Reply.Bare<IReadOnlyList<ClusterInfo>>(
            [.. now.View.ClusterNames.Select(name => InfoOf(now, name))], WireJson.Default.IReadOnlyListClusterInfo));
    }

    private ValueTask<Reply> Members(ApiRequest request, CancellationToken cancellationToken)
    {
        var now = topology.Take();
        return ValueTask.FromResult(now.List(now.View.Cluster(now.RequireCluster(request.Path("clusterHint")))));
    }

    private ValueTask<Reply> MembersByAlias(ApiRequest request, CancellationToken cancellationToken)
    {
        var now = topology.Take();
        return ValueTask.FromResult(now.List(now.View.Cluster(now.RequireClusterByAlias(request.Path("clusterAlias")))));
    }

    private ValueTask<Reply> MembersByInstance(ApiRequest request, CancellationToken cancellationToken)
    {
        var now = topology.Take();
        return ValueTask.FromResult(now.List(now.View.Cluster(now.Require(now.Named(request)).ClusterName)));
    }

    private ValueTask<Reply> Info(ApiRequest request, CancellationToken cancellationToken)
    {
        var now = topology.Take();
        var info = InfoOf(now, now.RequireCluster(request.Path("clusterHint")));
        return ValueTask.FromResult(Reply.Bare(info, WireJson.Default.ClusterInfo));
    }

    private ValueTask<Reply> InfoByAlias(ApiRequest request, CancellationToken cancellationToken)
    {
        var now = topology.Take();
        var info = InfoOf(now, now.RequireClusterByAlias(request.Path("clusterAlias")));
        return ValueTask.FromResult(Reply.Bare(info, WireJson.Default.ClusterInfo));
    }

    private ValueTask<Reply> Masters(ApiRequest request, CancellationToken cancellationToken)
    {
        var now = topology.Take();
        return ValueTask.FromResult(now.List(now.View.WriteableMasters()));
    }

    private ValueTask<Reply> Master(ApiRequest request, CancellationToken cancellationToken)
    {
        var now = topology.Take();
        var cluster = now.RequireCluster(request.Path("clusterHint"));
        var master = now.View.MasterOf(cluster) ?? throw RequestRefusedException.NotFound($"No masters found for {cluster}");
        return ValueTask.FromResult(now.One(master));
    }

    private async ValueTask<Reply> SetAliasAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var cluster = request.Path("clusterName");
        if (!request.HasQuery("alias"))
        {
            throw RequestRefusedException.BadArgument("No alias given: add ?alias=NAME, or an empty one to go back to the detected alias.");
        }

        if (request.Kept is null && !topology.Take().View.ClusterNames.Contains(cluster))
        {
            throw RequestRefusedException.NotFound($"No cluster found with name {cluster}");
        }

        var alias = request.Query("alias");
        await commands.SubmitAsync(request, new SetClusterAlias(cluster, alias), cancellationToken);
        return Reply.Ok($"Cluster {cluster} now has alias '{alias}'");
    }

    private async ValueTask<Reply> ForgetAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var now = topology.Take();
        var hint = request.Path("clusterHint");
        var cluster = request.Kept is null ? now.RequireCluster(hint) : hint;
        var members = now.View.Cluster(cluster).Select(instance => instance.Key).ToArray();
        await commands.SubmitAsync(request, new ForgetCluster(cluster, members), cancellationToken);
        return Reply.Ok($"Cluster forgotten: {cluster}");
    }

    private static ClusterInfo InfoOf(TopologySnapshot now, string cluster)
    {
        var discovery = now.Options.Discovery;
        return now.View.InfoOf(cluster, discovery.RecoverMasterClusterFilters, discovery.RecoverIntermediateMasterClusterFilters);
    }
}
