using System.Diagnostics;

namespace Ham4db.Testing;

/// <summary>
/// Judges claims to lead as they come. Three things must never be seen: two nodes that say yes at the same time; a node that says yes in a
/// term although, before it was asked, another had said yes in a higher one; two nodes that say yes in one term.
/// </summary>
/// <param name="coincidence">
/// Two answers within one round count as simultaneous only when both came this quickly: a slow one may have been given after an honest change of
/// leader, which takes longer than this.
/// </param>
internal sealed class LeaderClaims(TimeSpan coincidence)
{
    private const int ViolationsKept = 50;
    private const int TermsKept = 1_000;

    private readonly Lock _gate = new();
    private readonly List<string> _violations = [];
    private readonly SortedDictionary<long, LeaderClaim> _firstOfTerm = [];
    private LeaderClaim? _highest;
    private LeaderClaim? _latestQuick;
    private long _lastSeen;
    private TimeSpan _longestGap;

    /// <summary>The claim of the highest term received so far; to be taken before a node is asked. Null when there is none.</summary>
    public LeaderClaim? Highest
    {
        get
        {
            lock (_gate)
            {
                return _highest;
            }
        }
    }

    /// <summary>What must never be seen and was, the first 50.</summary>
    public IReadOnlyList<string> Violations
    {
        get
        {
            lock (_gate)
            {
                return [.. _violations];
            }
        }
    }

    /// <summary>In how many terms a node led.</summary>
    public int Terms
    {
        get
        {
            lock (_gate)
            {
                return _firstOfTerm.Count;
            }
        }
    }

    /// <summary>The longest time without a claim, up to <paramref name="now"/>; counted from the first one.</summary>
    public TimeSpan LongestGap(long now)
    {
        lock (_gate)
        {
            var open = _lastSeen == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(_lastSeen, now);
            return open > _longestGap ? open : _longestGap;
        }
    }

    /// <summary>Notes a claim.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="highestBefore">What <see cref="Highest"/> was before the node was asked.</param>
    public void Note(LeaderClaim claim, LeaderClaim? highestBefore)
    {
        lock (_gate)
        {
            JudgeMoment(claim);
            if (claim.Term is { } term)
            {
                JudgeTerm(claim, term, highestBefore);
            }

            if (_lastSeen != 0 && Stopwatch.GetElapsedTime(_lastSeen, claim.ReceivedAt) is var gap && gap > _longestGap)
            {
                _longestGap = gap;
            }

            _lastSeen = Math.Max(_lastSeen, claim.ReceivedAt);
        }
    }

    private void JudgeMoment(LeaderClaim claim)
    {
        if (Stopwatch.GetElapsedTime(claim.SentAt, claim.ReceivedAt) > coincidence)
        {
            return;
        }

        if (_latestQuick is { } other && other.Round == claim.Round && other.Node != claim.Node)
        {
            Violated($"{other} and {claim} both said at one moment that they lead");
        }

        _latestQuick = claim;
    }

    private void JudgeTerm(LeaderClaim claim, long term, LeaderClaim? highestBefore)
    {
        if (highestBefore is { Term: { } higher } && higher > term && highestBefore.Node != claim.Node)
        {
            Violated($"{claim} said that it leads, when asked after {highestBefore} had said so");
        }

        if (!_firstOfTerm.TryAdd(term, claim) && _firstOfTerm[term] is var first && first.Node != claim.Node)
        {
            Violated($"{first} and {claim} both said that they lead");
        }

        if (_firstOfTerm.Count > TermsKept)
        {
            _firstOfTerm.Remove(_firstOfTerm.Keys.First());
        }

        if (_highest?.Term is not { } known || term > known)
        {
            _highest = claim;
        }
    }

    private void Violated(string what)
    {
        if (_violations.Count < ViolationsKept)
        {
            _violations.Add(what);
        }
    }
}
