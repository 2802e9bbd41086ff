namespace Ham4db.Server.Api.Nodes;

/// <summary>What <c>leader-watch</c> tells.</summary>
/// <param name="Leader">Base address of the leader's API; empty when it is not known.</param>
/// <param name="Term">The leadership term.</param>
/// <param name="Node">Name of the node that tells it.</param>
/// <param name="IsLeader">Whether that node leads, and can prove it.</param>
internal sealed record LeaderEvent(string Leader, long Term, string Node, bool IsLeader);
