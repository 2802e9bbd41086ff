namespace Ham4db.Client.Resilience;

/// <summary>All that decides what follows a try.</summary>
/// <param name="Outcome">How the try ended.</param>
/// <param name="IsRead">Whether the route changes nothing.</param>
/// <param name="HasKey">Whether the request carried an idempotency key that the server honours.</param>
/// <param name="IsForOneNode">Whether the caller asked one node, not the leader.</param>
/// <param name="UnusableReplies">How many tries so far, this one included, got a reply that cannot be one of this API.</param>
internal readonly record struct Situation(RequestOutcome Outcome, bool IsRead, bool HasKey, bool IsForOneNode, int UnusableReplies)
{
    /// <summary>A page instead of an answer may be a proxy's that is just starting, but not for ever.</summary>
    public const int MostUnusableReplies = 4;

    /// <summary>The decision. Pure; the table in <c>docs/client-guarantees.md</c> is this function.</summary>
    public Next Decide() => Outcome switch
    {
        RequestOutcome.Succeeded or RequestOutcome.Rejected => Next.Finish,
        _ when IsForOneNode => Next.Report,
        RequestOutcome.NotSent or RequestOutcome.NotLeader => Next.LocateAndRepeat,
        RequestOutcome.Unknown when IsRead && UnusableReplies >= MostUnusableReplies => Next.Report,
        RequestOutcome.Unknown when IsRead || HasKey => Next.LocateAndRepeat,
        _ => Next.Report,
    };
}
