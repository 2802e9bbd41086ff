namespace Ham4db.Client.Resilience;

/// <summary>What a call is doing.</summary>
internal enum CallPhase
{
    /// <summary>It waits for a leader to be found, or for its turn to try again.</summary>
    Searching,

    /// <summary>It has a node, and the request is not on a connection yet.</summary>
    Connecting,

    /// <summary>The request was, or may have been, sent.</summary>
    Waiting,
}
