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
}
