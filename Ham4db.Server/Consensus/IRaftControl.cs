namespace Ham4db.Server.Consensus;

/// <summary>What can be done to a raft cluster at run time. Without raft everything is refused: <see cref="NoRaft"/>.</summary>
internal interface IRaftControl
{
    /// <summary>Hands leadership over to a node, and waits until it leads. To be asked of the leader.</summary>
    /// <param name="node">Raft address, <c>host[:port]</c>.</param>
    /// <param name="cancellationToken">Ends the wait, not what was begun.</param>
    /// <exception cref="ControlRefusedException">It is no member, out of reach or behind, and nothing was done; or it did not win.</exception>
    /// <exception cref="NotLeaderException">This node does not lead; nothing was done.</exception>
    Task YieldAsync(string node, CancellationToken cancellationToken);

    /// <summary>Hands leadership over to a node whose name contains a text; nothing happens when the leader's own does. To be asked of the leader.</summary>
    /// <param name="hint">Part of a raft or HTTP address; not empty.</param>
    /// <param name="cancellationToken">Ends the wait, not what was begun.</param>
    /// <exception cref="ControlRefusedException">The text is empty, no member fits, or none that fits could lead.</exception>
    /// <exception cref="NotLeaderException">This node does not lead; nothing was done.</exception>
    Task YieldByHintAsync(string hint, CancellationToken cancellationToken);

    /// <summary>Makes a node a member, once it has caught up. To be asked of the leader.</summary>
    /// <param name="address">Raft address, <c>host[:port]</c>, as the node advertises it.</param>
    /// <param name="clusterId">Identity of the cluster that the node's data belongs to; null when it has none, or is not known.</param>
    /// <param name="cancellationToken">Ends the wait, not what was begun.</param>
    /// <returns>The address as the members know it.</returns>
    /// <exception cref="ControlRefusedException">The address cannot be used, the node is not reached, or belongs to another cluster.</exception>
    /// <exception cref="NotLeaderException">This node does not lead; nothing was done.</exception>
    Task<string> AddPeerAsync(string address, string? clusterId, CancellationToken cancellationToken);

    /// <summary>Makes a node no member any more. A leader that is to be removed yields first. To be asked of the leader.</summary>
    /// <param name="address">Raft address, <c>host[:port]</c>.</param>
    /// <param name="cancellationToken">Ends the wait, not what was begun.</param>
    /// <returns>The address as the members knew it.</returns>
    /// <exception cref="ControlRefusedException">It is no member, or the last one.</exception>
    /// <exception cref="NotLeaderException">This node does not lead; nothing was done, save that it may have yielded.</exception>
    Task<string> RemovePeerAsync(string address, CancellationToken cancellationToken);

    /// <summary>Writes a snapshot of this node's decided state now, and cuts the log at it.</summary>
    /// <exception cref="ControlRefusedException">It could not be written.</exception>
    Task SnapshotAsync(CancellationToken cancellationToken);

    /// <summary>Takes a member's answer to the leader's question how it is.</summary>
    /// <exception cref="ControlRefusedException">The token is not one of the leader's, or too old.</exception>
    void ReportHealth(PeerHealth health);
}
