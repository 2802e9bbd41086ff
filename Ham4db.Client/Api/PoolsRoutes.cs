using Ham4db.Client.Contract;
using Ham4db.Client.Http;

namespace Ham4db.Client.Api;

/// <summary>Routes of <see cref="IPools"/>. GET is a read, POST a change.</summary>
internal sealed class PoolsRoutes(Routes routes)
{
    public Task<Reply> SubmitAsync(string pool, string instances, CancellationToken cancellationToken)
        => routes.ChangeAsync(Routes.Query($"submit-pool-instances/{Routes.Segment(pool)}", ("instances", instances)), cancellationToken);

    public Task<IReadOnlyDictionary<string, IReadOnlyList<InstanceKey>>?> ListAsync(string clusterName, CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyDictionary<string, IReadOnlyList<InstanceKey>>>($"cluster-pool-instances/{Routes.Segment(clusterName)}", cancellationToken);

    public Task<IReadOnlyDictionary<string, IReadOnlyList<InstanceKey>>?> ListAsync(string clusterName, string pool, CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyDictionary<string, IReadOnlyList<InstanceKey>>>($"cluster-pool-instances/{Routes.Segment(clusterName)}/{Routes.Segment(pool)}", cancellationToken);

    public Task<IReadOnlyList<Instance>?> InstancesAsync(string hint, CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<Instance>>($"heuristic-cluster-pool-instances/{Routes.Segment(hint)}", cancellationToken);

    public Task<IReadOnlyList<Instance>?> InstancesAsync(string hint, string pool, CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<Instance>>($"heuristic-cluster-pool-instances/{Routes.Segment(hint)}/{Routes.Segment(pool)}", cancellationToken);

    public Task<long?> LagAsync(string cluster, CancellationToken cancellationToken)
        => routes.ReadAsync<long?>($"heuristic-cluster-pool-lag/{Routes.Segment(cluster)}", cancellationToken);

    public Task<long?> LagAsync(string cluster, string pool, CancellationToken cancellationToken)
        => routes.ReadAsync<long?>($"heuristic-cluster-pool-lag/{Routes.Segment(cluster)}/{Routes.Segment(pool)}", cancellationToken);
}
