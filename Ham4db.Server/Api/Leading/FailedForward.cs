using Ham4db.Server.Consensus;

namespace Ham4db.Server.Api.Leading;

/// <summary>An attempt to pass a request on that did not reach a leader.</summary>
/// <param name="View">What was known of leadership; while it is unchanged another attempt would fail too.</param>
/// <param name="Reason">What happened, for the refusal.</param>
internal sealed record FailedForward(LeadershipView View, string Reason);
