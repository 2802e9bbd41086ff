namespace Ham4db.Client.Contract;

/// <summary>A position in the log of one instance.</summary>
public sealed record InstanceBinlogCoordinates
{
    /// <summary>The instance.</summary>
    public InstanceKey Key { get; init; }

    /// <summary>The position in its binary log.</summary>
    public BinlogCoordinates Coordinates { get; init; }
}
