using Ham4db.Client.Http;
using Ham4db.Client.Leadership;

namespace Ham4db.Client.Resilience;

/// <summary>How one try ended, and what follows.</summary>
internal readonly record struct Attempt(RequestAttempt Report, Next Next)
{
    /// <summary>The reply; null when there was none.</summary>
    public Reply? Reply { get; init; }

    /// <summary>The leader that was asked; null when one node was.</summary>
    public KnownLeader? Leader { get; init; }

    /// <summary>What the HTTP stack threw; null when it did not.</summary>
    public Exception? Failure { get; init; }
}
