using System.Collections.Immutable;

namespace Ham4db.Server.Topology;

/// <summary>The six short texts that describe an instance in a drawing: lag, status, version, read-only, binary log, flags.</summary>
/// <param name="Columns">The six, in this order; version and flags may be empty.</param>
internal sealed record InstanceDescription(ImmutableArray<string> Columns)
{
    /// <summary>Describes <paramref name="instance"/>.</summary>
    public static InstanceDescription Of(Instance instance, bool isDowntimed, DateTimeOffset now, HealthLimits limits)
        => new([
            Lag(instance, now, limits),
            Status(instance, now, limits),
            instance.Version,
            instance.ReadOnly ? "ro" : "rw",
            instance.LogBinEnabled ? instance.BinlogFormat : "nobinlog",
            string.Join(',', Flags(instance, isDowntimed)),
        ]);

    /// <summary>The texts that are not empty, in brackets.</summary>
    public override string ToString() => $"[{string.Join(',', Columns.Where(column => column.Length > 0))}]";

    private static string Lag(Instance instance, DateTimeOffset now, HealthLimits limits)
        => instance.IsDetached ? "detached"
            : !instance.IsLastCheckValid || !instance.IsRecentlyChecked(now, limits.PollInterval) ? "unknown"
            : instance.IsReplica && (!instance.ReplicationThreadsRun || instance.SecondsBehindMaster is null) ? "null"
            : $"{instance.ReplicationLagSeconds ?? 0}s";

    private static string Status(Instance instance, DateTimeOffset now, HealthLimits limits)
        => !instance.IsLastCheckValid ? "invalid"
            : !instance.IsRecentlyChecked(now, limits.PollInterval) ? "unchecked"
            : instance.IsReplica && !instance.ReplicationThreadsRun ? "nonreplicating"
            : instance.IsReplica && instance.LagsBeyondMaintenance(limits.MaintenanceLag) ? "lag"
            : "ok";

    private static IEnumerable<string> Flags(Instance instance, bool isDowntimed)
    {
        if (instance.LogBinEnabled && instance.LogReplicaUpdates)
        {
            yield return ">>";
        }

        if (instance.UsesGtidReplication || instance.SupportsOracleGtid)
        {
            yield return instance.GtidErrant.Length > 0 ? "GTID:errant" : "GTID";
        }

        if (instance.SemiSync.MasterStatus)
        {
            yield return "semi:master";
        }

        if (instance.SemiSync.ReplicaStatus)
        {
            yield return "semi:replica";
        }

        if (isDowntimed)
        {
            yield return "downtimed";
        }
    }
}
