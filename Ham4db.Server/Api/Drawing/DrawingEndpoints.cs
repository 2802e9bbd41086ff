using Ham4db.Client.Contract;
using Ham4db.Server.Api.Instances;
using Ham4db.Server.Api.Replies;
using Ham4db.Server.Api.Routing;
using Ham4db.Server.Topology;

namespace Ham4db.Server.Api.Drawing;

/// <summary>The replication tree of a cluster as text.</summary>
internal sealed class DrawingEndpoints(CurrentTopology topology) : IEndpointGroup
{
    /// <inheritdoc/>
    public IEnumerable<ApiEndpoint> Endpoints =>
    [
        ApiEndpoint.LeaderRead(Drawn((drawing, cluster) => drawing.Plain(cluster)), "topology/:clusterHint", "topology/:host/:port")
            with { TypedPaths = [new("topology/:clusterId/:host/:port")] },
        ApiEndpoint.LeaderRead(
            Drawn((drawing, cluster) => drawing.Tabulated(cluster)), "topology-tabulated/:clusterHint", "topology-tabulated/:host/:port")
            with { TypedPaths = [new("topology/tabulated/:clusterHint"), new("topology/tabulated/:clusterId/:host/:port")] },
        ApiEndpoint.LeaderRead(Drawn((drawing, cluster) => drawing.WithTags(cluster)), "topology-tags/:clusterHint", "topology-tags/:host/:port")
            with { TypedPaths = [new("topology/tag/:clusterHint"), new("topology/tag/:clusterId/:host/:port")] },
    ];

    private EndpointHandler Drawn(Func<TopologyDrawing, IEnumerable<Instance>, string> draw) => (request, _) =>
    {
        var now = topology.Take();
        var cluster = ClusterOf(request, now);
        var text = draw(new TopologyDrawing(now.DecisionsOf, now.Now, now.Limits), now.View.Cluster(cluster));
        return ValueTask.FromResult(Reply.Ok($"Topology for cluster {cluster}", text, WireJson.Default.String));
    };

    /// <summary>A cluster id stands for its cluster where the instance beside it is not known.</summary>
    private static string ClusterOf(ApiRequest request, TopologySnapshot now)
    {
        if (request.Has("clusterHint"))
        {
            return now.RequireCluster(request.Path("clusterHint"));
        }

        var key = request.Key();
        return now.View.Find(now.View.Recognise(key)) is { } instance ? instance.ClusterName
            : now.RequireCluster(request.Has("clusterId") ? request.Path("clusterId") : key.ToString());
    }
}
