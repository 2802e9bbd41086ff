using Ham4db.Client.Contract;

namespace Ham4db.Client;

/// <summary>Instances: looking them up, discovering and forgetting them.</summary>
public interface IInstances
{
    /// <summary>One instance (route <c>instance/:host/:port</c>).</summary>
    /// <exception cref="Ham4dbRejectedException">The instance is not known.</exception>
    Task<Instance> GetAsync(InstanceKey key, CancellationToken cancellationToken = default);

    /// <summary>Every known instance (route <c>all-instances</c>).</summary>
    Task<IReadOnlyList<Instance>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Instances whose host, cluster, version, alias, server id or port match a text (route <c>search</c>).</summary>
    Task<IReadOnlyList<Instance>> SearchAsync(string text, CancellationToken cancellationToken = default);

    /// <summary>Direct replicas (route <c>instance-replicas/:host/:port</c>).</summary>
    Task<IReadOnlyList<Instance>> ReplicasAsync(InstanceKey key, CancellationToken cancellationToken = default);

    /// <summary>Instances that have a problem (route <c>problems</c>).</summary>
    /// <param name="clusterName">The cluster's exact name; null for all clusters.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<Instance>> ProblemsAsync(string? clusterName = null, CancellationToken cancellationToken = default);

    /// <summary>Probes an instance now, and from then on follows it and its topology (route <c>discover/:host/:port</c>).</summary>
    Task<Instance> DiscoverAsync(InstanceKey key, CancellationToken cancellationToken = default);

    /// <summary>Queues an instance for discovery and returns at once (route <c>async-discover/:host/:port</c>).</summary>
    Task<InstanceKey> DiscoverInBackgroundAsync(InstanceKey key, CancellationToken cancellationToken = default);

    /// <summary>Probes a known instance again now (route <c>refresh/:host/:port</c>).</summary>
    Task<InstanceKey> RefreshAsync(InstanceKey key, CancellationToken cancellationToken = default);

    /// <summary>Forgets an instance (route <c>forget/:host/:port</c>).</summary>
    Task<InstanceKey> ForgetAsync(InstanceKey key, CancellationToken cancellationToken = default);

    /// <summary>Registers how much an instance is wanted as the next master (route <c>register-candidate/:host/:port/:rule</c>).</summary>
    /// <remarks>A registration expires on the server (an hour by default), so it is made again from time to time.</remarks>
    Task<InstanceKey> RegisterCandidateAsync(InstanceKey key, PromotionRule rule, CancellationToken cancellationToken = default);

    /// <summary>All promotion rules that are registered (route <c>bulk-promotion-rules</c>).</summary>
    Task<IReadOnlyList<CandidateDatabaseInstance>> PromotionRulesAsync(CancellationToken cancellationToken = default);

    /// <summary>Every known instance, by host and port alone (route <c>bulk-instances</c>).</summary>
    Task<IReadOnlyList<InstanceKey>> ListKeysAsync(CancellationToken cancellationToken = default);

    /// <summary>Lets the leader resolve a host name and connect to the port, no more (route <c>resolve/:host/:port</c>).</summary>
    /// <returns>The instance as the server resolved it.</returns>
    /// <exception cref="Ham4dbRejectedException">Nothing listens there.</exception>
    Task<InstanceKey> ResolveAsync(InstanceKey key, CancellationToken cancellationToken = default);

    /// <summary>Probes an instance and stores nothing; ham4db (Go) only (route <c>check/:clusterId/:host/:port</c>).</summary>
    /// <param name="clusterId">That server's identity of the cluster.</param>
    /// <param name="key">The instance.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<Instance> CheckAsync(string clusterId, InstanceKey key, CancellationToken cancellationToken = default);

    /// <summary>Registers the name that replicas use for an instance (route <c>register-hostname-unresolve/:host/:port/:name</c>).</summary>
    /// <returns>The instance as the server resolved it.</returns>
    Task<InstanceKey> RegisterVirtualNameAsync(InstanceKey key, string virtualName, CancellationToken cancellationToken = default);

    /// <summary>Undoes <see cref="RegisterVirtualNameAsync"/> (route <c>deregister-hostname-unresolve/:host/:port</c>).</summary>
    /// <returns>The instance as the server resolved it.</returns>
    Task<InstanceKey> DeregisterVirtualNameAsync(InstanceKey key, CancellationToken cancellationToken = default);
}
