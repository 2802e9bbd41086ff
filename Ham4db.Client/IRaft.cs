using Ham4db.Client.Contract;

namespace Ham4db.Client;

/// <summary>The service's raft cluster. Questions go to one node and are answered by it alone; changes of the membership and of the leadership go to the leader.</summary>
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

    /// <summary>Takes a snapshot of the node's log now (route <c>raft-snapshot</c>).</summary>
    Task SnapshotAsync(Uri? node = null, CancellationToken cancellationToken = default);

    /// <summary>Adds a member; the leader does it (route <c>raft-add-peer</c>).</summary>
    /// <param name="address">Its raft address, <c>host</c> or <c>host:port</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The address as the leader resolved it.</returns>
    Task<string> AddPeerAsync(string address, CancellationToken cancellationToken = default);

    /// <summary>Removes a member; the leader does it (route <c>raft-remove-peer</c>).</summary>
    /// <param name="address">Its raft address, <c>host</c> or <c>host:port</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The address as the leader resolved it.</returns>
    Task<string> RemovePeerAsync(string address, CancellationToken cancellationToken = default);

    /// <summary>Lets the leader hand its office to a certain member (route <c>raft-yield</c>).</summary>
    /// <param name="member">That member's raft address, <c>host</c> or <c>host:port</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <remarks>The Go servers answer before anything has happened: look with <see cref="LeaderAsync"/> who leads.</remarks>
    Task YieldAsync(string member, CancellationToken cancellationToken = default);

    /// <summary>The same; the member is one whose host name contains a text (route <c>raft-yield-hint</c>).</summary>
    Task YieldToHintAsync(string hint, CancellationToken cancellationToken = default);

    /// <summary>What members tell their leader from time to time; for those who write a member (route <c>raft-follower-health-report</c>).</summary>
    /// <param name="token">What the leader published for this round.</param>
    /// <param name="raftBind">Raft address the member listens on.</param>
    /// <param name="raftAdvertise">Raft address the member tells its peers.</param>
    /// <param name="node">The leader's endpoint; null finds it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task ReportHealthAsync(
        string token, string raftBind, string raftAdvertise, Uri? node = null, CancellationToken cancellationToken = default);
}
