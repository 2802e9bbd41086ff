using Ham4db.Client.Resilience;

namespace Ham4db.Client;

/// <summary>One try of a call.</summary>
/// <param name="Endpoint">The node asked, without credentials; null when no leader was found to ask.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Duration">How long it took, by the monotonic clock.</param>
/// <param name="Reason">What was met, in a few words, for example <c>connection refused</c>.</param>
public sealed record RequestAttempt(Uri? Endpoint, RequestOutcome Outcome, TimeSpan Duration, string Reason);
