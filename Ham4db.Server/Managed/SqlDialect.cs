namespace Ham4db.Server.Managed;

/// <summary>The statements in which one family of servers says what probing asks.</summary>
internal sealed record SqlDialect
{
    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>Status of replication; a row for each channel, none on a server that is no replica.</summary>
    public required string ReplicaStatus { get; init; }

    /// <summary>Current end of the binary log.</summary>
    public required string BinlogStatus { get; init; }

    /// <summary>Replicas that registered with a host name.</summary>
    public required string ReplicaHosts { get; init; }

    /// <summary>Hosts of the threads that send the binary log to replicas, as <c>host:port</c> of the connection.</summary>
    public required string DumpThreads { get; init; }

    /// <summary>Variable that says whether replicated changes go to the binary log.</summary>
    public required string LogReplicaUpdatesVariable { get; init; }

    /// <summary>Whether the server has Oracle's GTIDs.</summary>
    public bool HasOracleGtid { get; init; }

    /// <summary>Whether the server can be in a replication group.</summary>
    public bool HasGroups { get; init; }
}
