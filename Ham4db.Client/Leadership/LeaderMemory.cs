namespace Ham4db.Client.Leadership;

/// <summary>
/// Who leads, as far as this client knows. Ordered by (term, sequence): what was asked earlier never overwrites what was learned later, and
/// a term below the highest one seen is never believed. Many readers, few writers; the state is one immutable snapshot, swapped whole.
/// </summary>
/// <param name="replaced">Called with a leader and the one that follows it; null calls nothing.</param>
internal sealed class LeaderMemory(Action<KnownLeader, KnownLeader>? replaced = null)
{
    private Snapshot _state = new(null, null, 0, 0);
    private long _sequence;

    /// <summary>The leader; null when none is known or the last one is in doubt.</summary>
    public KnownLeader? Current => Volatile.Read(ref _state).Current;

    /// <summary>The leader known last, in doubt or not; null before the first.</summary>
    public KnownLeader? Last => Volatile.Read(ref _state).Last;

    /// <summary>The highest term that a leader was seen in; 0 when none was told.</summary>
    public long HighestTerm => Volatile.Read(ref _state).HighestTerm;

    /// <summary>The number of a question that is sent now.</summary>
    public long NextSequence() => Interlocked.Increment(ref _sequence);

    /// <summary>Believes a claim, unless something better is known.</summary>
    /// <returns>The leader now known, and whether it is another than the last one; null when the claim was not believed.</returns>
    public KnownLeader? TryAdvance(LeaderClaim claim, out bool changed)
    {
        while (true)
        {
            var known = Volatile.Read(ref _state);
            changed = false;
            if (known.Current is { } current && current.Is(claim))
            {
                return current;
            }

            if (!Beats(claim, known))
            {
                return null;
            }

            if (Replace(known, claim, known.HighestTerm) is { } leader)
            {
                changed = leader != known.Last;
                return leader;
            }
        }
    }

    /// <summary>Believes a claim whose term lies below the highest one seen: the cluster was built anew and counts from the start.</summary>
    public KnownLeader StartAnew(LeaderClaim claim)
    {
        while (true)
        {
            if (Replace(Volatile.Read(ref _state), claim, highestTerm: 0) is { } leader)
            {
                return leader;
            }
        }
    }

    /// <summary>Puts a leader in doubt: it is not used until it, or another, proves to lead in answer to a question sent from now on.</summary>
    /// <returns>False when it was not the current one any more.</returns>
    public bool TryForget(KnownLeader leader)
    {
        while (true)
        {
            var known = Volatile.Read(ref _state);
            if (known.Current != leader)
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref _state, known with { Current = null, Sequence = NextSequence() }, known) == known)
            {
                return true;
            }
        }
    }

    private static bool Beats(LeaderClaim claim, Snapshot known)
    {
        if (claim.Term != known.HighestTerm)
        {
            return claim.Term > known.HighestTerm;
        }

        var isNewer = claim.Sequence > known.Sequence;
        return known.Current is null ? isNewer : isNewer && known.Current.Leader.IsRouted && !claim.IsRouted;
    }

    private KnownLeader? Replace(Snapshot known, LeaderClaim claim, long highestTerm)
    {
        var leader = known.Last is { } last && last.Is(claim)
            ? last
            : new KnownLeader(new Leader(claim.Endpoint, claim.Term, claim.IsRouted), claim.IsHam4db);
        var next = new Snapshot(leader, leader, Math.Max(highestTerm, claim.Term), claim.Sequence);
        if (Interlocked.CompareExchange(ref _state, next, known) != known)
        {
            return null;
        }

        if (known.Last is { } before && before != leader)
        {
            before.Supersede();
            replaced?.Invoke(before, leader);
        }

        return leader;
    }

    /// <param name="Current">The leader in use.</param>
    /// <param name="Last">The leader known last, also when it is in doubt.</param>
    /// <param name="HighestTerm">The highest term seen.</param>
    /// <param name="Sequence">Answers to questions with this number or a lower one say nothing new within the term.</param>
    private sealed record Snapshot(KnownLeader? Current, KnownLeader? Last, long HighestTerm, long Sequence);
}
