namespace Ham4db.Client.Resilience;

/// <summary>How one try of a call ended, told by what the server can have done.</summary>
public enum RequestOutcome
{
    /// <summary>The server carried the request out and said so.</summary>
    Succeeded,

    /// <summary>The server refused or failed, and said so itself.</summary>
    Rejected,

    /// <summary>The request cannot have reached a server: refused, unreachable, TLS failed, no leader to ask.</summary>
    NotSent,

    /// <summary>The server said, before doing anything, that it does not lead.</summary>
    NotLeader,

    /// <summary>The request was sent, in part or whole, and no answer that counts came back: the server may have carried it out.</summary>
    Unknown,
}
