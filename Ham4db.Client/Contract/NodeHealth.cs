namespace Ham4db.Client.Contract;

/// <summary>One node of the service as another (or the same) node sees it.</summary>
public sealed record NodeHealth
{
    /// <summary>Host name of the node, or its raft address.</summary>
    public string Hostname { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Identity of the process; new at each start.</summary>
    public string Token { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Version of the server; empty in the listings of the Go servers, and of a node that lists itself alone.</summary>
    public string AppVersion { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>When the node was first seen, RFC 3339; empty when unknown.</summary>
    public string FirstSeenActive { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>When the node was last seen, RFC 3339; empty when unknown.</summary>
    public string LastSeenActive { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Always empty in listings.</summary>
    public string ExtraInfo { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Always empty in listings.</summary>
    public string Command { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>The SQLite file or <c>host:port</c> of the node's backend database.</summary>
    public string DBBackend { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Unset in listings.</summary>
    public DateTime LastReported { get; init; } = DateTime.SpecifyKind(default, DateTimeKind.Utc);
}
