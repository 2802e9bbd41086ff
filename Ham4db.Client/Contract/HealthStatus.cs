namespace Ham4db.Client.Contract;

/// <summary>What a node says of its own health, in <c>health</c> and <c>status</c>.</summary>
public sealed record HealthStatus
{
    /// <summary>Whether the node could write to its backend just now.</summary>
    public bool Healthy { get; init; }

    /// <summary>Host name of the machine the node runs on.</summary>
    public string Hostname { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Identity of the process; new at each start.</summary>
    public string Token { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Whether this node leads.</summary>
    public bool IsActiveNode { get; init; }

    /// <summary>The leader; under raft just its raft address.</summary>
    public NodeHealth ActiveNode { get; init => field = value ?? new(); } = new();

    /// <summary>Why the node is not healthy; null when it is.</summary>
    public ReportedError? Error { get; init; }

    /// <summary>Nodes that share this node's backend and were seen in the last two seconds.</summary>
    public IReadOnlyList<NodeHealth> AvailableNodes { get; init => field = value ?? []; } = [];

    /// <summary>Raft address <c>ip:port</c> of the leader; empty without raft or leader.</summary>
    public string RaftLeader { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Whether this node is the raft leader.</summary>
    public bool IsRaftLeader { get; init; }

    /// <summary>Base address of the leader's HTTP API; empty without raft or leader.</summary>
    public string RaftLeaderURI { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Raft address that this node tells its peers.</summary>
    public string RaftAdvertise { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Raft addresses of the nodes in touch with the leader; filled on the leader.</summary>
    public IReadOnlyList<string> RaftHealthyMembers { get; init => field = value ?? []; } = [];
}
