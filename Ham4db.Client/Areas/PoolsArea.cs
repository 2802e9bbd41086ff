using Ham4db.Client.Api;
using Ham4db.Client.Contract;
using Ham4db.Client.Http;

namespace Ham4db.Client.Areas;

internal sealed class PoolsArea(PoolsRoutes api) : IPools
{
    public Task SubmitAsync(string pool, IEnumerable<InstanceKey> instances, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(instances);
        foreach (var instance in instances)
        {
            Argument.Instance(instance, nameof(instances));
        }

        return Payload.DoneAsync(api.SubmitAsync(Argument.Segment(pool, nameof(pool)), string.Join(',', instances), cancellationToken));
    }

    public Task<IReadOnlyDictionary<string, IReadOnlyList<InstanceKey>>> ListAsync(
        string clusterName, string? pool = null, CancellationToken cancellationToken = default)
    {
        var name = Argument.Segment(clusterName, nameof(clusterName));
        return Payload.MapAsync(pool is null
            ? api.ListAsync(name, cancellationToken)
            : api.ListAsync(name, Argument.Segment(pool, nameof(pool)), cancellationToken));
    }

    public Task<IReadOnlyList<Instance>> InstancesAsync(string hint, string? pool = null, CancellationToken cancellationToken = default)
    {
        var cluster = Argument.Segment(hint, nameof(hint));
        return Payload.ListAsync(pool is null
            ? api.InstancesAsync(cluster, cancellationToken)
            : api.InstancesAsync(cluster, Argument.Segment(pool, nameof(pool)), cancellationToken));
    }

    public async Task<TimeSpan> LagAsync(string cluster, string? pool = null, CancellationToken cancellationToken = default)
    {
        var name = Argument.Segment(cluster, nameof(cluster));
        return TimeSpan.FromSeconds(await Payload.RequiredAsync(
            pool is null ? api.LagAsync(name, cancellationToken) : api.LagAsync(name, Argument.Segment(pool, nameof(pool)), cancellationToken),
            "heuristic-cluster-pool-lag").ConfigureAwait(false));
    }
}
