using Ham4db.Server.Configuration;

namespace Ham4db.Server.Topology;

/// <summary>The limits by which the health of an instance is judged.</summary>
/// <param name="PollInterval">Interval between two probes of an instance.</param>
/// <param name="ReplicationLag">Lag beyond which an instance has a problem.</param>
/// <param name="MaintenanceLag">Lag beyond which an instance is not moved, and is drawn as lagging.</param>
internal sealed record HealthLimits(TimeSpan PollInterval, TimeSpan ReplicationLag, TimeSpan MaintenanceLag)
{
    /// <summary>The limits that <paramref name="options"/> configure.</summary>
    public static HealthLimits From(DiscoveryOptions options)
        => new(options.PollInterval, options.ReasonableReplicationLag, options.ReasonableMaintenanceReplicationLag);
}
