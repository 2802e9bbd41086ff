using Ham4db.Client.Contract;
using Ham4db.Server.Topology;

namespace Ham4db.Server.Tests.Topology;

public class InstanceHealthTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly HealthLimits Limits = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20));

    private static readonly Instance Healthy = new()
    {
        Key = new InstanceKey("a", 3306),
        MasterKey = new InstanceKey("m", 3306),
        UsingMariaDbGtid = true,
        IoThread = ReplicationThreadState.Running,
        SqlThread = ReplicationThreadState.Running,
        ReplicationLagSeconds = 0,
        LastChecked = Now,
        LastSeen = Now,
    };

    public static TheoryData<string, Instance> Ill => new()
    {
        { "", Healthy },
        { "last_check_invalid", Healthy with { LastSeen = Now.AddSeconds(-1) } },
        { "last_check_invalid", Healthy with { LastSeen = null, IoThread = ReplicationThreadState.Stopped } },
        { "not_recently_checked", Healthy with { LastSeen = Now.AddSeconds(-26), LastChecked = Now.AddSeconds(-26) } },
        { "", Healthy with { LastSeen = Now.AddSeconds(-25), LastChecked = Now.AddSeconds(-25) } },
        { "not_replicating", Healthy with { IoThread = ReplicationThreadState.Other, ReplicationLagSeconds = 99 } },
        { "", Healthy with { IoThread = ReplicationThreadState.NoThread, SqlThread = ReplicationThreadState.NoThread } },
        { "replication_lag", Healthy with { ReplicationLagSeconds = 11 } },
        { "", Healthy with { ReplicationLagSeconds = 10 } },
        { "replication_lag", Healthy with { SqlDelaySeconds = 60, ReplicationLagSeconds = 0 } },
        { "", Healthy with { SqlDelaySeconds = 60, ReplicationLagSeconds = 65 } },
        { "", Healthy with { ReplicationLagSeconds = null } },
        { "errant_gtid", Healthy with { GtidErrant = "x" } },
        { "replication_lag errant_gtid", Healthy with { ReplicationLagSeconds = 11, GtidErrant = "x" } },
        { "group_replication_member_not_online", Healthy with { Group = new ReplicationGroup { Name = "g", MemberState = "RECOVERING" } } },
        { "", Healthy with { Group = new ReplicationGroup { Name = "g", MemberState = "ONLINE" } } },
    };

    [Theory]
    [MemberData(nameof(Ill))]
    public void Problems_Table(string expected, Instance instance)
        => string.Join(' ', InstanceProblems.Of(instance, Now, Limits)).ShouldBe(expected);

    [Fact]
    public void Any_LagOfTheServerItself_CountsBesideTheLagQuery()
    {
        var instance = Healthy with { SecondsBehindMaster = 86 };

        InstanceProblems.Any(instance, Now, Limits).ShouldBeTrue();
        InstanceProblems.Of(instance, Now, Limits).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(5, true, true)]
    [InlineData(6, false, true)]
    [InlineData(25, false, true)]
    [InlineData(26, false, false)]
    public void Freshness_DependsOnThePollInterval(int age, bool upToDate, bool recent)
    {
        var instance = Healthy with { LastChecked = Now.AddSeconds(-age) };

        instance.IsUpToDate(Now, Limits.PollInterval).ShouldBe(upToDate);
        instance.IsRecentlyChecked(Now, Limits.PollInterval).ShouldBe(recent);
    }

    [Theory]
    [InlineData("", 0, true, "", false)]
    [InlineData("_", 3306, true, "bin.1", false)]
    [InlineData("m", 0, true, "bin.1", false)]
    [InlineData("m", 3306, false, "", false)]
    [InlineData("m", 3306, true, "", true)]
    [InlineData("m", 3306, false, "bin.1", true)]
    [InlineData("//m", 3306, true, "", true)]
    public void IsReplica_Table(string host, int port, bool gtid, string readFile, bool expected)
    {
        var instance = Healthy with
        {
            MasterKey = new InstanceKey(host, port),
            UsingMariaDbGtid = gtid,
            ReadBinlogCoordinates = new BinlogCoordinates(readFile, 4, BinlogType.Binary),
        };

        instance.IsReplica.ShouldBe(expected);
        instance.IsMaster.ShouldBe(!expected);
    }

    [Fact]
    public void IsMaster_GroupSecondary_IsNone()
    {
        var instance = new Instance { Key = new InstanceKey("a", 1), Group = new ReplicationGroup { Name = "g", MemberRole = "SECONDARY" } };

        instance.IsMaster.ShouldBeFalse();
        (instance with { Group = instance.Group with { MemberRole = "PRIMARY" } }).IsMaster.ShouldBeTrue();
    }
}
