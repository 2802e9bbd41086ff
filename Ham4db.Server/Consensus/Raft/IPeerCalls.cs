using Ham4db.Client.Contract;

namespace Ham4db.Server.Consensus.Raft;

/// <summary>What members ask of each other's HTTP API.</summary>
internal interface IPeerCalls
{
    /// <summary>Asks a node for its place in the cluster.</summary>
    /// <exception cref="PeerCallException">It did not answer, or not well.</exception>
    Task<RaftStatus> StatusAsync(Uri node, CancellationToken cancellationToken);

    /// <summary>Asks a node whether it leads and can prove it.</summary>
    /// <returns>False also when it does not answer.</returns>
    Task<bool> LeadsAsync(Uri node, CancellationToken cancellationToken);

    /// <summary>Asks the leader to hand over, and waits until the chosen node leads.</summary>
    /// <param name="leader">Base address of the leader's API; a path in it is the prefix of its routes.</param>
    /// <param name="target">Raft address of the node that is to lead.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="PeerCallException">It did not come to lead.</exception>
    Task YieldAsync(Uri leader, string target, CancellationToken cancellationToken);

    /// <summary>Tells the leader how this node is.</summary>
    /// <exception cref="PeerCallException">It did not take it.</exception>
    Task ReportAsync(Uri leader, PeerHealth health, CancellationToken cancellationToken);

    /// <summary>Asks the leader to take a snapshot now, and to send that from now on.</summary>
    /// <exception cref="PeerCallException">It did not.</exception>
    Task SnapshotAsync(Uri leader, CancellationToken cancellationToken);

    /// <summary>Asks a member to make a node a member.</summary>
    /// <param name="member">Base address of the member's API; a path in it is the prefix of its routes.</param>
    /// <param name="address">Raft address of the node.</param>
    /// <param name="clusterId">Identity of the cluster that the node's data belongs to; null when it has none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="PeerCallException">It did not become one.</exception>
    Task JoinAsync(Uri member, string address, string? clusterId, CancellationToken cancellationToken);
}
