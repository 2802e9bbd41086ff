using Ham4db.Client.Contract;

namespace Ham4db.Server.Consensus;

/// <summary>What the raft routes report.</summary>
public interface IRaftReport
{
    /// <summary>This node's place in the raft cluster; null when it runs without raft.</summary>
    RaftStatus? Status { get; }

    /// <summary>Raft addresses of the members that are in touch with the leader and told it lately that they are well; empty on a follower.</summary>
    IReadOnlyList<string> HealthyMembers { get; }
}
