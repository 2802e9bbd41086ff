namespace Ham4db.Server.Consensus;

/// <summary>What a node knows of leadership at one moment.</summary>
/// <param name="Role">This node's role.</param>
/// <param name="Term">The leadership term; 0 before the first.</param>
/// <param name="LeaderAddress">Raft address of the leader; empty when none is known, or without raft.</param>
/// <param name="LeaderUri">Base address of the leader's HTTP API, without a trailing slash; null when not known.</param>
public sealed record LeadershipView(NodeRole Role, long Term, string LeaderAddress, Uri? LeaderUri)
{
    /// <summary>Whether some node leads, as far as this one knows.</summary>
    public bool HasLeader => Role == NodeRole.Leader || LeaderAddress.Length > 0;
}
