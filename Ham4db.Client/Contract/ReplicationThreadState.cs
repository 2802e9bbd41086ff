namespace Ham4db.Client.Contract;

/// <summary>The state of a replication thread; a number on the wire.</summary>
public enum ReplicationThreadState
{
    /// <summary>The server is no replica: it has no such thread.</summary>
    NoThread = -1,

    /// <summary>The server reports <c>No</c>.</summary>
    Stopped = 0,

    /// <summary>The server reports <c>Yes</c>.</summary>
    Running = 1,

    /// <summary>Anything else, for example <c>Connecting</c>.</summary>
    Other = 2,
}
