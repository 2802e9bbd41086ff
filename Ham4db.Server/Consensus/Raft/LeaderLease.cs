namespace Ham4db.Server.Consensus.Raft;

/// <summary>
/// Proof that no other node leads, by the monotonic clock at the moment of asking.
/// <para>
/// Why it holds. A leader notes the time, then asks all nodes; once a majority has answered in its term, it claims the lease for
/// <see cref="RaftTimings.Lease"/> counted from that earlier time. Any later leader was elected by a majority, and two majorities share a
/// node. That node answered the old leader before it voted for the new one, since after the vote it refuses the old term. So the old
/// leader's claim ends at most one lease after the vote, and the vote came before the new leader knew that it was elected. The new leader
/// waits out one lease (and what two clocks may differ) from then before it claims its own. Nothing here rests on timers that fire in time,
/// on followers that remember when they last heard a leader (one that is restarted does not, and the library looks before it waits for its
/// lock), or on a cancellation that is delivered promptly: a process that is stopped and continued compares its clock, and says no.
/// </para>
/// <para>
/// What it does not cover is a clock that stops: a suspended machine stops the monotonic one. The wall clock is asked as well, and can only
/// say no. Before anything destructive <see cref="ILeadership.ConfirmAsync"/> asks a quorum.
/// </para>
/// </summary>
internal sealed class LeaderLease(RaftTimings timings, TimeProvider time)
{
    private long _electedAt = time.GetTimestamp();
    private Proof? _proof;

    /// <summary>This node learns that it was elected. To be called before its leadership token is handed to anyone.</summary>
    public void Elected() => Volatile.Write(ref _electedAt, time.GetTimestamp());

    /// <summary>The time to note before a round of the quorum starts.</summary>
    public Round Begin() => new(time.GetTimestamp(), time.GetUtcNow());

    /// <summary>A majority answered in the term of <paramref name="leadership"/>.</summary>
    /// <param name="round">What <see cref="Begin"/> gave before the round.</param>
    /// <param name="leadership">Token of the term, taken before the round.</param>
    public void Renew(Round round, CancellationToken leadership) => Volatile.Write(ref _proof, new Proof(round, leadership));

    /// <summary>Whether no other node can lead now.</summary>
    public bool IsHeld()
    {
        var proof = Volatile.Read(ref _proof);
        if (proof is null || proof.Leadership.IsCancellationRequested)
        {
            return false;
        }

        var now = time.GetTimestamp();
        return time.GetElapsedTime(proof.Round.StartedAt, now) < timings.Lease
            && time.GetElapsedTime(Volatile.Read(ref _electedAt), now) >= timings.LeaseWaitOut
            && time.GetUtcNow() - proof.Round.WallClock < timings.Lease;
    }

    internal readonly record struct Round(long StartedAt, DateTimeOffset WallClock);

    private sealed record Proof(Round Round, CancellationToken Leadership);
}
