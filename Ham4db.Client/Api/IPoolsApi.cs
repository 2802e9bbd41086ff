using Ham4db.Client.Contract;
using Refit;

namespace Ham4db.Client.Api;

/// <summary>Routes of <see cref="IPools"/>. GET is a read, POST a change; see <see cref="Leadership.LeaderRoutingHandler"/>.</summary>
internal interface IPoolsApi
{
    [Post("/submit-pool-instances/{pool}")]
    Task<HttpResponseMessage> SubmitAsync(string pool, string instances, CancellationToken cancellationToken);

    [Get("/cluster-pool-instances/{clusterName}")]
    Task<IReadOnlyDictionary<string, IReadOnlyList<InstanceKey>>?> ListAsync(string clusterName, CancellationToken cancellationToken);

    [Get("/cluster-pool-instances/{clusterName}/{pool}")]
    Task<IReadOnlyDictionary<string, IReadOnlyList<InstanceKey>>?> ListAsync(string clusterName, string pool, CancellationToken cancellationToken);

    [Get("/heuristic-cluster-pool-instances/{hint}")]
    Task<IReadOnlyList<Instance>?> InstancesAsync(string hint, CancellationToken cancellationToken);

    [Get("/heuristic-cluster-pool-instances/{hint}/{pool}")]
    Task<IReadOnlyList<Instance>?> InstancesAsync(string hint, string pool, CancellationToken cancellationToken);

    [Get("/heuristic-cluster-pool-lag/{cluster}")]
    Task<long?> LagAsync(string cluster, CancellationToken cancellationToken);

    [Get("/heuristic-cluster-pool-lag/{cluster}/{pool}")]
    Task<long?> LagAsync(string cluster, string pool, CancellationToken cancellationToken);
}
