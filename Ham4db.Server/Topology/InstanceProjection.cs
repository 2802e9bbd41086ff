using System.Globalization;
using Ham4db.Client.Contract;

namespace Ham4db.Server.Topology;

/// <summary>An instance as the API sends it.</summary>
internal static class InstanceProjection
{
    private const long NanosecondsPerTick = 100;

    /// <summary>Joins what was seen of <paramref name="instance"/> with what was decided about it.</summary>
    /// <param name="instance">What was seen.</param>
    /// <param name="decisions">What was decided about it.</param>
    /// <param name="now">The moment that ages are counted to.</param>
    /// <param name="limits">The limits of health.</param>
    public static WireInstance ToWire(Instance instance, InstanceDecisions decisions, DateTimeOffset now, HealthLimits limits)
    {
        var wire = Decided(Replicating(Identity(instance), instance), instance, decisions, now) with
        {
            ClusterName = instance.ClusterName,
            SuggestedClusterAlias = instance.SuggestedClusterAlias,
            DataCenter = instance.DataCenter,
            Region = instance.Region,
            PhysicalEnvironment = instance.PhysicalEnvironment,
            LastSeenTimestamp = WireTime.Rfc3339(instance.LastSeen),
            IsLastCheckValid = instance.IsLastCheckValid,
            IsUpToDate = instance.IsUpToDate(now, limits.PollInterval),
            IsRecentlyChecked = instance.IsRecentlyChecked(now, limits.PollInterval),
            SecondsSinceLastSeen = NullableInt.FromNullable(instance.SecondsSinceLastSeen(now)),
            Problems = InstanceProblems.Of(instance, now, limits),
            LastDiscoveryLatency = instance.LastDiscoveryLatency.Ticks * NanosecondsPerTick,
            ReplicationGroupName = instance.Group.Name,
            ReplicationGroupIsSinglePrimary = instance.Group.IsSinglePrimary,
            ReplicationGroupMemberState = instance.Group.MemberState,
            ReplicationGroupMemberRole = instance.Group.MemberRole,
            ReplicationGroupMembers = instance.Group.Members,
            ReplicationGroupPrimaryInstanceKey = instance.Group.PrimaryKey,
        };
        return WithSemiSync(wire, instance.SemiSync);
    }

    private static WireInstance Identity(Instance instance) => new()
    {
        Key = instance.Key,
        InstanceAlias = instance.InstanceAlias,
        Uptime = instance.UptimeSeconds,
        ServerID = instance.ServerId,
        ServerUUID = instance.ServerUuid,
        Version = instance.Version,
        VersionComment = instance.VersionComment,
        FlavorName = instance.FlavorName,
        ReadOnly = instance.ReadOnly,
        Binlog_format = instance.BinlogFormat,
        BinlogRowImage = instance.BinlogRowImage,
        LogBinEnabled = instance.LogBinEnabled,
        LogSlaveUpdatesEnabled = instance.LogReplicaUpdates,
        LogReplicationUpdatesEnabled = instance.LogReplicaUpdates,
        SelfBinlogCoordinates = instance.SelfBinlogCoordinates,
        SlaveHosts = instance.Replicas,
        Replicas = instance.Replicas,
    };

    private static WireInstance Replicating(WireInstance wire, Instance instance)
    {
        var sqlRuns = instance.SqlThread == ReplicationThreadState.Running;
        var ioRuns = instance.IoThread == ReplicationThreadState.Running;
        var lag = NullableInt.FromNullable(instance.ReplicationLagSeconds);
        return wire with
        {
            MasterKey = instance.MasterKey,
            MasterUUID = instance.MasterUuid,
            AncestryUUID = instance.AncestryUuid,
            IsDetachedMaster = instance.IsDetachedMaster,
            Slave_SQL_Running = sqlRuns,
            ReplicationSQLThreadRuning = sqlRuns,
            Slave_IO_Running = ioRuns,
            ReplicationIOThreadRuning = ioRuns,
            ReplicationSQLThreadState = instance.SqlThread,
            ReplicationIOThreadState = instance.IoThread,
            HasReplicationFilters = instance.HasReplicationFilters,
            GTIDMode = instance.GtidMode,
            SupportsOracleGTID = instance.SupportsOracleGtid,
            UsingOracleGTID = instance.UsingOracleGtid,
            UsingMariaDBGTID = instance.UsingMariaDbGtid,
            ReadBinlogCoordinates = instance.ReadBinlogCoordinates,
            ExecBinlogCoordinates = instance.ExecBinlogCoordinates,
            IsDetached = instance.IsDetached,
            RelaylogCoordinates = instance.RelaylogCoordinates with { Type = BinlogType.Relay },
            LastSQLError = ReplicationErrorText.Quote(instance.LastSqlError),
            LastIOError = ReplicationErrorText.Quote(instance.LastIoError),
            SecondsBehindMaster = NullableInt.FromNullable(instance.SecondsBehindMaster),
            SQLDelay = instance.SqlDelaySeconds,
            ExecutedGtidSet = instance.ExecutedGtidSet,
            GtidPurged = instance.GtidPurged,
            GtidErrant = instance.GtidErrant,
            SlaveLagSeconds = lag,
            ReplicationLagSeconds = lag,
            ReplicationDepth = instance.ReplicationDepth,
            IsCoMaster = instance.IsCoMaster,
            HasReplicationCredentials = instance.HasReplicationCredentials,
            ReplicationCredentialsAvailable = instance.ReplicationCredentialsAvailable,
            AllowTLS = instance.AllowTls,
        };
    }

    private static WireInstance Decided(WireInstance wire, Instance instance, InstanceDecisions decisions, DateTimeOffset now)
    {
        var rule = decisions.RuleFor(instance);
        var judged = wire with
        {
            PromotionRule = rule.ToWire(),
            IsCandidate = rule is PromotionRule.Must or PromotionRule.Prefer,
            UnresolvedHostname = decisions.UnresolvedHostname,
        };
        return decisions.Downtime is { } downtime && downtime.IsActive(now)
            ? judged with
            {
                IsDowntimed = true,
                DowntimeOwner = downtime.Owner,
                DowntimeReason = downtime.Reason,
                DowntimeEndTimestamp = downtime.EndsAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
                ElapsedDowntime = (long)(now - downtime.BeganAt).TotalSeconds * TimeSpan.TicksPerSecond * NanosecondsPerTick,
            }
            : judged;
    }

    private static WireInstance WithSemiSync(WireInstance wire, SemiSync semiSync) => wire with
    {
        SemiSyncAvailable = semiSync.Available,
        SemiSyncPriority = semiSync.Priority,
        SemiSyncMasterEnabled = semiSync.MasterEnabled,
        SemiSyncReplicaEnabled = semiSync.ReplicaEnabled,
        SemiSyncMasterTimeout = semiSync.MasterTimeoutMilliseconds,
        SemiSyncMasterWaitForReplicaCount = semiSync.MasterWaitForReplicaCount,
        SemiSyncMasterStatus = semiSync.MasterStatus,
        SemiSyncMasterClients = semiSync.MasterClients,
        SemiSyncReplicaStatus = semiSync.ReplicaStatus,
    };
}
