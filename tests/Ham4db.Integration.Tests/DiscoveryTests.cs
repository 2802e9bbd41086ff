using Ham4db.Client.Contract;
using Ham4db.Testing;

namespace Ham4db.Integration.Tests;

[Collection(RealTopology.Shared.Name)]
public sealed class DiscoveryTests(RealTopology topology) : IAsyncLifetime
{
    private ClusterOverTopology _cluster = null!;

    public async Task InitializeAsync() => _cluster = await ClusterOverTopology.StartAsync(topology);

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Topology_FromOneSeed_IsDrawnWithMasterAndReplicas()
    {
        var drawing = await Eventually.SeeAsync(
            "three replicas below the master",
            token => _cluster.Client.Topology.DrawAsync(topology.Servers.Replicas[1].Address, token),
            seen => seen.Split('\n').Count(line => line.StartsWith("+ ", StringComparison.Ordinal)) == 3);

        var lines = drawing.Split('\n');
        var version = (string)(await topology.Servers.Master.ScalarAsync("SELECT @@version"))!;
        lines[0].ShouldBe($"{topology.Seed}   [0s,ok,{version},rw,ROW,>>]");
        lines[1..].ShouldBe(
            topology.Servers.Replicas
                .OrderBy(replica => replica.Port)
                .Select(replica => $"+ {replica.Address} [0s,ok,{version},ro,ROW,>>,GTID]"));
    }

    [Fact]
    public async Task Instance_OfReplica_HasWhatTheServerReports()
    {
        var replica = topology.Servers.Replicas[0];

        var seen = await _cluster.Client.Instances.GetAsync(ClusterOverTopology.KeyOf(replica));

        seen.MasterKey.ShouldBe(ClusterOverTopology.KeyOf(topology.Servers.Master));
        seen.ServerID.ShouldBe(replica.Port);
        seen.FlavorName.ShouldBe("MariaDB");
        seen.ReadOnly.ShouldBeTrue();
        seen.UsingMariaDBGTID.ShouldBeTrue();
        seen.HasReplicationCredentials.ShouldBeTrue();
        seen.ReplicationIOThreadState.ShouldBe(ReplicationThreadState.Running);
        seen.ReplicationSQLThreadState.ShouldBe(ReplicationThreadState.Running);
        seen.SecondsBehindMaster.ShouldBe(new NullableInt(0, true));
        seen.ReadBinlogCoordinates.LogFile.ShouldStartWith("mysql-bin.");
        seen.ClusterName.ShouldBe(topology.Seed);
        seen.ReplicationDepth.ShouldBe(1);
        seen.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task StoppedReplication_IsShownAsNotReplicating_AndRecovers()
    {
        var replica = topology.Servers.Replicas[2];
        try
        {
            await replica.ExecuteAsync("STOP SLAVE");

            await Eventually.SeeAsync(
                "the replica to have a problem",
                token => _cluster.Client.Instances.ProblemsAsync(cancellationToken: token),
                seen => seen.Any(i => i.Key == ClusterOverTopology.KeyOf(replica) && i.Problems.Contains("not_replicating")));
        }
        finally
        {
            await replica.ExecuteAsync("START SLAVE");
        }

        await Eventually.SeeAsync(
            "no problem",
            token => _cluster.Client.Instances.ProblemsAsync(cancellationToken: token),
            seen => seen.Count == 0);
    }

    [Fact]
    public async Task KilledReplica_IsKept_AsNotValid()
    {
        var replica = topology.Servers.Replicas[1];
        try
        {
            await replica.KillAsync();

            var seen = await Eventually.SeeAsync(
                "the dead replica to be invalid",
                token => _cluster.Client.Instances.GetAsync(ClusterOverTopology.KeyOf(replica), token),
                instance => !instance.IsLastCheckValid);

            seen.MasterKey.ShouldBe(ClusterOverTopology.KeyOf(topology.Servers.Master));
            seen.Version.ShouldNotBeEmpty();
            seen.Problems.ShouldBe(["last_check_invalid"]);
        }
        finally
        {
            await replica.StartAsync();
            await replica.WaitUntilReplicatingAsync();
        }

        await _cluster.AllDiscoveredAsync();
    }

    [Fact]
    public async Task FrozenMaster_DoesNotHoldUpTheOthers()
    {
        var master = topology.Servers.Master;
        try
        {
            master.Suspend();

            await Eventually.SeeAsync(
                "the frozen master to be invalid",
                token => _cluster.Client.Instances.GetAsync(ClusterOverTopology.KeyOf(master), token),
                instance => !instance.IsLastCheckValid,
                TimeSpan.FromSeconds(40));
            var replica = await _cluster.Client.Instances.GetAsync(ClusterOverTopology.KeyOf(topology.Servers.Replicas[0]));

            replica.IsUpToDate.ShouldBeTrue();
        }
        finally
        {
            master.Resume();
        }

        await _cluster.AllDiscoveredAsync();
    }

    [Fact]
    public async Task NewReplica_IsFoundThroughItsMaster()
    {
        await using var added = new MariaDbServer(readOnly: true);
        await added.StartAsync();

        await added.ReplicateFromAsync(topology.Servers.Master);

        await Eventually.SeeAsync(
            "the new replica",
            token => _cluster.Client.Clusters.InstancesAsync(topology.Seed, token),
            seen => seen.Any(instance => instance.Key == ClusterOverTopology.KeyOf(added) && instance.IsLastCheckValid));
    }

    [Fact]
    public async Task EveryNode_ObservesForItself()
    {
        var leader = await _cluster.Servers.LeaderAsync();
        foreach (var other in _cluster.Servers.Nodes.Where(node => node != leader))
        {
            // Each polls at its own time; the cluster was waited for until its leader had seen all.
            await Eventually.SeeAsync(
                $"{other.Address} to have seen every instance",
                token => SeenInstances.PortsAsync(other, token),
                seen => topology.Servers.All.All(server => seen.Contains(server.Port)));
            await other.StopAsync();
            other.Configuration["RaftEnabled"] = false;
            other.Configuration["MySQLTopologyPassword"] = "wrong, so that it can only tell what it saw before";
            await other.StartAsync();

            var known = await other.GetAsync("all-instances");

            topology.Servers.All.ShouldAllBe(server => known.Contains($"\"ServerID\":{server.Port}", StringComparison.Ordinal));
        }
    }
}
