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
/// A leader that hands over makes that wait needless. It drops its claim while it holds it, for the rest of its term, and only then writes an
/// entry that says so (<see cref="Backend.Commands.Yield"/>). A later leader whose first own entry follows that one directly need not wait. For:
/// the leader of the entry's term claims no more; since it held the lease, all claims of leaders before it had run out; and a leader of a term
/// in between never claimed any, since a claim needs a committed entry of its term, which the later leader would have found after this one.
/// That the entry is in the log is enough; it need not have been committed in its own term.
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
    private Term? _renounced;
    private Term? _waived;

    /// <summary>This node learns that it was elected. To be called before its leadership token is handed to anyone.</summary>
    public void Elected() => Volatile.Write(ref _electedAt, time.GetTimestamp());

    /// <summary>The time to note before a round of the quorum starts.</summary>
    public Round Begin() => new(time.GetTimestamp(), time.GetUtcNow());

    /// <summary>A majority answered in the term of <paramref name="leadership"/>.</summary>
    /// <param name="round">What <see cref="Begin"/> gave before the round.</param>
    /// <param name="leadership">Token of the term, taken before the round.</param>
    public void Renew(Round round, CancellationToken leadership) => Volatile.Write(ref _proof, new Proof(round, leadership));

    /// <summary>Drops a lease that is held, for as long as <paramref name="leadership"/> lasts, whatever rounds succeed from now on.</summary>
    /// <param name="leadership">Token of the term.</param>
    /// <returns>False when it is not held: then nothing has changed, and nothing may be said of earlier leases.</returns>
    public bool TryRenounce(CancellationToken leadership)
    {
        var proof = Volatile.Read(ref _proof);
        if (proof is null || proof.Leadership != leadership || !IsHeld(proof))
        {
            return false;
        }

        // Seen by every thread before this one goes on to write the entry.
        Interlocked.Exchange(ref _renounced, new Term(leadership));
        return true;
    }

    /// <summary>The log shows that no earlier leader can hold the lease: there is nothing to wait for in the term of <paramref name="leadership"/>.</summary>
    public void WaiveWait(CancellationToken leadership) => Volatile.Write(ref _waived, new Term(leadership));

    /// <summary>Whether no other node can lead now.</summary>
    public bool IsHeld() => Volatile.Read(ref _proof) is { } proof && IsHeld(proof);

    private bool IsHeld(Proof proof)
    {
        if (proof.Leadership.IsCancellationRequested || Volatile.Read(ref _renounced)?.Leadership == proof.Leadership)
        {
            return false;
        }

        var now = time.GetTimestamp();
        return time.GetElapsedTime(proof.Round.StartedAt, now) < timings.Lease
            && time.GetUtcNow() - proof.Round.WallClock < timings.Lease
            && (Volatile.Read(ref _waived)?.Leadership == proof.Leadership
                || time.GetElapsedTime(Volatile.Read(ref _electedAt), now) >= timings.LeaseWaitOut);
    }

    internal readonly record struct Round(long StartedAt, DateTimeOffset WallClock);

    private sealed record Term(CancellationToken Leadership);

    private sealed record Proof(Round Round, CancellationToken Leadership);
}
