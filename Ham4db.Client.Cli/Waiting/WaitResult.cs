using System.Text.Json.Serialization;

namespace Ham4db.Client.Cli.Waiting;

/// <summary>How the waiting ended, as JSON.</summary>
/// <param name="Subject">What was waited for: <c>leader</c>, <c>healthy</c> or <c>no-recovery</c>.</param>
/// <param name="Cluster">The cluster as it was given; null for the leader.</param>
/// <param name="IsReached">Whether it is there; false when the time was over before.</param>
/// <param name="Reached">What was reached: the leader's address, or a sentence; null when nothing was.</param>
/// <param name="Missing">What was missing at the last look.</param>
/// <param name="WaitedSeconds">How long it took.</param>
internal sealed record WaitResult(string Subject, string? Cluster, bool IsReached, string? Reached, IReadOnlyList<string> Missing, double WaitedSeconds);

/// <summary>JSON of waiting.</summary>
[JsonSerializable(typeof(WaitResult))]
internal sealed partial class WaitJson : JsonSerializerContext;
