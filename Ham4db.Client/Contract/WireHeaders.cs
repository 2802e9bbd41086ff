namespace Ham4db.Client.Contract;

/// <summary>The HTTP headers that Ham4db adds to the API of the Go servers. A server that sends none of them is one of those.</summary>
public static class WireHeaders
{
    /// <summary>Reply: the version of the Ham4db server that answers. Its presence tells that the server honours <see cref="IdempotencyKey"/>.</summary>
    public const string Version = "Ham4db-Version";

    /// <summary>Reply: the name of the node that answers.</summary>
    public const string Node = "Ham4db-Node";

    /// <summary>Reply: the leadership term that the node knows. Request: the highest term the client has seen.</summary>
    public const string Term = "Ham4db-Term";

    /// <summary>Reply: base address of the leader's HTTP API; absent when the node knows none.</summary>
    public const string Leader = "Ham4db-Leader";

    /// <summary>Request: name and version of the SDK. Asks for envelopes with <c>Details</c> alone.</summary>
    public const string Client = "Ham4db-Client";

    /// <summary>Request: set by a node that forwards a request to its leader; such a request is never forwarded again.</summary>
    public const string Forwarded = "Ham4db-Forwarded";

    /// <summary>Request: milliseconds, the time the caller still waits for the answer.</summary>
    public const string DeadlineMilliseconds = "Ham4db-Deadline-Ms";

    /// <summary>Request: a text of 1 to 128 visible ASCII characters that names a change, so that its repetition gets the first answer.</summary>
    public const string IdempotencyKey = "Idempotency-Key";

    /// <summary>Reply: <c>true</c> when the server had carried out the request before and repeats the first answer.</summary>
    public const string Replayed = "Ham4db-Replayed";

    /// <summary>
    /// Reply of <c>raft-health</c> at the leader: what the members' configurations contradict each other in; absent where they do not. The status is
    /// not changed by it.
    /// </summary>
    public const string Warning = "Ham4db-Warning";
}
