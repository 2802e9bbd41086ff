using Ham4db.Client.Contract;

namespace Ham4db.Server.Topology;

/// <summary>What an instance is in replication, told from what was seen of it.</summary>
internal static class ReplicationRules
{
    extension(Instance instance)
    {
        /// <summary>Whether it replicates from a master, running or not, detached or not.</summary>
        public bool IsReplica
            => instance.MasterKey is { Hostname: not ("" or "_"), Port: not 0 }
                && (instance.ReadBinlogCoordinates.LogFile.Length > 0 || instance.UsesGtidReplication);

        /// <summary>Whether it replicates from nobody and, in a group, is its primary.</summary>
        public bool IsMaster => !instance.IsReplica && (!instance.IsGroupMember || instance.Group.MemberRole == "PRIMARY");

        /// <summary>Whether the replica positions itself by GTID of either kind.</summary>
        public bool UsesGtidReplication => instance.UsingOracleGtid || instance.UsingMariaDbGtid;

        /// <summary>Whether the server has Oracle GTIDs switched on, in any mode but off.</summary>
        public bool SupportsOracleGtid => instance.GtidMode is not ("" or "OFF");

        /// <summary>Whether the server has replication threads, in any state.</summary>
        public bool ReplicationThreadsExist
            => instance.IoThread != ReplicationThreadState.NoThread && instance.SqlThread != ReplicationThreadState.NoThread;

        /// <summary>Whether both threads run.</summary>
        public bool ReplicationThreadsRun
            => instance.IoThread == ReplicationThreadState.Running && instance.SqlThread == ReplicationThreadState.Running;

        /// <summary>Whether it is a replica with both threads running.</summary>
        public bool IsReplicaRunning => instance.IsReplica && instance.ReplicationThreadsRun;

        /// <summary>Whether both threads are stopped.</summary>
        public bool ReplicationThreadsStopped
            => instance.IoThread == ReplicationThreadState.Stopped && instance.SqlThread == ReplicationThreadState.Stopped;

        /// <summary>Whether the SQL thread has executed all that the IO thread has read.</summary>
        public bool SqlThreadIsUpToDate => instance.ReadBinlogCoordinates == instance.ExecBinlogCoordinates;

        /// <summary>Whether the master's host carries the detached mark.</summary>
        public bool IsDetachedMaster => instance.MasterKey.IsDetached;

        /// <summary>Whether the replica carries the older mark of a detached replica, which is set in its coordinates.</summary>
        public bool IsDetached
            => instance.ExecBinlogCoordinates.LogFile.StartsWith(InstanceKey.DetachedPrefix, StringComparison.Ordinal);

        /// <summary>Whether it is in a replication group.</summary>
        public bool IsGroupMember => instance.Group.Name.Length > 0;

        /// <summary>Whether it is the primary of its replication group.</summary>
        public bool IsGroupPrimary => instance.IsGroupMember && instance.Group.PrimaryKey == instance.Key;

        /// <summary>Whether it is in a replication group and not its primary.</summary>
        public bool IsGroupSecondary => instance.IsGroupMember && instance.Group.PrimaryKey != instance.Key;

        /// <summary>Whom it gets its changes from: the group's primary for a secondary, else the master.</summary>
        public InstanceKey ParentKey => instance.IsGroupSecondary ? instance.Group.PrimaryKey : instance.MasterKey;

        /// <summary>Whether <paramref name="other"/> is among the servers that its changes came through.</summary>
        public bool IsDescendantOf(Instance other)
            => other.ServerUuid.Length > 0 && instance.AncestryUuid.Split(',').Contains(other.ServerUuid, StringComparer.Ordinal);

        /// <summary>Whether the replica is too far behind to be moved: beyond <paramref name="limit"/>, its configured delay allowed for.</summary>
        public bool LagsBeyondMaintenance(TimeSpan limit)
        {
            var seconds = instance.SecondsBehindMaster ?? 0;
            var lag = instance.SqlDelaySeconds > 0 ? Math.Abs(seconds - instance.SqlDelaySeconds) : seconds;
            return lag > limit.TotalSeconds;
        }
    }
}
