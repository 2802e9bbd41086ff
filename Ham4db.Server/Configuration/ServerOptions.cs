namespace Ham4db.Server.Configuration;

/// <summary>The whole configuration of a node, read and checked. Replaced as a whole when it is read again.</summary>
public sealed record ServerOptions
{
    /// <summary>The HTTP API.</summary>
    public HttpOptions Http { get; init; } = new();

    /// <summary>The backend database.</summary>
    public BackendOptions Backend { get; init; } = new SqliteBackendOptions();

    /// <summary>The raft cluster.</summary>
    public RaftOptions Raft { get; init; } = new();

    /// <summary>Servers that share a backend database.</summary>
    public SharedBackendOptions SharedBackend { get; init; } = new();

    /// <summary>The managed database servers.</summary>
    public ManagedOptions Managed { get; init; } = new();

    /// <summary>Discovery.</summary>
    public DiscoveryOptions Discovery { get; init; } = new();

    /// <summary>
    /// Whether the backend database belongs to all servers that are configured with it, which choose their leader through it: a MySQL database
    /// without raft. A server that runs alone on one is the only one of them.
    /// </summary>
    public bool SharesBackend => Backend is MySqlBackendOptions && !Raft.Enabled;

    /// <summary>Whether to log at debug level (<c>Debug</c>).</summary>
    public bool Debug { get; init; }
}
