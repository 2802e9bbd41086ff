namespace Ham4db.Testing;

/// <summary>One answer of <c>leader-check</c> with 200.</summary>
/// <param name="Node">Who answered.</param>
/// <param name="Term">The term in its header; null when it has none.</param>
/// <param name="Round">The round of the sampler.</param>
/// <param name="SentAt">When it was asked, a timestamp of the monotonic clock.</param>
/// <param name="ReceivedAt">When the answer was there, likewise.</param>
internal sealed record LeaderClaim(Uri Node, long? Term, long Round, long SentAt, long ReceivedAt)
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Node.Authority} (term {Term})");
}
