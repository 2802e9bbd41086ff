namespace Ham4db.Server.Consensus;

/// <summary>Who leads, and proof of it.</summary>
public interface ILeadership
{
    /// <summary>What this node knows now: a snapshot.</summary>
    LeadershipView Current { get; }

    /// <summary>
    /// Whether this node can prove, by the monotonic clock at this very moment, that no other node leads. Computed afresh at each call:
    /// a node that was paused says no the moment it wakes.
    /// </summary>
    bool HoldsLease();

    /// <summary>
    /// Whether this node may answer, at this moment, what depends on what was decided and observed. Where only the leader knows that, this is
    /// <see cref="HoldsLease"/>; where all share a database, every node that is in touch with it may.
    /// </summary>
    bool MayServe();

    /// <summary>
    /// What keeps this node from answering at this moment, other than an election: a sentence for people. Null when nothing is known to.
    /// </summary>
    string? Hindrance { get; }

    /// <summary>Whether this node probes instances itself. Otherwise another node does, and this one reads what that one stored.</summary>
    bool Observes();

    /// <summary>Cancelled the moment leadership is lost; already cancelled on a node that does not lead.</summary>
    CancellationToken LeadershipToken { get; }

    /// <summary>Proves leadership by a round trip to a quorum.</summary>
    /// <returns>False when this node does not lead or no quorum answered in time.</returns>
    ValueTask<bool> ConfirmAsync(CancellationToken cancellationToken);

    /// <summary>Waits until <see cref="Current"/> is no longer <paramref name="known"/>, and returns what it is then.</summary>
    Task<LeadershipView> WaitForChangeAsync(LeadershipView known, CancellationToken cancellationToken);
}
