using Ham4db.Client.Leadership;

namespace Ham4db.Client;

/// <summary>
/// The API of a Ham4db, ham4db or orchestrator cluster. Knows all nodes, finds the leader, follows it when it moves, and repeats
/// what a change of leader interrupted when that is safe. Safe to share between threads; make one per cluster and keep it.
/// </summary>
/// <remarks>
/// Every call may throw a <see cref="Ham4dbException"/>: <see cref="NoLeaderException"/> when no node leads until the deadline,
/// <see cref="OutcomeUnknownException"/> when a change was sent and no answer came, <see cref="Ham4dbRejectedException"/> when the server
/// refused, <see cref="DeadlineExceededException"/> when a read got no answer in time, <see cref="UnusableReplyException"/> when something that
/// is not this API answered. A change is never silently done twice. A call that is cancelled by its token throws
/// <see cref="OperationCanceledException"/>; a change that was under way may have been made then.
/// </remarks>
public interface IHam4dbClient : IAsyncDisposable
{
    /// <summary>Clusters and their masters.</summary>
    IClusters Clusters { get; }

    /// <summary>Instances: looking them up, discovering and forgetting them.</summary>
    IInstances Instances { get; }

    /// <summary>The replication tree as text.</summary>
    ITopology Topology { get; }

    /// <summary>Replication: who replicates from whom, by which means, and whether it runs.</summary>
    IReplication Replication { get; }

    /// <summary>Failures: what is wrong, recovering from it, moving masters, acknowledging.</summary>
    IRecovery Recovery { get; }

    /// <summary>Downtime: times in which an instance's failures are expected.</summary>
    IDowntime Downtime { get; }

    /// <summary>Maintenance: times in which nobody else works on an instance.</summary>
    IMaintenance Maintenance { get; }

    /// <summary>Tags on instances.</summary>
    ITags Tags { get; }

    /// <summary>Pools: named sets of instances.</summary>
    IPools Pools { get; }

    /// <summary>The key-value stores that the service publishes masters in.</summary>
    IKv Kv { get; }

    /// <summary>What was done, recovered and detected.</summary>
    IAudit Audit { get; }

    /// <summary>What the leader has measured of itself.</summary>
    IMetrics Metrics { get; }

    /// <summary>The service's raft cluster.</summary>
    IRaft Raft { get; }

    /// <summary>Health of the service's nodes.</summary>
    INodes Nodes { get; }

    /// <summary>What the client knows of the service's nodes, without asking them.</summary>
    ICluster Cluster { get; }

    /// <summary>Finds the leader: at once when it is known, else by asking all nodes.</summary>
    /// <exception cref="NoLeaderException">No node leads until the deadline.</exception>
    Task<Leader> GetLeaderAsync(CancellationToken cancellationToken = default);

    /// <summary>Tells who leads, at once when it is known, and then each change as it happens. Ends only when it is cancelled.</summary>
    /// <remarks>
    /// Heard from the nodes where they offer it (Ham4db's <c>leader-watch</c>), else asked for each second. While nobody leads nothing is told.
    /// </remarks>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    IAsyncEnumerable<Leader> WatchLeaderAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// The same client, sharing connections and all that is known of the leader, with another deadline for its calls. Disposing of it does
    /// nothing.
    /// </summary>
    /// <param name="deadline">Bounds each call end to end; more than zero.</param>
    IHam4dbClient WithDeadline(TimeSpan deadline);

    /// <summary>Calls a route that has no typed method, for example one of a newer server.</summary>
    /// <param name="path">Path and query after <c>/api/</c>, percent-encoded, for example <c>search?s=db-1</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The reply as it came, ERROR envelopes included.</returns>
    /// <remarks>Sent with GET. It is treated as a change unless the route is known to be a read: never repeated when its outcome is unknown.</remarks>
    Task<ApiReply> SendAsync(string path, CancellationToken cancellationToken = default);
}
