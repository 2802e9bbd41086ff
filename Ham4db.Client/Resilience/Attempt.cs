using Ham4db.Client.Http;
using Ham4db.Client.Leadership;

namespace Ham4db.Client.Resilience;

/// <summary>How one try ended, and what follows.</summary>
/// <param name="Endpoint">The node asked; null when no leader was found to ask.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Duration">How long it took, by the monotonic clock.</param>
/// <param name="Reason">What was met, in a few words.</param>
/// <param name="Next">What follows.</param>
internal readonly record struct Attempt(Uri? Endpoint, RequestOutcome Outcome, TimeSpan Duration, string Reason, Next Next)
{
    /// <summary>What the caller is told of it; made when asked for, since nobody is told of a try that succeeds.</summary>
    public RequestAttempt Report => new(Endpoint, Outcome, Duration, Reason);

    /// <summary>The reply; null when there was none.</summary>
    public Reply? Reply { get; init; }

    /// <summary>The leader that was asked; null when one node was.</summary>
    public KnownLeader? Leader { get; init; }

    /// <summary>What the HTTP stack threw; null when it did not.</summary>
    public Exception? Failure { get; init; }
}
