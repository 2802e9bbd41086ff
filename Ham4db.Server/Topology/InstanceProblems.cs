using System.Collections.Immutable;
using Ham4db.Client.Contract;

namespace Ham4db.Server.Topology;

/// <summary>What is wrong with an instance, in the words of the API.</summary>
internal static class InstanceProblems
{
    /// <summary>The last probe failed.</summary>
    public const string LastCheckInvalid = "last_check_invalid";

    /// <summary>The last probe is long ago.</summary>
    public const string NotRecentlyChecked = "not_recently_checked";

    /// <summary>It has replication threads and not both run.</summary>
    public const string NotReplicating = "not_replicating";

    /// <summary>It lags, its configured delay allowed for.</summary>
    public const string ReplicationLag = "replication_lag";

    /// <summary>It has transactions that its master has not.</summary>
    public const string ErrantGtid = "errant_gtid";

    /// <summary>It is a member of a replication group and not online.</summary>
    public const string GroupMemberNotOnline = "group_replication_member_not_online";

    /// <summary>At most one of the first four, most important first, then the other two independently.</summary>
    public static ImmutableArray<string> Of(Instance instance, DateTimeOffset now, HealthLimits limits)
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        if (MostImportant(instance, now, limits) is { } problem)
        {
            problems.Add(problem);
        }

        if (instance.GtidErrant.Length > 0)
        {
            problems.Add(ErrantGtid);
        }

        if (instance.IsGroupMember && instance.Group.MemberState != "ONLINE")
        {
            problems.Add(GroupMemberNotOnline);
        }

        return problems.DrainToImmutable();
    }

    /// <summary>Whether it belongs in the list of problems, before downtime and filters are looked at.</summary>
    /// <remarks>Wider than <see cref="Of"/>: a lag reported by the server counts also when a lag query says otherwise.</remarks>
    public static bool Any(Instance instance, DateTimeOffset now, HealthLimits limits)
        => !instance.IsLastCheckValid
            || !Of(instance, now, limits).IsEmpty
            || instance.IoThread is not (ReplicationThreadState.NoThread or ReplicationThreadState.Running)
            || instance.SqlThread is not (ReplicationThreadState.NoThread or ReplicationThreadState.Running)
            || Exceeds(instance.SecondsBehindMaster, instance.SqlDelaySeconds, limits.ReplicationLag);

    private static string? MostImportant(Instance instance, DateTimeOffset now, HealthLimits limits)
        => !instance.IsLastCheckValid ? LastCheckInvalid
            : !instance.IsRecentlyChecked(now, limits.PollInterval) ? NotRecentlyChecked
            : instance.ReplicationThreadsExist && !instance.ReplicationThreadsRun ? NotReplicating
            : Exceeds(instance.ReplicationLagSeconds, instance.SqlDelaySeconds, limits.ReplicationLag) ? ReplicationLag
            : null;

    private static bool Exceeds(long? seconds, long delay, TimeSpan limit)
        => seconds is { } lag && Math.Abs(lag - delay) > limit.TotalSeconds;
}
