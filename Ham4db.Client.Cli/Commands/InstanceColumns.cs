using Ham4db.Client.Cli.Output;
using Ham4db.Client.Contract;

namespace Ham4db.Client.Cli.Commands;

/// <summary>What tables say of instances.</summary>
internal static class InstanceColumns
{
    /// <summary>In a list.</summary>
    public static IReadOnlyList<Column<Instance>> Listed =>
    [
        new("INSTANCE", instance => instance.Key.ToString()),
        new("ALIAS", instance => instance.InstanceAlias),
        new("CLUSTER", instance => instance.ClusterName),
        new("MASTER", Master),
        new("LAG", Lag) { IsNumber = true },
        new("VERSION", instance => instance.Version),
        new("READ-ONLY", instance => Cells.YesNo(instance.ReadOnly)),
        new("DC", instance => instance.DataCenter),
        new("DOWNTIMED", instance => Cells.YesNo(instance.IsDowntimed)),
        new("PROBLEMS", instance => string.Join(',', instance.Problems)),
    ];

    /// <summary>Of one alone.</summary>
    public static IReadOnlyList<Column<Instance>> Whole =>
    [
        .. Listed,
        new("FLAVOR", instance => instance.FlavorName),
        new("SERVER-ID", instance => Cells.Number(instance.ServerID)),
        new("SERVER-UUID", instance => instance.ServerUUID),
        new("UPTIME", instance => $"{Cells.Number(instance.Uptime)}s"),
        new("IO-THREAD", instance => instance.ReplicationIOThreadState.ToString()),
        new("SQL-THREAD", instance => instance.ReplicationSQLThreadState.ToString()),
        new("IO-ERROR", instance => instance.LastIOError),
        new("SQL-ERROR", instance => instance.LastSQLError),
        new("DELAY", instance => $"{Cells.Number(instance.SQLDelay)}s"),
        new("BINLOG", instance => instance.LogBinEnabled ? instance.Binlog_format : "off"),
        new("POSITION", instance => instance.SelfBinlogCoordinates.ToString()),
        new("GTID-ERRANT", instance => instance.GtidErrant),
        new("REPLICAS", instance => Cells.Keys(instance.Replicas)),
        new("PROMOTION-RULE", instance => instance.PromotionRule),
        new("DOWNTIME-OWNER", instance => instance.DowntimeOwner),
        new("DOWNTIME-REASON", instance => instance.DowntimeReason),
        new("DOWNTIME-END", instance => instance.DowntimeEndTimestamp),
        new("LAST-SEEN", instance => instance.LastSeenTimestamp),
    ];

    private static string Master(Instance instance) => instance.MasterKey.Port == 0 ? string.Empty : instance.MasterKey.ToString();

    private static string Lag(Instance instance)
        => instance.MasterKey.Port == 0 ? string.Empty : instance.ReplicationLagSeconds.ToNullable() is { } seconds ? $"{Cells.Number(seconds)}s" : "unknown";
}
