namespace Ham4db.Client.Contract;

/// <summary>The kind of a log that <see cref="BinlogCoordinates"/> point into; a number on the wire.</summary>
public enum BinlogType
{
    /// <summary>The binary log, which a server writes for its replicas.</summary>
    Binary = 0,

    /// <summary>The relay log, in which a replica keeps what it has fetched.</summary>
    Relay = 1,
}
