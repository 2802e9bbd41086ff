namespace Ham4db.Client.Contract;

/// <summary>What a node says of its place in the raft cluster.</summary>
public sealed record RaftStatus
{
    /// <summary>Raft address the node listens on.</summary>
    public string RaftBind { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Raft address the node tells its peers.</summary>
    public string RaftAdvertise { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary><c>Leader</c>, <c>Follower</c>, <c>Candidate</c> or <c>Shutdown</c>.</summary>
    public string State { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Whether the node leads or follows a leader.</summary>
    public bool Healthy { get; init; }

    /// <summary>Whether a leader is known and this node leads or follows.</summary>
    public bool IsPartOfQuorum { get; init; }

    /// <summary>Raft address of the leader; empty when none is known.</summary>
    public string Leader { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Base address of the leader's HTTP API; empty when none is known.</summary>
    public string LeaderURI { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Raft addresses of all members, this node included.</summary>
    public IReadOnlyList<string> Peers { get; init => field = value ?? []; } = [];

    /// <summary>The current raft term; absent in the replies of the Go servers.</summary>
    public long? Term { get; init; }

    /// <summary>Index of the last log entry known to be committed; absent in the replies of the Go servers.</summary>
    public long? CommitIndex { get; init; }

    /// <summary>Index of the last log entry that this node has applied to its backend; absent in the replies of the Go servers.</summary>
    public long? AppliedIndex { get; init; }

    /// <summary>
    /// What members are configured with that contradicts the leader, one text each; known to the leader alone, so absent in the replies of the
    /// others, where there is none, and in those of the Go servers.
    /// </summary>
    public IReadOnlyList<string>? Contradictions { get; init; }
}
