using Ham4db.Client.Contract;

namespace Ham4db.Client;

/// <summary>Pools: named sets of instances that somebody else submits, for example a load balancer's.</summary>
public interface IPools
{
    /// <summary>Replaces the content of a pool (route <c>submit-pool-instances</c>).</summary>
    /// <param name="pool">The pool; not empty.</param>
    /// <param name="instances">All its instances; none empties it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task SubmitAsync(string pool, IEnumerable<InstanceKey> instances, CancellationToken cancellationToken = default);

    /// <summary>The pools of a cluster with their instances (route <c>cluster-pool-instances</c>).</summary>
    /// <param name="clusterName">The cluster's exact name.</param>
    /// <param name="pool">One pool; null for all.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Instances by pool; empty when the cluster has no pool.</returns>
    Task<IReadOnlyDictionary<string, IReadOnlyList<InstanceKey>>> ListAsync(
        string clusterName, string? pool = null, CancellationToken cancellationToken = default);

    /// <summary>The instances of a cluster's pools that can serve, binlog servers left out (route <c>heuristic-cluster-pool-instances</c>).</summary>
    /// <param name="hint">A cluster's name, alias, or one of its instances.</param>
    /// <param name="pool">One pool; null for all.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<Instance>> InstancesAsync(string hint, string? pool = null, CancellationToken cancellationToken = default);

    /// <summary>How far the furthest of these instances lags behind (route <c>heuristic-cluster-pool-lag</c>).</summary>
    /// <param name="cluster">A cluster's alias or exact name.</param>
    /// <param name="pool">One pool; null for all.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Whole seconds.</returns>
    /// <exception cref="Ham4dbRejectedException">There is no such instance.</exception>
    Task<TimeSpan> LagAsync(string cluster, string? pool = null, CancellationToken cancellationToken = default);
}
