using Ham4db.Client.Contract;
using Ham4db.Server.Api.Changes;
using Ham4db.Server.Api.Instances;
using Ham4db.Server.Api.Replies;
using Ham4db.Server.Api.Routing;
using Ham4db.Server.Backend.Commands;

namespace Ham4db.Server.Api.Pools;

/// <summary>Instances that somebody outside groups under a name.</summary>
internal sealed class PoolEndpoints(CurrentTopology topology, CommandSubmission commands) : IEndpointGroup
{
    private const string Instances = "instances";

    /// <inheritdoc/>
    public IEnumerable<ApiEndpoint> Endpoints =>
    [
        ApiEndpoint.LeaderChange(SubmitAsync, "submit-pool-instances/:pool"),
        ApiEndpoint.LeaderRead(OfCluster, "cluster-pool-instances/:clusterName", "cluster-pool-instances/:clusterName/:pool"),
    ];

    private async ValueTask<Reply> SubmitAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var now = topology.Take();
        var pool = request.Required("pool");
        var command = new SubmitPool(pool, Members(request, now), now.Options.Discovery.PoolExpiry);
        await commands.SubmitAsync(request, command, cancellationToken);
        return Reply.Ok($"Applied {pool} pool instances", pool, WireJson.Default.String);
    }

    private ValueTask<Reply> OfCluster(ApiRequest request, CancellationToken cancellationToken)
    {
        var now = topology.Take();
        var cluster = request.Path("clusterName");
        var pools = new SortedDictionary<string, IReadOnlyList<InstanceKey>>(StringComparer.Ordinal);
        foreach (var (name, pool) in now.Decided.Pools.Where(row => row.Value.Holds(now.Now) && (!request.Has("pool") || row.Key == request.Path("pool"))))
        {
            var members = pool.Members.Where(member => now.View.Find(member)?.ClusterName == cluster).ToList();
            if (members.Count > 0)
            {
                pools.Add(name, members);
            }
        }

        return ValueTask.FromResult(Reply.Ok<IReadOnlyDictionary<string, IReadOnlyList<InstanceKey>>>(
            $"Read pool instances for cluster {cluster}", pools, WireJson.Default.IReadOnlyDictionaryStringIReadOnlyListInstanceKey));
    }

    /// <summary>The parameter must be there, be it empty: leaving it out by mistake must not empty a pool.</summary>
    private static List<InstanceKey> Members(ApiRequest request, TopologySnapshot now)
        => request.HasQuery(Instances)
            ? [.. request.Query(Instances)
                .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(given => InstanceKey.TryParse(given, now.Options.Managed.DefaultPort, out var key) && key.IsValid
                    ? now.View.Recognise(key)
                    : throw RequestRefusedException.BadArgument($"Invalid instance: {given}"))
                .Distinct()
                .Order()]
            : throw RequestRefusedException.BadArgument($"No {Instances} given: host:port,host:port or, to empty the pool, {Instances}=");
}
