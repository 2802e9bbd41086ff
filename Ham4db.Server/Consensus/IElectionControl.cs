namespace Ham4db.Server.Consensus;

/// <summary>Ways to move leadership by hand. Every mode has them; what a mode cannot do it refuses.</summary>
public interface IElectionControl
{
    /// <summary>Makes this node lead at once, whoever leads now. Where one node runs alone nothing is to be done.</summary>
    /// <exception cref="ControlRefusedException">The mode has no such thing, or it failed; the message says why, and what to do instead.</exception>
    Task GrabAsync(CancellationToken cancellationToken);

    /// <summary>Makes the leader give up its leadership, so that another node leads. To be asked of the leader.</summary>
    /// <exception cref="ControlRefusedException">No other node could lead, or none did in time.</exception>
    /// <exception cref="NotLeaderException">This node does not lead; nothing was done.</exception>
    Task ReelectAsync(CancellationToken cancellationToken);
}
