using Ham4db.Server.Backend;

namespace Ham4db.Server.Consensus.SharedBackend;

/// <summary>Shows on the board who leads, as this server knows it from its own claim and from the lease that it has seen.</summary>
internal sealed class ShownLeader(LeadershipBoard board, ProcessIdentity self, Uri ownUri, SharedTimings timings, ILogger logger)
{
    /// <summary>Shows it.</summary>
    /// <param name="claim">This server's claim; null when it does not lead.</param>
    /// <param name="observation">What this server has seen of the lease.</param>
    public void Show(LeaseClaim? claim, LeaseObservation observation)
    {
        var view = View(claim, observation);
        var before = board.Current;
        if (board.Show(view) && (before.LeaderAddress != view.LeaderAddress || before.Term != view.Term))
        {
            if (view.LeaderAddress.Length > 0)
            {
                logger.LeaderIs(view.LeaderAddress, view.Term, view.Role);
            }
            else if (before.LeaderAddress.Length > 0)
            {
                logger.LeaderLost(before.LeaderAddress, before.Term);
            }
        }
    }

    private LeadershipView View(LeaseClaim? claim, LeaseObservation observation)
        => claim is not null ? new LeadershipView(NodeRole.Leader, claim.Token, ProcessIdentity.Short(self.Holder), ownUri)
            : observation.Last is { Holder: { Length: > 0 } holder } seen && holder != self.Holder && observation.IsAlive(timings.Lease)
                ? new LeadershipView(NodeRole.Follower, seen.Token, ProcessIdentity.Short(holder), seen.HolderUri)
                : new LeadershipView(NodeRole.Candidate, observation.HighestToken, string.Empty, null);
}
