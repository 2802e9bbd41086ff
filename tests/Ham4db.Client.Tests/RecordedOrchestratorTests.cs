using Ham4db.Client.Contract;
using Ham4db.Client.Tests.Stubs;

namespace Ham4db.Client.Tests;

/// <summary>Every typed method against what orchestrator (Go) 3.2.6 was recorded to answer.</summary>
public sealed class RecordedOrchestratorTests(RecordedNode node) : IClassFixture<RecordedNode>
{
    private static readonly InstanceKey Master = new("127.0.0.1", 10111);
    private static readonly InstanceKey Replica = new("127.0.0.1", 10112);

    [Fact]
    public async Task Clusters_Healthy_AreRead()
    {
        await using var client = Replay("orchestrator/healthy");

        (await client.Clusters.ListNamesAsync()).ShouldBe(["127.0.0.1:10111"]);
        (await client.Clusters.ListAsync()).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            cluster => cluster.ClusterAlias.ShouldBe("ci"), cluster => cluster.CountInstances.ShouldBe(4));
        (await client.Clusters.GetAsync("ci")).ClusterName.ShouldBe("127.0.0.1:10111");
        (await client.Clusters.InstancesAsync("ci")).Count.ShouldBe(4);
        (await client.Clusters.InstancesByAliasAsync("ci")).Count.ShouldBe(4);
        (await client.Clusters.MasterAsync("ci")).Key.ShouldBe(Master);
        (await client.Clusters.MastersAsync()).ShouldHaveSingleItem().Key.ShouldBe(Master);
    }

    [Fact]
    public async Task Instances_Healthy_AreRead()
    {
        await using var client = Replay("orchestrator/healthy");

        var replica = await client.Instances.GetAsync(Replica);

        replica.MasterKey.ShouldBe(Master);
        replica.ReadOnly.ShouldBeTrue();
        replica.ReplicationIOThreadState.ShouldBe(ReplicationThreadState.Running);
        (await client.Instances.ListAsync()).Count.ShouldBe(4);
        (await client.Instances.SearchAsync("10113")).ShouldHaveSingleItem().Key.Port.ShouldBe(10113);
        (await client.Instances.ReplicasAsync(Master)).Count.ShouldBe(3);
        (await client.Instances.ProblemsAsync()).ShouldBeEmpty();
        (await client.Instances.ProblemsAsync("ci")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Topology_Healthy_IsDrawn()
    {
        await using var client = Replay("orchestrator/healthy");

        (await client.Topology.DrawAsync("ci")).ShouldStartWith("127.0.0.1:10111   [0s,ok,");
        (await client.Topology.DrawAsync("127.0.0.1:10111")).ShouldContain("\n+ 127.0.0.1:10112 [");
        (await client.Topology.DrawAsync("ci")).ShouldContain(">>");
        (await client.Topology.DrawTabulatedAsync("ci")).ShouldStartWith("127.0.0.1:10111  |0s|ok|");
        (await client.Topology.DrawWithTagsAsync("ci")).ShouldEndWith("]");
    }

    [Fact]
    public async Task RaftAndNodes_Healthy_AreRead()
    {
        await using var client = Replay("orchestrator/healthy");

        (await client.Raft.StateAsync()).ShouldBe("Leader");
        (await client.Raft.LeaderAsync()).ShouldBe("127.0.0.2:10008");
        (await client.Raft.PeersAsync()).Count.ShouldBe(3);
        (await client.Raft.StatusAsync()).Leader.ShouldBe("127.0.0.2:10008");
        (await client.Raft.HealthAsync()).ShouldBe("healthy");
        (await client.Nodes.HealthAsync()).IsRaftLeader.ShouldBeTrue();
        (await client.Nodes.StatusAsync()).Healthy.ShouldBeTrue();
        (await client.Nodes.HeadersAsync())["Accept-Encoding"].ShouldBe(["identity"]);
        (await client.Nodes.AnswersAsync(new Uri(node.Address))).ShouldBeTrue();
        (await client.Nodes.LeadsAsync(new Uri(node.Address))).ShouldBeTrue();
    }

    [Fact]
    public async Task TagsAndDowntime_WithSome_AreRead()
    {
        await using var client = Replay("orchestrator/downtimed", "orchestrator/healthy");
        var downtimed = new InstanceKey("127.0.0.1", 10113);

        (await client.Tags.ListAsync(downtimed)).ShouldBe(["flag=", "owner=team-a"]);
        (await client.Tags.ValueAsync(Replica, "role")).ShouldBe("backup");
        (await client.Tags.FindAsync("role=backup")).ShouldBe([Replica]);
        (await client.Tags.FindAsync("owner=team-a,flag")).ShouldBe([downtimed]);
        (await client.Tags.FindAsync("role=other")).ShouldBeEmpty();
        (await client.Downtime.ListAsync()).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            instance => instance.Key.ShouldBe(downtimed), instance => instance.DowntimeOwner.ShouldBe("alice"));
    }

    [Fact]
    public async Task Changes_OfThisSlice_GoByGetAndAreRead()
    {
        await using var client = Replay("orchestrator/operations", "orchestrator/healthy");
        var third = new InstanceKey("127.0.0.1", 10113);

        (await client.Tags.SetAsync(Replica, "role=backup")).ShouldBe(Replica);
        (await client.Tags.RemoveAsync(third, "flag")).ShouldBe([third]);
        (await client.Tags.RemoveEverywhereAsync("owner=team-a")).ShouldBe([third]);
        (await client.Instances.RegisterCandidateAsync(Replica, PromotionRule.Prefer)).ShouldBe(Replica);
        (await client.Downtime.BeginAsync(third, "alice", "upgrade", TimeSpan.FromMinutes(30))).ShouldBe(third);
        (await client.Downtime.EndAsync(third)).ShouldBe(third);
        (await client.Instances.DiscoverAsync(Replica)).Key.ShouldBe(Replica);
        (await client.Instances.DiscoverInBackgroundAsync(Replica)).ShouldBe(Replica);
        (await client.Instances.RefreshAsync(Replica)).ShouldBe(Replica);
        (await client.Instances.ForgetAsync(new InstanceKey("127.0.0.1", 10114))).Port.ShouldBe(10114);
    }

    [Fact]
    public async Task Errors_Recorded_AreRejectedInTheServersWords()
    {
        await using var client = Replay("orchestrator/errors", "orchestrator/healthy");

        (await Should.ThrowAsync<Ham4dbRejectedException>(() => client.Instances.GetAsync(new InstanceKey("127.0.0.1", 19999))))
            .ServerMessage.ShouldBe("Cannot read instance: 127.0.0.1:19999");
        (await Should.ThrowAsync<Ham4dbRejectedException>(() => client.Clusters.InstancesAsync("nosuch")))
            .ServerMessage.ShouldContain("Unable to determine cluster name");
        (await Should.ThrowAsync<Ham4dbRejectedException>(() => client.Tags.ValueAsync(Replica, "nosuch")))
            .ServerMessage.ShouldContain("tag nosuch not found for 127.0.0.1:10112");
        (await Should.ThrowAsync<Ham4dbRejectedException>(() => client.Clusters.ForgetAsync("nosuch")))
            .ServerMessage.ShouldContain("Unable to determine cluster name");
    }

    [Fact]
    public async Task GetLeaderAsync_Follower_RoutesThroughIt()
    {
        await using var client = Replay("orchestrator/healthy-follower");

        (await client.GetLeaderAsync()).IsRouted.ShouldBeTrue();
        (await client.Raft.StateAsync(new Uri(node.Address))).ShouldBe("Follower");
    }

    [Fact]
    public async Task AnyCall_NodeWithoutQuorum_FindsNoLeader()
    {
        await using var client = Replay("orchestrator/raft-no-quorum").WithDeadline(TimeSpan.FromMilliseconds(1500));

        await Should.ThrowAsync<NoLeaderException>(() => client.Instances.ForgetAsync(new InstanceKey("127.0.0.1", 10114)));

        node.Asked.ShouldNotContain(path => path.Contains("forget"));
        (await Should.ThrowAsync<Ham4dbRejectedException>(() => client.Raft.HealthAsync(new Uri(node.Address)))).ServerMessage.ShouldBe("unhealthy");
    }

    private IHam4dbClient Replay(params string[] scenarios)
    {
        node.Replay(path => path.Replace("/1800s", "/30m", StringComparison.Ordinal), scenarios);
        return Ham4dbClient.Create(node.Address);
    }
}
