using Ham4db.Client.Contract;

namespace Ham4db.Client;

/// <summary>Clusters and their masters.</summary>
/// <remarks>A <c>hint</c> names a cluster by its name, its alias, or <c>host:port</c> of any of its instances.</remarks>
public interface IClusters
{
    /// <summary>Names of all clusters (route <c>clusters</c>).</summary>
    Task<IReadOnlyList<string>> ListNamesAsync(CancellationToken cancellationToken = default);

    /// <summary>All clusters (route <c>clusters-info</c>).</summary>
    Task<IReadOnlyList<ClusterInfo>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>One cluster (route <c>cluster-info/:hint</c>).</summary>
    Task<ClusterInfo> GetAsync(string hint, CancellationToken cancellationToken = default);

    /// <summary>The cluster with this alias (route <c>cluster-info/alias/:alias</c>).</summary>
    Task<ClusterInfo> GetByAliasAsync(string alias, CancellationToken cancellationToken = default);

    /// <summary>The instances of a cluster, by host and port (route <c>cluster/:hint</c>).</summary>
    Task<IReadOnlyList<Instance>> InstancesAsync(string hint, CancellationToken cancellationToken = default);

    /// <summary>The instances of the cluster with this alias (route <c>cluster/alias/:alias</c>).</summary>
    Task<IReadOnlyList<Instance>> InstancesByAliasAsync(string alias, CancellationToken cancellationToken = default);

    /// <summary>The instances of the cluster that an instance belongs to (route <c>cluster/instance/:host/:port</c>).</summary>
    Task<IReadOnlyList<Instance>> InstancesOfMemberAsync(InstanceKey member, CancellationToken cancellationToken = default);

    /// <summary>Replicas whose lag an online change of a schema has to watch (route <c>cluster-osc-replicas/:hint</c>).</summary>
    Task<IReadOnlyList<Instance>> SchemaChangeReplicasAsync(string hint, CancellationToken cancellationToken = default);

    /// <summary>The master of a cluster, a writable one first (route <c>master/:hint</c>).</summary>
    Task<Instance> MasterAsync(string hint, CancellationToken cancellationToken = default);

    /// <summary>The writable master of each cluster (route <c>masters</c>).</summary>
    Task<IReadOnlyList<Instance>> MastersAsync(CancellationToken cancellationToken = default);

    /// <summary>Gives a cluster an alias that wins over a detected one (route <c>set-cluster-alias/:name</c>).</summary>
    /// <param name="clusterName">The cluster's exact name.</param>
    /// <param name="alias">The alias; empty removes the override.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task SetAliasAsync(string clusterName, string alias, CancellationToken cancellationToken = default);

    /// <summary>Forgets every instance of a cluster (route <c>forget-cluster/:hint</c>).</summary>
    Task ForgetAsync(string hint, CancellationToken cancellationToken = default);
}
