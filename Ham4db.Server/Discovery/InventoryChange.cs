namespace Ham4db.Server.Discovery;

/// <summary>Tells what matters across a restart from what every poll moves.</summary>
internal static class InventoryChange
{
    /// <summary>Whether <paramref name="after"/> says something new besides times, positions and lag of an instance that goes on as before.</summary>
    public static bool IsMaterial(Instance before, Instance after)
        => before with
        {
            LastChecked = after.LastChecked,
            LastSeen = after.LastSeen,
            LastDiscoveryLatency = after.LastDiscoveryLatency,
            UptimeSeconds = after.UptimeSeconds,
            SelfBinlogCoordinates = after.SelfBinlogCoordinates,
            ReadBinlogCoordinates = after.ReadBinlogCoordinates,
            ExecBinlogCoordinates = after.ExecBinlogCoordinates,
            RelaylogCoordinates = after.RelaylogCoordinates,
            ExecutedGtidSet = after.ExecutedGtidSet,
            SecondsBehindMaster = after.SecondsBehindMaster,
            ReplicationLagSeconds = after.ReplicationLagSeconds,
        }
        != after;
}
