namespace Ham4db.Server.Consensus;

/// <summary>The part a node plays.</summary>
public enum NodeRole
{
    /// <summary>Stands for election, or waits to be told of a leader.</summary>
    Candidate,

    /// <summary>Follows a leader.</summary>
    Follower,

    /// <summary>Leads.</summary>
    Leader,

    /// <summary>Has stopped, or has met a fault it cannot go on from.</summary>
    Shutdown,
}
