namespace Ham4db.Client;

/// <summary>The kinds of server that the client speaks to.</summary>
public enum ServerDialect
{
    /// <summary>Told from the headers of the leader's answer.</summary>
    Auto,

    /// <summary>Ham4db: changes go by POST with an idempotency key.</summary>
    Ham4db,

    /// <summary>orchestrator (Go) and its forks: everything goes by GET, and a change of unknown outcome stays unknown.</summary>
    Orchestrator,

    /// <summary>ham4db (Go): as orchestrator, with the database type in the path and other names for some routes.</summary>
    Ham4dbGo,
}
