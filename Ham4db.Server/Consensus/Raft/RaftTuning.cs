namespace Ham4db.Server.Consensus.Raft;

/// <summary>What is fixed in production and made small by tests.</summary>
internal sealed record RaftTuning
{
    /// <summary>
    /// Entries between two snapshots. Condition 7: all that a node lacks is sent in one exchange, which must fit into one request timeout; so
    /// the tail is kept short.
    /// </summary>
    public int SnapshotEntries { get; init; } = 5_000;

    /// <summary>Bytes of entries between two snapshots; the other half of condition 7.</summary>
    public long SnapshotBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>How long entries wait for a backend database that takes no writes, before the node ends itself (<c>BackendRetrySeconds</c>).</summary>
    public TimeSpan BackendRetry { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a node may make no headway against its leader before it ends itself.</summary>
    public TimeSpan StuckAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often the leader asks the members how they are.</summary>
    public TimeSpan HealthInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a node is without a leader before it asks the others whether it is a member still.</summary>
    public TimeSpan AskIfRemovedAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a node refuses the leader of another cluster before it takes itself for the stranger and ends.</summary>
    public TimeSpan ForeignLeaderLimit { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long such a leader must be silent for its next word to count as the first.</summary>
    public TimeSpan ForeignLeaderGap { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a node that was removed goes on, so that what is under way is answered.</summary>
    public TimeSpan RemovalGrace { get; init; } = TimeSpan.FromSeconds(1);
}
