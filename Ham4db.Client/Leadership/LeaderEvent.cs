using System.Text.Json.Serialization;

namespace Ham4db.Client.Leadership;

/// <summary>What a node's <c>leader-watch</c> tells.</summary>
/// <param name="Leader">Base address of the leader's API, unchecked; null or empty when the node knows none.</param>
/// <param name="Term">The leadership term that the node knows.</param>
/// <param name="IsLeader">Whether that node leads, and can prove it.</param>
internal sealed record LeaderEvent(string? Leader, long Term, bool IsLeader);

[JsonSerializable(typeof(LeaderEvent))]
internal sealed partial class LeaderEventJson : JsonSerializerContext;
