using System.Text.Json;
using Ham4db.Testing;
using Xunit.Abstractions;

namespace Ham4db.Integration.Tests.HighAvailability;

/// <summary>What operators do to a cluster that serves, one thing after the other, while a client changes things all along.</summary>
[Collection(Alone.Name)]
public sealed class RaftOperationsTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Yield_ToEachNodeInTurn_ThatNodeLeadsAndNoCallFails()
    {
        await using var cluster = await ClusterUnderLoad.StartAsync(new ServerCluster(nodes: 3), output, handsOver: true);
        await cluster.SettledAsync();

        for (var i = 0; i < 6; i++)
        {
            var target = cluster.Servers.Nodes[i % 3];

            // Asked of any node: it passes the request on.
            await ClusterUnderLoad.OrderAsync(cluster.Servers.Nodes[i / 2], $"raft-yield/{RaftAddressOf(target)}");

            (await cluster.Servers.LeaderAsync()).Address.ShouldBe(target.Address);
            await cluster.Load.WaitForCallsAsync(30);
        }

        await cluster.HoldsAllPromisesAsync();
    }

    [Fact]
    public async Task Stop_OfOneLeaderAfterTheOther_HandsOverAndNoCallFails()
    {
        await using var cluster = await ClusterUnderLoad.StartAsync(new ServerCluster(nodes: 3), output, handsOver: true);
        await cluster.SettledAsync();

        for (var i = 0; i < 3; i++)
        {
            var leader = await cluster.Servers.LeaderAsync();
            (await leader.StopAsync(TimeSpan.FromSeconds(30))).ShouldBeTrue();

            leader.Output.ShouldContain(line => line.Contains("Hands leadership over", StringComparison.Ordinal));
            await cluster.NextLeaderAsync(leader);
            await leader.StartAsync();
            await cluster.SettledAsync();
        }

        await cluster.HoldsAllPromisesAsync();
    }

    [Fact]
    public async Task Members_AddedAndRemoved_AlsoTheLeader_NothingIsLost()
    {
        await using var cluster = await ClusterUnderLoad.StartAsync(new ServerCluster(nodes: 3), output, handsOver: true);

        var first = await AddAsync(cluster);
        await RemoveAsync(cluster, await cluster.Servers.LeaderAsync());
        await AddAsync(cluster);
        await RemoveAsync(cluster, await cluster.FollowerAsync());
        await ClusterUnderLoad.OrderAsync(await cluster.FollowerAsync(), $"raft-yield/{RaftAddressOf(first)}");
        (await cluster.Servers.LeaderAsync()).Address.ShouldBe(first.Address);
        await cluster.SettledAsync();

        await cluster.HoldsAllPromisesAsync();
    }

    private static async Task<ServerProcess> AddAsync(ClusterUnderLoad cluster)
    {
        // It is told one address, which need not be the leader's.
        var added = cluster.Servers.Add(await cluster.FollowerAsync());
        await added.StartAsync();
        cluster.Sampler.Add(added.Address);
        await MembersAreAsync(cluster);
        await cluster.SettledAsync();
        return added;
    }

    private static async Task RemoveAsync(ClusterUnderLoad cluster, ServerProcess leaving)
    {
        await ClusterUnderLoad.OrderAsync(leaving, $"raft-remove-peer/{RaftAddressOf(leaving)}");
        await Eventually.BecomesTrueAsync("the removed node to end", () => leaving.Process.HasExited);
        await cluster.Servers.DropAsync(leaving);
        await MembersAreAsync(cluster);
        await cluster.SettledAsync();
    }

    private static async Task MembersAreAsync(ClusterUnderLoad cluster)
    {
        var expected = cluster.Servers.Nodes.Select(RaftAddressOf).Order(StringComparer.Ordinal).ToList();
        await Eventually.SeeAsync(
            $"every node to count {expected.Count} members",
            async token => await Task.WhenAll(cluster.Servers.Nodes.Select(node => node.GetAsync("raft-peers", token))),
            seen => seen.All(peers => JsonSerializer.Deserialize<string[]>(peers)!.Order(StringComparer.Ordinal).SequenceEqual(expected)),
            TimeSpan.FromSeconds(30));
    }

    private static string RaftAddressOf(ServerProcess node) => node.Configuration["RaftAdvertise"]!.GetValue<string>();
}
