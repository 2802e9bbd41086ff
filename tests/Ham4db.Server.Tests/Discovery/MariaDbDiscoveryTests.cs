using Ham4db.Client.Contract;
using Ham4db.Server.Discovery;
using Ham4db.Server.Topology;
using Ham4db.Testing;

namespace Ham4db.Server.Tests.Discovery;

/// <summary>Discovery of real servers: one master and two replicas.</summary>
public sealed class MariaDbDiscoveryTests(MariaDbDiscoveryTests.Servers servers) : IClassFixture<MariaDbDiscoveryTests.Servers>
{
    private static readonly string[] Positions = ["mysql-bin.", "relay-bin."];

    private MariaDbTopology Topology => servers.Topology;

    private InstanceKey Master => new("127.0.0.1", Topology.Master.Port);

    private InstanceKey[] Replicas => [.. Topology.Replicas.Select(replica => new InstanceKey("127.0.0.1", replica.Port)).Order()];

    [Fact]
    public async Task Seed_Replica_WholeTopologyIsFound()
    {
        await using var node = await DiscoveryNode.StartAsync(DiscoveryNode.Polling(Replicas[0]));

        var master = await node.SeesAsync(Master, "master of two", seen => seen.Replicas.SequenceEqual(Replicas));
        var replica = await node.SeesAsync(Replicas[1], "in its master's cluster", seen => seen.ClusterName == Master.ToString());
        var seed = await node.SeesAsync(Replicas[0], "in its master's cluster", seen => seen.ClusterName == Master.ToString());

        master.IsMaster.ShouldBeTrue();
        master.ReadOnly.ShouldBeFalse();
        master.ReplicationDepth.ShouldBe(0);
        master.IsLastCheckValid.ShouldBeTrue();
        new[] { replica, seed }.Count(one => one.IsReplicaRunning && one.MasterKey == Master && one.ReplicationDepth == 1).ShouldBe(2);
    }

    [Fact]
    public async Task Probe_Replica_EveryFieldIsReadAsMariaDbHasIt()
    {
        await using var node = DiscoveryNode.Create(DiscoveryNode.Polling());

        var replica = await node.Discovery.ProbeAsync(Replicas[0], CancellationToken.None);

        replica.ShouldSatisfyAllConditions(
            () => replica.Key.ShouldBe(Replicas[0]),
            () => replica.MasterKey.ShouldBe(Master),
            () => replica.ServerId.ShouldBe(Replicas[0].Port),
            () => replica.Version.ShouldContain("MariaDB"),
            () => replica.VersionComment.ShouldNotBeEmpty(),
            () => replica.ReadOnly.ShouldBeTrue(),
            () => replica.BinlogFormat.ShouldBe("ROW"),
            () => replica.LogBinEnabled.ShouldBeTrue(),
            () => replica.LogReplicaUpdates.ShouldBeTrue(),
            () => replica.SelfBinlogCoordinates.LogFile.ShouldStartWith(Positions[0]),
            () => replica.SelfBinlogCoordinates.LogPos.ShouldBePositive(),
            () => replica.ReadBinlogCoordinates.LogFile.ShouldStartWith(Positions[0]),
            () => replica.ExecBinlogCoordinates.LogPos.ShouldBePositive(),
            () => replica.RelaylogCoordinates.LogFile.ShouldStartWith(Positions[1]),
            () => replica.RelaylogCoordinates.Type.ShouldBe(BinlogType.Relay),
            () => replica.UsingMariaDbGtid.ShouldBeTrue(),
            () => replica.UsingOracleGtid.ShouldBeFalse(),
            () => replica.MasterUuid.ShouldBe("No"),
            () => replica.ServerUuid.ShouldBeEmpty(),
            () => replica.GtidMode.ShouldBeEmpty(),
            () => replica.SecondsBehindMaster.ShouldNotBeNull(),
            () => replica.ReplicationLagSeconds.ShouldBe(replica.SecondsBehindMaster),
            () => replica.HasReplicationCredentials.ShouldBeTrue(),
            () => replica.ReplicationCredentialsAvailable.ShouldBeFalse(),
            () => replica.SemiSync.Available.ShouldBeTrue(),
            () => replica.SemiSync.MasterTimeoutMilliseconds.ShouldBe(10_000),
            () => replica.AllowTls.ShouldBeFalse(),
            () => replica.LastSqlError.ShouldBeEmpty(),
            () => replica.LastSeen.ShouldNotBeNull(),
            () => replica.LastSeen.ShouldBe(replica.LastChecked),
            () => replica.LastDiscoveryLatency.ShouldBeGreaterThan(TimeSpan.Zero));
    }

    [Fact]
    public async Task Probe_NotByShowSlaveHosts_ReplicasComeFromDumpThreadsWithTheMastersPort()
    {
        var options = DiscoveryNode.Polling();
        await using var node = DiscoveryNode.Create(options with { Discovery = options.Discovery with { ByShowSlaveHosts = false } });

        var master = await node.Discovery.ProbeAsync(Master, CancellationToken.None);

        master.Replicas.ShouldBe([Master]);
    }

    [Fact]
    public async Task Probe_ConfiguredQueries_TheirAnswersAreKept()
    {
        var options = DiscoveryNode.Polling();
        await using var node = DiscoveryNode.Create(options with
        {
            Discovery = options.Discovery with
            {
                ReplicationLagQuery = "select -7",
                DetectClusterAliasQuery = "select 'ci'; -- with a remark",
                DetectClusterDomainQuery = "select 'ci.example'",
                DetectDataCenterQuery = "select concat('dc', @@port);",
                DetectRegionQuery = "select region from nowhere.at_all",
                RegionPattern = "^(127)",
                DetectPhysicalEnvironmentQuery = "select 'prod'",
                DetectInstanceAliasQuery = "select 'one'",
                DetectSemiSyncEnforcedQuery = "select 3",
                DetectPromotionRuleQuery = "select 'prefer_not'",
            },
        });

        var master = await node.Discovery.ProbeAsync(Master, CancellationToken.None);

        master.ShouldSatisfyAllConditions(
            () => master.ReplicationLagSeconds.ShouldBe(0),
            () => master.SuggestedClusterAlias.ShouldBe("ci"),
            () => master.ClusterDomain.ShouldBe("ci.example"),
            () => master.DataCenter.ShouldBe($"dc{Master.Port}"),
            () => master.Region.ShouldBe("127"),
            () => master.PhysicalEnvironment.ShouldBe("prod"),
            () => master.InstanceAlias.ShouldBe("one"),
            () => master.SemiSync.Priority.ShouldBe(3),
            () => master.DetectedPromotionRule.ShouldBe(PromotionRule.PreferNot));
    }

    [Fact]
    public async Task Probe_ConfiguredQueryHangs_InstanceIsValidAllTheSame()
    {
        var options = DiscoveryNode.Polling();
        await using var node = DiscoveryNode.Create(options with { Discovery = options.Discovery with { ReplicationLagQuery = "select sleep(60)" } });

        var replica = await node.Discovery.ProbeAsync(Replicas[0], CancellationToken.None);
        var again = await node.Discovery.ProbeAsync(Replicas[0], CancellationToken.None);

        replica.IsLastCheckValid.ShouldBeTrue();
        again.ReplicationLagSeconds.ShouldBe(again.SecondsBehindMaster);
    }

    [Fact]
    public async Task Probe_WrongPassword_SaysWhoWasRefusedAndNotThePassword()
    {
        var options = DiscoveryNode.Polling();
        await using var node = DiscoveryNode.Create(options with { Managed = options.Managed with { Password = "not-the-password" } });

        var failure = await Should.ThrowAsync<ProbeFailedException>(() => node.Discovery.ProbeAsync(Master, CancellationToken.None));

        failure.Message.ShouldContain(Master.ToString());
        failure.Message.ShouldContain("user 'ham4db'");
        failure.Message.ShouldContain("MySQLTopologyPassword");
        failure.ToString().ShouldNotContain("not-the-password");
    }

    [Fact]
    public async Task Probe_MissingPrivilege_SaysWhatCouldNotBeRead()
    {
        await Topology.Master.ExecuteAsync("CREATE OR REPLACE USER 'weak'@'%' IDENTIFIED BY 'weak'");
        var options = DiscoveryNode.Polling();
        await using var node = DiscoveryNode.Create(options with { Managed = options.Managed with { User = "weak", Password = "weak" } });

        var failure = await Should.ThrowAsync<ProbeFailedException>(() => node.Discovery.ProbeAsync(Master, CancellationToken.None));

        failure.Message.ShouldContain("replica status");
        failure.Message.ShouldContain("privilege");
        failure.IsPartial.ShouldBeTrue();
    }

    /// <summary>The servers, shared by the tests of this class, which only read them.</summary>
    public sealed class Servers : IAsyncLifetime
    {
        public MariaDbTopology Topology { get; private set; } = null!;

        public async Task InitializeAsync() => Topology = await MariaDbTopology.StartAsync(replicas: 2);

        public async Task DisposeAsync() => await Topology.DisposeAsync();
    }
}
