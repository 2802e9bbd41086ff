namespace Ham4db.Client.Cli.Doctor;

/// <summary>What one endpoint told of itself and of the others.</summary>
/// <param name="Endpoint">Its address as configured, without credentials and without <c>/api</c>.</param>
/// <param name="Condition">What it turned out to be.</param>
internal sealed record NodeFacts(string Endpoint, Condition Condition)
{
    /// <summary>Why it is not well, in a few words; null when it is.</summary>
    public string? Problem { get; init; }

    /// <summary>What is to be done about <see cref="Problem"/>; null when there is none.</summary>
    public string? Remedy { get; init; }

    /// <summary>IP addresses that its name resolves to.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>The certificate that it showed; null over plain HTTP, or when it showed none.</summary>
    public CertificateFacts? Certificate { get; init; }

    /// <summary>How long it took to answer a request over an open connection; null when it did not.</summary>
    public TimeSpan? ResponseTime { get; init; }

    /// <summary>Its clock; null when it did not tell the time.</summary>
    public ClockReading? Clock { get; init; }

    /// <summary>Whether a request to it reaches a leader, be it itself; null when it did not say.</summary>
    public bool? ReachesLeader { get; init; }

    /// <summary>The leadership term that it knows; null from the Go servers, which do not tell it.</summary>
    public long? Term { get; init; }

    /// <summary>Which kind of server it is; <see cref="ServerDialect.Auto"/> when that is not known.</summary>
    public ServerDialect Dialect { get; init; }

    /// <summary>Version of the server; null when it does not tell it.</summary>
    public string? Version { get; init; }

    /// <summary>Raft state as it says; null without raft.</summary>
    public string? RaftState { get; init; }

    /// <summary>Whether it neither leads nor follows: what a node alone cannot help when nobody leads.</summary>
    public bool IsLost { get; init; }

    /// <summary>Its own raft address; null without raft.</summary>
    public string? RaftAddress { get; init; }

    /// <summary>Raft addresses of all members, as it knows them; null without raft.</summary>
    public IReadOnlyList<string>? Peers { get; init; }

    /// <summary>Who leads as it says: the raft address, or without raft the host name; null when it knows of none.</summary>
    public string? NamedLeader { get; init; }

    /// <summary>Base address of the leader's HTTP API as it says; null when it does not.</summary>
    public string? NamedLeaderUri { get; init; }

    /// <summary>Identity of its process; null when it did not tell it.</summary>
    public string? Token { get; init; }

    /// <summary>Identities of the processes that share its backend, its own among them; empty under raft.</summary>
    public IReadOnlyList<string> SharedWith { get; init; } = [];

    /// <summary>The nodes that answered under this one address, when there were several.</summary>
    public IReadOnlyList<string> AnsweredAs { get; init; } = [];

    /// <summary>What the members' configurations contradict each other in, as the leader found.</summary>
    public IReadOnlyList<string> Contradictions { get; init; } = [];

    /// <summary>Whether it answers as a node.</summary>
    public bool Answers => Condition is Condition.Unhealthy or Condition.Follower or Condition.Leader;

    /// <summary>Whether it leads.</summary>
    public bool Leads => Condition == Condition.Leader;

    /// <summary>Whether several nodes answer here, so that nothing of this is of one node.</summary>
    public bool IsMixed => AnsweredAs.Count > 1;

    /// <summary>What makes two endpoints the same process.</summary>
    public string Identity => Token ?? RaftAddress ?? Endpoint;
}
