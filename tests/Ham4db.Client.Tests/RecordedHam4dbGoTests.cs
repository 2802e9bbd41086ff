using Ham4db.Client.Contract;
using Ham4db.Client.Tests.Stubs;

namespace Ham4db.Client.Tests;

/// <summary>The typed methods against what ham4db (Go) 1.0.0 was recorded to answer, its dialect being found out.</summary>
public sealed class RecordedHam4dbGoTests(RecordedNode node) : IClassFixture<RecordedNode>
{
    private static readonly InstanceKey Master = new("127.0.0.1", 10111);
    private static readonly InstanceKey Replica = new("127.0.0.1", 10112);

    [Theory]
    [InlineData(ServerDialect.Auto)]
    [InlineData(ServerDialect.Ham4dbGo)]
    public async Task Reads_Discovered_AreReadUnderTheOneSetOfNames(ServerDialect dialect)
    {
        await using var client = Replay(dialect);

        (await client.Clusters.ListNamesAsync()).ShouldBe(["ci:mysql:127.0.0.1:10111"]);
        (await client.Clusters.ListAsync()).ShouldHaveSingleItem().CountInstances.ShouldBe(4);
        (await client.Clusters.GetAsync("ci")).ClusterAlias.ShouldBe("ci");
        (await client.Clusters.InstancesByAliasAsync("ci")).Count.ShouldBe(4);
        var instances = await client.Clusters.InstancesAsync("ci");
        instances.Single(instance => instance.Key == Replica).MasterKey.ShouldBe(Master);
        instances.Single(instance => instance.Key == Master).Replicas.Count.ShouldBe(3);
        (await client.Clusters.MastersAsync()).ShouldHaveSingleItem().Key.ShouldBe(Master);
        (await client.Instances.SearchAsync("10113")).ShouldHaveSingleItem().Key.Port.ShouldBe(10113);
        (await client.Instances.ProblemsAsync()).ShouldBeEmpty();
        (await client.Instances.ProblemsAsync("ci")).ShouldBeEmpty();
        (await client.Topology.DrawAsync("ci")).ShouldStartWith("ci:mysql:127.0.0.1:10111   [0s,ok,");
        (await client.Topology.DrawTabulatedAsync("ci")).ShouldStartWith("ci:mysql:127.0.0.1:10111  |0s|ok|");
        (await client.Nodes.StatusAsync()).IsRaftLeader.ShouldBeTrue();
        (await client.Nodes.StatusAsync(new Uri(node.Address))).IsRaftLeader.ShouldBeTrue();
        (await client.Raft.StatusAsync()).State.ShouldBe("Leader");
        (await client.Tags.ListAsync(Replica)).ShouldBeEmpty();
        (await client.Tags.FindAsync("role")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Changes_Discovered_GoToTheRoutesThatServerHas()
    {
        await using var client = Replay(ServerDialect.Auto);
        var third = new InstanceKey("127.0.0.1", 10113);

        (await client.Downtime.BeginAsync(third, "alice", "upgrade", TimeSpan.FromMinutes(30))).ShouldBe(third);
        (await client.Downtime.EndAsync(third)).ShouldBe(third);
        (await client.Tags.SetAsync(Replica, "role=backup")).ShouldBe(Replica);
        (await client.Instances.RegisterCandidateAsync(Replica, PromotionRule.Prefer)).ShouldBe(Replica);
        (await client.Instances.DiscoverAsync(Replica)).Key.ShouldBe(Replica);
    }

    [Fact]
    public async Task Errors_OfThatServer_AreRejected()
    {
        await using var client = Replay(ServerDialect.Auto);

        (await Should.ThrowAsync<Ham4dbRejectedException>(() => client.Instances.RefreshAsync(Replica)))
            .ServerMessage.ShouldContain("ReadTopologyInstance will not act on invalid instance key");
        (await Should.ThrowAsync<Ham4dbRejectedException>(() => client.Instances.GetAsync(Replica)))
            .ServerMessage.ShouldBe("500 Internal Server Error");
    }

    [Fact]
    public async Task Auto_ManyCalls_AsksWhichServerItIsOnce()
    {
        await using var client = Replay(ServerDialect.Auto);

        await client.Clusters.ListAsync();
        await client.Clusters.GetAsync("ci");

        node.Asked.Count(path => path == "/api/health").ShouldBe(1);
        node.Asked.ShouldNotContain("/api/clusters-info");
    }

    private IHam4dbClient Replay(ServerDialect dialect)
    {
        node.Replay(path => path.Replace("/1800s", "/30m", StringComparison.Ordinal), "ham4db/raft3-discovered");
        return Ham4dbClient.Create(new Ham4dbClientOptions { Endpoints = [node.Address], Dialect = dialect });
    }
}
