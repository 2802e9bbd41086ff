namespace Ham4db.Server.Consensus.Raft;

/// <summary>Every duration of the protocol, derived from the one that is configured.</summary>
/// <param name="Election">Lower bound of the election timeout.</param>
/// <param name="WithTls">Whether connecting includes a TLS handshake.</param>
internal sealed record RaftTimings(TimeSpan Election, bool WithTls = false)
{
    private static readonly TimeSpan Handshake = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan BelowRequest = TimeSpan.FromMilliseconds(10);

    /// <summary>Upper bound of the election timeout; each node draws its own between the two, so that elections rarely tie.</summary>
    public TimeSpan UpperElection => Election * 2;

    /// <summary>
    /// Bounds one exchange. Condition 6: votes wait for all members, so that one hung peer costs a request timeout in each phase; above the
    /// election timeout, elections could not finish.
    /// </summary>
    public TimeSpan Request => Election * 0.7;

    /// <summary>
    /// Bounds connecting; lower still, for the same reason. A TLS handshake counts against it and gets 200 milliseconds, or what an election
    /// timeout under 300 leaves it below <see cref="Request"/>: 95 at the smallest, 150.
    /// </summary>
    public TimeSpan Connect
    {
        get
        {
            var plain = Election * 0.25;
            var handshake = Request - BelowRequest < Handshake ? Request - BelowRequest : Handshake;
            return WithTls && handshake > plain ? handshake : plain;
        }
    }

    /// <summary>How long a follower lets the leader wait for a snapshot to be ready, in the hope that it is: well within <see cref="Request"/>.</summary>
    public TimeSpan SnapshotPatience => Request / 4;

    /// <summary>How often a leader renews its lease.</summary>
    public TimeSpan LeaseRenewal => Election / 4;

    /// <summary>
    /// How long a round of a quorum proves leadership. Longer, and a new leader has longer to wait; shorter, and one late round silences the
    /// leader for a moment. This leaves more than one renewal interval for a round that is late.
    /// </summary>
    public TimeSpan Lease => Election * 0.6;

    /// <summary>
    /// How long a new leader waits before it claims the lease: the longest that an earlier leader can still claim one, and a twentieth more,
    /// since the clocks of two machines do not run equally fast.
    /// </summary>
    public TimeSpan LeaseWaitOut => Lease * 1.05;
}
