using Ham4db.Client.Contract;
using Ham4db.Server.Topology;

namespace Ham4db.Server.Tests.Topology;

public class TopologyDrawingTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly HealthLimits Limits = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20));

    private static readonly Instance[] Shop =
    [
        Seen("shop-a") with { SemiSync = new SemiSync { MasterStatus = true } },
        Replica("shop-b", "shop-a") with { InstanceAlias = "standby", SemiSync = new SemiSync { ReplicaStatus = true } },
        Replica("shop-c", "shop-b") with { ReplicationLagSeconds = 134, SecondsBehindMaster = 134 },
        Replica("shop-d", "shop-b") with { SqlThread = ReplicationThreadState.Stopped, GtidErrant = "x:1" },
        Replica("shop-e", "shop-a") with { Key = new InstanceKey("shop-e", 13306), Version = "5.7.44-log", LastSeen = Now.AddSeconds(-60) },
    ];

    [Fact]
    public void Plain_MixedHealth_AlignsBrackets()
        => Drawing("shop-d").Plain(Shop).ShouldBe(
            """
            shop-a:3306             [0s,ok,8.0.36,rw,ROW,>>,GTID,semi:master]
            + shop-b:3306 (standby) [0s,ok,8.0.36,ro,ROW,>>,GTID,semi:replica]
              + shop-c:3306         [134s,lag,8.0.36,ro,ROW,>>,GTID]
              - shop-d:3306         [null,nonreplicating,8.0.36,ro,ROW,>>,GTID:errant,downtimed]
            - shop-e:13306          [unknown,invalid,5.7.44-log,ro,ROW,>>,GTID]
            """);

    [Fact]
    public void Tabulated_MixedHealth_AlignsColumns()
        => Drawing("shop-d").Tabulated(Shop).ShouldBe(string.Join('\n',
            "shop-a:3306            |     0s|ok            |8.0.36    |rw|ROW|>>,GTID,semi:master     ",
            "+ shop-b:3306 (standby)|     0s|ok            |8.0.36    |ro|ROW|>>,GTID,semi:replica    ",
            "  + shop-c:3306        |   134s|lag           |8.0.36    |ro|ROW|>>,GTID                 ",
            "  - shop-d:3306        |   null|nonreplicating|8.0.36    |ro|ROW|>>,GTID:errant,downtimed",
            "- shop-e:13306         |unknown|invalid       |5.7.44-log|ro|ROW|>>,GTID                 "));

    [Fact]
    public void Plain_CoMastersWithoutRoot_DrawsBothTrees()
    {
        Instance[] pair =
        [
            MariaDb("pair-1", "pair-2") with { IsCoMaster = true, ReadOnly = false },
            MariaDb("pair-2", "pair-1") with { IsCoMaster = true },
            MariaDb("pair-3", "pair-1") with { LogBinEnabled = false },
            MariaDb("pair-4", "pair-2"),
        ];

        Drawing().Plain(pair).ShouldBe(
            """
            + pair-1:3306   [0s,ok,10.11.6-MariaDB-log,rw,MIXED,>>]
              + pair-3:3306 [0s,ok,10.11.6-MariaDB-log,ro,nobinlog]
            + pair-2:3306   [0s,ok,10.11.6-MariaDB-log,ro,MIXED,>>]
              + pair-4:3306 [0s,ok,10.11.6-MariaDB-log,ro,MIXED,>>]
            """);
    }

    [Fact]
    public void Plain_ReplicationGroup_CountsColumnsInBytes()
    {
        var primary = new InstanceKey("grp-1", 3306);
        var group = new ReplicationGroup { Name = "g", MemberState = "ONLINE", MemberRole = "SECONDARY", PrimaryKey = primary };
        Instance[] cluster =
        [
            Seen("grp-1") with { Group = group with { MemberRole = "PRIMARY" } },
            Seen("grp-2") with { Group = group, ReadOnly = true },
            Seen("grp-3") with { Group = group, ReadOnly = true },
            Replica("repl-9", "grp-2") with { ReplicationLagSeconds = 3 },
        ];

        Drawing().Plain(cluster).ShouldBe(
            """
            grp-1:3306      [0s,ok,8.0.36,rw,ROW,>>,GTID]
            ‡ grp-2:3306  [0s,ok,8.0.36,ro,ROW,>>,GTID]
              + repl-9:3306 [3s,ok,8.0.36,ro,ROW,>>,GTID]
            ‡ grp-3:3306  [0s,ok,8.0.36,ro,ROW,>>,GTID]
            """);
    }

    [Fact]
    public void Plain_NeverSeen_LeavesEmptyTextsOut()
        => Drawing().Plain([new Instance { Key = new InstanceKey("never-seen", 3306) }]).ShouldBe("never-seen:3306 [unknown,invalid,rw,nobinlog]");

    [Fact]
    public void Tabulated_NeverSeen_KeepsEmptyColumns()
        => Drawing().Tabulated([new Instance { Key = new InstanceKey("never-seen", 3306) }]).ShouldBe("never-seen:3306|unknown|invalid||rw|nobinlog|");

    [Fact]
    public void Plain_NoInstances_IsEmpty() => Drawing().Plain([]).ShouldBeEmpty();

    [Fact]
    public void Tabulated_NoInstances_IsEmpty() => Drawing().Tabulated([]).ShouldBeEmpty();

    [Fact]
    public void Plain_SeveralRoots_DrawsTheLastAlone()
        => Drawing().Plain([Seen("a"), Replica("b", "a"), Seen("c")]).ShouldBe("c:3306 [0s,ok,8.0.36,rw,ROW,>>,GTID]");

    [Fact]
    public void Plain_RingWithoutCoMasters_IsEmpty()
        => Drawing().Plain([Replica("a", "c"), Replica("b", "a"), Replica("c", "b")]).ShouldBeEmpty();

    [Fact]
    public void Plain_InstanceThatReplicatesFromItself_Ends()
        => Drawing().Plain([Replica("a", "a") with { IsCoMaster = true }]).ShouldBe("+ a:3306 [0s,ok,8.0.36,ro,ROW,>>,GTID]");

    [Fact]
    public void Plain_PortsAreOrderedAsNumbers()
        => Drawing().Plain([Seen("m"), Replica("r", "m", 10000), Replica("r", "m", 9999)]).ShouldBe(
            """
            m:3306    [0s,ok,8.0.36,rw,ROW,>>,GTID]
            + r:9999  [0s,ok,8.0.36,ro,ROW,>>,GTID]
            + r:10000 [0s,ok,8.0.36,ro,ROW,>>,GTID]
            """);

    [Theory]
    [InlineData(0, 21L, "lag")]
    [InlineData(0, 20L, "ok")]
    [InlineData(3600, 3600L, "ok")]
    [InlineData(3600, 3579L, "lag")]
    public void Plain_ConfiguredDelay_IsAllowedFor(long delay, long behind, string status)
        => Drawing().Plain([Seen("a"), Replica("b", "a") with { SqlDelaySeconds = delay, SecondsBehindMaster = behind }])
            .ShouldEndWith($"+ b:3306 [0s,{status},8.0.36,ro,ROW,>>,GTID]");

    private static TopologyDrawing Drawing(params string[] downtimed)
        => new(
            key => downtimed.Contains(key.Hostname)
                ? new InstanceDecisions { Downtime = new DowntimeWindow("o", "r", Now, Now.AddHours(1)) }
                : InstanceDecisions.None,
            Now,
            Limits);

    private static Instance Seen(string host) => new()
    {
        Key = new InstanceKey(host, 3306),
        Version = "8.0.36",
        BinlogFormat = "ROW",
        LogBinEnabled = true,
        LogReplicaUpdates = true,
        GtidMode = "ON",
        LastSeen = Now.AddSeconds(-1),
        LastChecked = Now.AddSeconds(-1),
    };

    private static Instance Replica(string host, string master, int port = 3306) => Seen(host) with
    {
        Key = new InstanceKey(host, port),
        ReadOnly = true,
        MasterKey = new InstanceKey(master, 3306),
        UsingOracleGtid = true,
        IoThread = ReplicationThreadState.Running,
        SqlThread = ReplicationThreadState.Running,
        SecondsBehindMaster = 0,
        ReplicationLagSeconds = 0,
    };

    private static Instance MariaDb(string host, string master) => Replica(host, master) with
    {
        Version = "10.11.6-MariaDB-log",
        BinlogFormat = "MIXED",
        GtidMode = "",
        UsingOracleGtid = false,
        ReadBinlogCoordinates = new BinlogCoordinates("bin.1", 4, BinlogType.Binary),
    };
}
