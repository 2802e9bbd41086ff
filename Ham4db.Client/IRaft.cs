using Ham4db.Client.Contract;

namespace Ham4db.Client;

/// <summary>The service's raft cluster. Each question goes to one node and is answered by it alone.</summary>
/// <remarks>The parameter <c>node</c> is that node's endpoint; null asks the leader.</remarks>
public interface IRaft
{
    /// <summary><c>Leader</c>, <c>Follower</c>, <c>Candidate</c> or <c>Shutdown</c> (route <c>raft-state</c>).</summary>
    /// <exception cref="Ham4dbRejectedException">The service does not run with raft.</exception>
    Task<string> StateAsync(Uri? node = null, CancellationToken cancellationToken = default);

    /// <summary>Raft address of the leader; empty when the node knows none (route <c>raft-leader</c>).</summary>
    Task<string> LeaderAsync(Uri? node = null, CancellationToken cancellationToken = default);

    /// <summary>Raft addresses of all members (route <c>raft-peers</c>).</summary>
    Task<IReadOnlyList<string>> PeersAsync(Uri? node = null, CancellationToken cancellationToken = default);

    /// <summary>The node's place in the cluster (route <c>raft-status</c>).</summary>
    Task<RaftStatus> StatusAsync(Uri? node = null, CancellationToken cancellationToken = default);

    /// <summary><c>healthy</c> (route <c>raft-health</c>).</summary>
    /// <exception cref="Ham4dbRejectedException">The node neither leads nor follows a leader.</exception>
    Task<string> HealthAsync(Uri? node = null, CancellationToken cancellationToken = default);
}
