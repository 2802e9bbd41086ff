using System.Collections.Immutable;

namespace Ham4db.Server.Configuration;

/// <summary>A configuration in the making: single keys are in their places, rules between keys were not looked at yet.</summary>
internal sealed record ConfigurationDraft
{
    /// <summary>What needs no rule between keys.</summary>
    public ServerOptions Options { get; init; } = new();

    /// <summary>Kind of backend; empty when not said.</summary>
    public string BackendDatabase { get; init; } = string.Empty;

    /// <summary>The backend's SQLite file; empty when not said.</summary>
    public string SqliteFile { get; init; } = string.Empty;

    /// <summary>The MySQL backend; its host is empty when not said.</summary>
    public MySqlBackendOptions MySqlBackend { get; init; } = new();

    /// <summary>File with user and password for the MySQL backend; empty when there is none.</summary>
    public string BackendCredentialsFile { get; init; } = string.Empty;

    /// <summary>How long to wait for a backend that takes no writes.</summary>
    public TimeSpan BackendRetry { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>File with user and password for the managed servers; empty when there is none.</summary>
    public string CredentialsFile { get; init; } = string.Empty;

    /// <summary>Unix socket to listen on; empty for none.</summary>
    public string ListenSocket { get; init; } = string.Empty;

    /// <summary>Whether the HTTP API is to be served with TLS.</summary>
    public bool UseTls { get; init; }

    /// <summary>Whether callers are to show a certificate.</summary>
    public bool UseMutualTls { get; init; }

    /// <summary>Whether callers of the status route are to show a certificate.</summary>
    public bool StatusNeedsCertificate { get; init; }

    /// <summary>Address of this node's API; empty when not said.</summary>
    public string HttpAdvertise { get; init; } = string.Empty;

    /// <summary>Raft address to listen on, the port left out perhaps.</summary>
    public string RaftBind { get; init; } = "127.0.0.1:10008";

    /// <summary>Raft address that peers use; empty for the one to listen on.</summary>
    public string RaftAdvertise { get; init; } = string.Empty;

    /// <summary>Port of a raft address that has none.</summary>
    public int DefaultRaftPort { get; init; } = 10008;

    /// <summary>Raft addresses of all members.</summary>
    public ImmutableArray<string> RaftNodes { get; init; } = [];

    /// <summary>Address of the API of a member to join; empty for none.</summary>
    public string RaftJoin { get; init; } = string.Empty;

    /// <summary>Instances to begin with, as written.</summary>
    public ImmutableArray<string> Seeds { get; init; } = [];
}
