namespace Ham4db.Client.Leadership;

/// <summary>What asking one node who leads gave.</summary>
/// <param name="Endpoint">The node asked.</param>
/// <param name="Kind">What it said.</param>
/// <param name="Sequence">When it was asked, in the order of this client's questions.</param>
/// <param name="Reason">The answer in a few words, for a person.</param>
/// <param name="Elapsed">How long it took.</param>
internal sealed record ProbeAnswer(Uri Endpoint, ProbeKind Kind, long Sequence, string Reason, TimeSpan Elapsed)
{
    /// <summary>The term that the node told; 0 when it did not.</summary>
    public long Term { get; init; }

    /// <summary>Whether the node announced itself as Ham4db.</summary>
    public bool IsHam4db { get; init; }

    /// <summary>Whether this answers <c>routed-leader-check</c>.</summary>
    public bool IsRouted { get; init; }

    /// <summary>The leader's address as the node told it, unchecked; null when it did not.</summary>
    public string? Hint { get; init; }

    public LeaderClaim ToClaim() => new(Endpoint, Term, IsRouted, IsHam4db, Sequence);
}
