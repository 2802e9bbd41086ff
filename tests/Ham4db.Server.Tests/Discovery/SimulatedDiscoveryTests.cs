using Ham4db.Client.Contract;
using Ham4db.Server.Discovery;
using Ham4db.Server.Topology;
using Ham4db.Simulator;

namespace Ham4db.Server.Tests.Discovery;

/// <summary>Discovery in all dialects, and what it makes of servers that are not well.</summary>
public sealed class SimulatedDiscoveryTests
{
    public static TheoryData<SimulatedDialect, string, bool> Dialects => new()
    {
        { SimulatedDialect.MariaDb1011, "MariaDB", false },
        { SimulatedDialect.MySql57, "MySQL", true },
        { SimulatedDialect.MySql80, "MySQL", true },
        { SimulatedDialect.MySql84, "MySQL", true },
    };

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task Seed_AnyDialect_TreeIsFoundAndReplicates(SimulatedDialect dialect, string flavor, bool hasOracleGtid)
    {
        await using var fleet = SimulatedFleet.Tree(3, dialect);
        var master = Key(fleet.Instances[0]);
        await using var node = await DiscoveryNode.StartAsync(DiscoveryNode.Polling(Key(fleet.Instances[2])));

        var root = await node.SeesAsync(master, "master of three", seen => seen.Replicas.Length == 3 && (!hasOracleGtid || seen.ExecutedGtidSet.Length > 0));
        foreach (var replica in fleet.Instances.Skip(1))
        {
            var seen = await node.SeesAsync(Key(replica), "replicating below its master", seen => seen.IsReplicaRunning && seen.ReplicationDepth == 1);
            seen.ClusterName.ShouldBe(master.ToString());
            seen.LogReplicaUpdates.ShouldBeTrue();
            seen.LogBinEnabled.ShouldBeTrue();
            seen.SelfBinlogCoordinates.LogFile.ShouldNotBeEmpty();
            seen.UsingOracleGtid.ShouldBe(hasOracleGtid);
            seen.UsingMariaDbGtid.ShouldBe(!hasOracleGtid);
            seen.ServerUuid.Length.ShouldBe(hasOracleGtid ? 36 : 0);
            seen.MasterUuid.ShouldBe(hasOracleGtid ? fleet.Instances[0].ServerUuid : "No");
            seen.AncestryUuid.ShouldBe(hasOracleGtid ? $"{fleet.Instances[0].ServerUuid},{replica.ServerUuid}" : string.Empty);
        }

        root.FlavorName.ShouldBe(flavor);
        root.UptimeSeconds.ShouldBeGreaterThanOrEqualTo(0);
        root.GtidMode.ShouldBe(hasOracleGtid ? "ON" : string.Empty);
    }

    [Fact]
    public async Task Poll_KnownServer_SendsItsStatementsOverOneConnection()
    {
        await using var fleet = SimulatedFleet.Tree(0, SimulatedDialect.MySql84);
        var key = Key(fleet.Instances[0]);
        await using var node = DiscoveryNode.Create(DiscoveryNode.Polling());

        for (var i = 0; i < 5; i++)
        {
            await node.Discovery.ProbeAsync(key, CancellationToken.None);
        }

        fleet.Instances[0].ConnectionsAccepted.ShouldBe(1);
    }

    [Fact]
    public async Task Replica_AppearsAndIsRepointed_IsFollowed()
    {
        await using var fleet = SimulatedFleet.Tree(1);
        var (master, replica) = (fleet.Instances[0], fleet.Instances[1]);
        await using var node = await DiscoveryNode.StartAsync(DiscoveryNode.Polling(Key(master)));
        await node.SeesAsync(Key(replica), "a replica", seen => seen.ReplicationDepth == 1);

        var late = fleet.AddReplicaOf(master);
        await node.SeesAsync(Key(late), "a replica", seen => seen.ReplicationDepth == 1);
        late.ReplicateFrom(replica);

        await node.SeesAsync(Key(late), "a replica of the replica", seen => seen.ReplicationDepth == 2 && seen.MasterKey == Key(replica));
        await node.SeesAsync(Key(master), "left by it", seen => seen.Replicas.SequenceEqual([Key(replica)]));
        node.Inventory.Current.ReplicasOf(Key(replica)).ShouldBe([Key(late)]);
    }

    [Fact]
    public async Task Server_Stops_IsKeptAsInvalidUntilItIsBack()
    {
        await using var fleet = SimulatedFleet.Tree(1);
        var replica = fleet.Instances[1];
        await using var node = await DiscoveryNode.StartAsync(DiscoveryNode.Polling(Key(fleet.Instances[0])));
        var good = await node.SeesAsync(Key(replica), "valid", seen => seen.IsLastCheckValid);

        replica.Stop();
        var lost = await node.SeesAsync(Key(replica), "invalid", seen => !seen.IsLastCheckValid);
        replica.Start();

        lost.LastCheckError.ShouldStartWith($"{Key(replica)} refused the connection");
        lost.LastSeen.ShouldNotBeNull().ShouldBeLessThan(lost.LastChecked!.Value);
        lost.Version.ShouldBe(good.Version);
        (await node.SeesAsync(Key(replica), "valid again", seen => seen.IsLastCheckValid)).LastCheckError.ShouldBeEmpty();
    }

    [Fact]
    public async Task Server_RestartedBetweenPolls_NextProbeSucceeds()
    {
        await using var fleet = SimulatedFleet.Tree(0);
        var server = fleet.Instances[0];
        await using var node = DiscoveryNode.Create(DiscoveryNode.Polling());
        await node.Discovery.ProbeAsync(Key(server), CancellationToken.None);

        server.Stop();
        server.Start();
        var seen = await node.Discovery.ProbeAsync(Key(server), CancellationToken.None);

        seen.IsLastCheckValid.ShouldBeTrue();
        server.ConnectionsAccepted.ShouldBe(2);
    }

    [Fact]
    public async Task Server_HangsOnPooledConnection_ProbeEndsAndOthersArePolledOn()
    {
        await using var fleet = SimulatedFleet.Tree(2);
        var hung = fleet.Instances[1];
        await using var node = await DiscoveryNode.StartAsync(DiscoveryNode.Polling(Key(fleet.Instances[0])));
        await node.SeesAsync(Key(hung), "valid", seen => seen.IsLastCheckValid);

        hung.Hang();

        var lost = await node.SeesAsync(Key(hung), "invalid", seen => !seen.IsLastCheckValid);
        lost.LastCheckError.ShouldContain("within 1 s");
        var before = node.Find(Key(fleet.Instances[2]))!.LastSeen!.Value;
        await node.SeesAsync(Key(fleet.Instances[2]), "polled on", seen => seen.LastSeen > before);
        hung.Start();
        await node.SeesAsync(Key(hung), "valid again", seen => seen.IsLastCheckValid);
    }

    [Fact]
    public async Task Probe_AcceptsAndNeverAnswers_FailsWithinTheConnectTimeout()
    {
        await using var fleet = SimulatedFleet.Tree(0);
        fleet.Instances[0].Hang();
        await using var node = DiscoveryNode.Create(DiscoveryNode.Polling());

        var failure = await Should.ThrowAsync<ProbeFailedException>(
            () => node.Discovery.ProbeAsync(Key(fleet.Instances[0]), CancellationToken.None));

        failure.Message.ShouldContain("did not answer within 1 s of connecting");
        failure.IsPartial.ShouldBeFalse();
    }

    [Fact]
    public async Task Probe_OneKeyManyCallers_ShareOneProbe()
    {
        await using var fleet = SimulatedFleet.Tree(0);
        var statements = 0;
        var server = fleet.Add(new SimulatedInstanceOptions { OnStatement = _ => Interlocked.Increment(ref statements) });
        await using var node = DiscoveryNode.Create(DiscoveryNode.Polling());
        server.Hang();

        var probes = Enumerable.Range(0, 20).Select(_ => node.Discovery.ProbeAsync(Key(server), CancellationToken.None)).ToList();
        server.Start();
        await Task.WhenAll(probes);

        server.ConnectionsAccepted.ShouldBe(1);
        node.Find(Key(server)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Probe_SoftStatementRefused_RestIsRead()
    {
        await using var fleet = SimulatedFleet.Tree(1);
        var master = fleet.Instances[0];
        master.Refuse("SHOW MASTER STATUS", 1227, "42000", "Access denied; you need (at least one of) the SUPER, BINLOG MONITOR privilege(s)");
        await using var node = DiscoveryNode.Create(DiscoveryNode.Polling());

        var seen = await node.Discovery.ProbeAsync(Key(master), CancellationToken.None);

        seen.IsLastCheckValid.ShouldBeTrue();
        seen.SelfBinlogCoordinates.LogFile.ShouldBeEmpty();
        seen.Replicas.Length.ShouldBe(1);
        seen.SemiSync.Available.ShouldBeTrue();
    }

    [Fact]
    public async Task Server_Upgraded_IsAskedInItsNewWords()
    {
        await using var fleet = new SimulatedFleet();
        var old = fleet.Add(new SimulatedInstanceOptions { Dialect = SimulatedDialect.MySql57 });
        await using var node = DiscoveryNode.Create(DiscoveryNode.Polling());
        await node.Discovery.ProbeAsync(Key(old), CancellationToken.None);

        await old.DisposeAsync();
        fleet.Add(new SimulatedInstanceOptions { Dialect = SimulatedDialect.MySql84, Port = old.Port });
        var seen = await node.Discovery.ProbeAsync(Key(old), CancellationToken.None);

        seen.Version.ShouldStartWith("8.4");
    }

    [Fact]
    public async Task Group_SinglePrimary_MembersAndRolesAreRead()
    {
        await using var fleet = new SimulatedFleet();
        var group = new SimulatedGroup();
        var members = Enumerable.Range(0, 3).Select(_ => fleet.Add(new SimulatedInstanceOptions { Dialect = SimulatedDialect.MySql84 })).ToList();
        members.ForEach(member => member.Join(group));
        await using var node = await DiscoveryNode.StartAsync(DiscoveryNode.Polling(Key(members[1])));

        var primary = await node.SeesAsync(Key(members[0]), "primary", seen => seen.IsGroupPrimary);
        var secondary = await node.SeesAsync(Key(members[2]), "below the primary", seen => seen.IsGroupSecondary && seen.ReplicationDepth == 1);

        primary.Group.Name.ShouldBe(group.Name);
        primary.Group.IsSinglePrimary.ShouldBeTrue();
        primary.Group.MemberState.ShouldBe("ONLINE");
        secondary.Group.Members.ShouldBe(new[] { Key(members[0]), Key(members[1]) }.Order());
        secondary.ClusterName.ShouldBe(Key(members[0]).ToString());
    }

    [Fact]
    public async Task Seed_Unreachable_IsShownAsInvalidAndFoundLater()
    {
        await using var fleet = SimulatedFleet.Tree(0);
        var seed = fleet.Instances[0];
        seed.Stop();
        await using var node = await DiscoveryNode.StartAsync(DiscoveryNode.Polling(Key(seed)));

        var dead = await node.SeesAsync(Key(seed), "unreachable", seen => !seen.IsLastCheckValid);
        seed.Start();

        dead.LastSeen.ShouldBeNull();
        dead.ClusterName.ShouldBe(Key(seed).ToString());
        await node.SeesAsync(Key(seed), "valid", seen => seen.IsLastCheckValid && seen.Version.Length > 0);
    }

    [Fact]
    public async Task Master_Unreachable_IsTakenInBecauseReplicasAreConnectedToIt()
    {
        await using var fleet = SimulatedFleet.Tree(1);
        var closed = new SimulatedInstanceOptions { Password = "another" };
        var master = fleet.Add(closed);
        var replica = fleet.AddReplicaOf(master, new SimulatedInstanceOptions());
        await using var node = await DiscoveryNode.StartAsync(DiscoveryNode.Polling(Key(replica)));

        var seen = await node.SeesAsync(Key(master), "a master that lets nobody in", seen => !seen.IsLastCheckValid);

        seen.LastCheckError.ShouldContain("refused the login");
        await node.SeesAsync(Key(replica), "below it", below => below.ReplicationDepth == 1 && below.ClusterName == Key(master).ToString());
    }

    [Fact]
    public async Task Replica_GuessedPortWrong_IsNotTakenIn()
    {
        await using var fleet = SimulatedFleet.Tree(1);
        var master = fleet.Instances[0];
        var options = DiscoveryNode.Polling(Key(master));
        await using var node = await DiscoveryNode.StartAsync(options with
        {
            Discovery = options.Discovery with { ByShowSlaveHosts = false, MySqlHostnameResolveMethod = "none" },
        });

        var seen = await node.SeesAsync(Key(master), "probed twice", seen => seen.Replicas.Length > 0);
        await node.SeesAsync(Key(master), "probed again", again => again.LastSeen > seen.LastSeen);

        node.Inventory.Current.Instances.Keys.ShouldBe([Key(master)]);
    }

    [Fact]
    public async Task Name_OtherThanGiven_InstanceIsKnownByItsOwnNameOnly()
    {
        await using var fleet = new SimulatedFleet();
        var master = fleet.Add(new SimulatedInstanceOptions { ReportHost = "localhost" });
        var replica = fleet.AddReplicaOf(master, new SimulatedInstanceOptions { ReportHost = "localhost" });
        var given = Key(replica);
        await using var node = await DiscoveryNode.StartAsync(DiscoveryNode.Polling(given));

        var own = new InstanceKey("localhost", replica.Port);
        var root = new InstanceKey("localhost", master.Port);
        await node.SeesAsync(own, "a replica of its master's own name", seen => seen.MasterKey == root && seen.ClusterName == root.ToString());

        node.Inventory.Current.Instances.Keys.Order().ShouldBe(new[] { own, root }.Order());
    }

    [Fact]
    public async Task Restart_MasterOfOtherNameIsDown_ReplicasStayBelowIt()
    {
        await using var fleet = new SimulatedFleet();
        var master = fleet.Add(new SimulatedInstanceOptions { ReportHost = "localhost" });
        var replica = fleet.AddReplicaOf(master, new SimulatedInstanceOptions { ReportHost = "localhost" });
        var own = new InstanceKey("localhost", replica.Port);
        var root = new InstanceKey("localhost", master.Port);
        var store = new MemoryInventoryStore();
        await using (var first = await DiscoveryNode.StartAsync(DiscoveryNode.Polling(Key(replica)), store))
        {
            await first.SeesAsync(own, "below the master's own name", seen => seen.MasterKey == root && seen.ReplicationDepth == 1);
        }

        master.Stop();
        await using var second = await DiscoveryNode.StartAsync(DiscoveryNode.Polling(Key(replica)), store);
        var stored = second.Find(own)!.LastSeen;
        await second.SeesAsync(root, "down", seen => !seen.IsLastCheckValid);
        var probed = await second.SeesAsync(own, "probed anew", seen => seen.LastSeen > stored);

        probed.MasterKey.ShouldBe(root);
        probed.ClusterName.ShouldBe(root.ToString());
        second.Inventory.Current.Instances.Keys.Order().ShouldBe(new[] { own, root }.Order());
    }

    [Fact]
    public async Task Filters_IgnoredServers_AreNotTakenIn()
    {
        await using var fleet = SimulatedFleet.Tree(2);
        var (master, kept, ignored) = (Key(fleet.Instances[0]), Key(fleet.Instances[1]), Key(fleet.Instances[2]));
        var options = DiscoveryNode.Polling(master);
        await using var node = await DiscoveryNode.StartAsync(options with
        {
            Discovery = options.Discovery with { IgnoreReplicaHostnameFilters = [$":{ignored.Port}$"] },
        });

        await node.SeesAsync(kept, "a replica", seen => seen.ReplicationDepth == 1);
        var root = await node.SeesAsync(master, "master", seen => seen.Replicas.Length > 0);

        root.Replicas.ShouldBe([kept]);
        node.Find(ignored).ShouldBeNull();
    }

    private static InstanceKey Key(SimulatedInstance instance) => new("127.0.0.1", instance.Port);
}
