namespace Ham4db.Client.Leadership;

/// <summary>
/// Judges the answers of one search: who leads, and whether to wait a little for a better claim. No I/O and no clock of its own.
/// </summary>
/// <remarks>
/// A direct claim wins over a routed one, a higher term over a lower one, and within a term the first answer. A claim with a term is held for
/// a grace, an eighth of what the search has taken so far (1 to 25 ms), while nodes have not answered yet: a second claim that is under way
/// can then be compared. Term 0 cannot be compared, so it is not held. A routed claim is held until each node has answered, or for the patience.
/// </remarks>
/// <param name="configured">The nodes, which may come and go while a search lasts.</param>
/// <param name="patience">How long a routed claim waits for nodes that have not answered.</param>
internal sealed class Ballot(Func<IReadOnlyList<Uri>> configured, TimeSpan patience)
{
    private static readonly TimeSpan ShortestGrace = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestGrace = TimeSpan.FromMilliseconds(25);

    private readonly Dictionary<Uri, ProbeAnswer> _direct = [];
    private (ProbeAnswer Answer, TimeSpan At)? _claim;
    private (ProbeAnswer Answer, TimeSpan At)? _routed;

    /// <summary>The last answer of each node that was asked directly.</summary>
    public IReadOnlyCollection<ProbeAnswer> Answers => _direct.Values;

    /// <summary>Takes an answer in, <paramref name="at"/> being the time since the search began.</summary>
    public void Add(ProbeAnswer answer, TimeSpan at)
    {
        if (!answer.IsRouted)
        {
            _direct[answer.Endpoint] = answer;
        }

        ref var best = ref answer.IsRouted ? ref _routed : ref _claim;
        if (answer.Kind == ProbeKind.Leads)
        {
            if (best is null || answer.Term > best.Value.Answer.Term || best.Value.Answer.Endpoint == answer.Endpoint)
            {
                best = (answer, best?.At ?? at);
            }
        }
        else if (best?.Answer.Endpoint == answer.Endpoint)
        {
            best = null;
        }
    }

    /// <summary>Takes out what a node said that is none any more.</summary>
    public void Remove(Uri node)
    {
        _direct.Remove(node);
        _claim = _claim?.Answer.Endpoint == node ? null : _claim;
        _routed = _routed?.Answer.Endpoint == node ? null : _routed;
    }

    /// <summary>Takes a claim out again: the caller knows better than to believe it.</summary>
    public void Refuse(LeaderClaim claim)
    {
        ref var best = ref claim.IsRouted ? ref _routed : ref _claim;
        if (best?.Answer.Endpoint == claim.Endpoint)
        {
            best = null;
        }
    }

    /// <summary>Whether a node claims to lead in a later term than this.</summary>
    public bool HasClaimAbove(long term) => _claim?.Answer.Term > term;

    /// <summary>The claim to believe now; or null and the time, since the search began, at which to ask again; or null twice.</summary>
    public (LeaderClaim? Winner, TimeSpan? AskAgain) Decide(TimeSpan now)
    {
        var isComplete = configured().All(_direct.ContainsKey);
        if (_claim is var (claim, at))
        {
            var until = at + TimeSpan.FromTicks(Math.Clamp(at.Ticks / 8, ShortestGrace.Ticks, LongestGrace.Ticks));
            return isComplete || claim.Term == 0 || now >= until ? (claim.ToClaim(), null) : (null, until);
        }

        if (_routed is var (route, _))
        {
            return isComplete || now >= patience ? (route.ToClaim(), null) : (null, patience);
        }

        return (null, null);
    }

    /// <summary>
    /// Whether most of the configured nodes have answered, none of them with a term above the claim's. Raft keeps terms on a majority for
    /// ever: if a majority has forgotten a term, the cluster was emptied and built anew, and is not an old leader's minority.
    /// </summary>
    public bool WasRebuilt(LeaderClaim claim)
    {
        var nodes = configured();
        var agreeing = nodes.Count(
            endpoint => _direct.TryGetValue(endpoint, out var answer)
                && answer.Kind is ProbeKind.Leads or ProbeKind.Follows
                && answer.Term <= claim.Term);
        return agreeing * 2 > nodes.Count;
    }
}
