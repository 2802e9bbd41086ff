using Ham4db.Server.Api.Replies;
using Ham4db.Server.Api.Routing;
using Ham4db.Server.Topology;

namespace Ham4db.Server.Api.Instances;

/// <summary>Looking up instances.</summary>
internal sealed class InstanceEndpoints(CurrentTopology topology) : IEndpointGroup
{
    /// <inheritdoc/>
    public IEnumerable<ApiEndpoint> Endpoints =>
    [
        ApiEndpoint.LeaderRead(One, "instance/:host/:port"),
        ApiEndpoint.LeaderRead(Replicas, "instance-replicas/:host/:port"),
        ApiEndpoint.LeaderRead(All, "all-instances", "list-instance"),
        ApiEndpoint.LeaderRead(Search, "search", "search/:searchString"),
        ApiEndpoint.LeaderRead(Problems, "problems", "problems/:clusterName"),
    ];

    private ValueTask<Reply> One(ApiRequest request, CancellationToken cancellationToken)
    {
        var now = topology.Take();
        return ValueTask.FromResult(now.One(now.Require(now.Named(request))));
    }

    private ValueTask<Reply> Replicas(ApiRequest request, CancellationToken cancellationToken)
    {
        var now = topology.Take();
        return ValueTask.FromResult(now.List(now.View.ReplicasOf(now.Named(request))));
    }

    private ValueTask<Reply> All(ApiRequest request, CancellationToken cancellationToken)
    {
        var now = topology.Take();
        return ValueTask.FromResult(now.List(InstanceListing.Search(now.View, string.Empty)));
    }

    private ValueTask<Reply> Search(ApiRequest request, CancellationToken cancellationToken)
    {
        var now = topology.Take();
        var text = request.Has("searchString") ? request.Path("searchString") : request.Query("s");
        return ValueTask.FromResult(now.List(InstanceListing.Search(now.View, text)));
    }

    private ValueTask<Reply> Problems(ApiRequest request, CancellationToken cancellationToken)
    {
        var now = topology.Take();
        var ignored = HostnameFilters.Of(now.Options.Discovery.ProblemIgnoreHostnameFilters);
        return ValueTask.FromResult(now.List(
            InstanceListing.Problems(now.View, request.Path("clusterName"), ignored, now.DecisionsOf, now.Now, now.Limits)));
    }
}
