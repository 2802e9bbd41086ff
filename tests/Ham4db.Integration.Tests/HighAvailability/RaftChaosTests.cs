using System.Text.Json;
using Ham4db.Testing;
using Xunit.Abstractions;

namespace Ham4db.Integration.Tests.HighAvailability;

/// <summary>
/// What happens to nodes in real life, one thing after the other, while a client changes things all along. The benchmark <c>chaos</c> lets the
/// same loose by chance, for as long as one likes.
/// </summary>
[Collection(Alone.Name)]
public sealed class RaftChaosTests(ITestOutputHelper output)
{
    // A call waits while all nodes start again, on a machine that may be busy.
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task ThreeNodes_LoseNothingThatWasAcknowledged_AndNeverHaveTwoLeaders()
    {
        await using var cluster = await ClusterUnderLoad.StartAsync(new ServerCluster(nodes: 3), output, handsOver: true, deadline: Deadline);

        await KilledLeaderAsync(cluster);
        await FrozenAsync(cluster, await cluster.Servers.LeaderAsync());
        await KilledFollowerAsync(cluster);
        await FrozenAsync(cluster, await cluster.FollowerAsync());
        await EmptiedAsync(cluster, await cluster.FollowerAsync());
        await EmptiedAsync(cluster, await cluster.Servers.LeaderAsync());
        await AllEndedAsync(cluster, node => node.StopAsync(TimeSpan.FromSeconds(30)));
        await AddAsync(cluster);
        await RemoveAsync(cluster, await cluster.Servers.LeaderAsync());
        await AddAsync(cluster);
        await RemoveAsync(cluster, await cluster.FollowerAsync());
        await YieldAsync(cluster, await cluster.FollowerAsync());
        await AllEndedAsync(cluster, node => node.KillAsync());

        await HoldsAllPromisesAsync(cluster);
    }

    [Fact]
    public async Task FiveNodes_TwoOfThemGone_LoseNothingThatWasAcknowledged()
    {
        await using var cluster = await ClusterUnderLoad.StartAsync(new ServerCluster(nodes: 5), output, handsOver: true, deadline: Deadline);
        var gone = await cluster.FollowerAsync();

        await gone.KillAsync();
        await KilledLeaderAsync(cluster, others: [gone]);
        await FrozenAsync(cluster, await cluster.Servers.LeaderAsync(), await cluster.FollowerAsync());
        await EmptiedAsync(cluster, await cluster.FollowerAsync());
        await AddAsync(cluster);
        await RemoveAsync(cluster, await cluster.Servers.LeaderAsync());
        var stopped = await cluster.Servers.LeaderAsync();
        await AllEndedAsync(cluster, node => node == stopped ? node.StopAsync(TimeSpan.FromSeconds(30)) : node.KillAsync());

        await HoldsAllPromisesAsync(cluster);
    }

    private static async Task KilledLeaderAsync(ClusterUnderLoad cluster, params IReadOnlyList<ServerProcess> others)
    {
        var old = await cluster.Servers.LeaderAsync();
        await old.KillAsync();
        await cluster.NextLeaderAsync(old);
        await Task.WhenAll(others.Append(old).Select(node => node.StartAsync()));
        await cluster.SettledAsync();
    }

    private static async Task KilledFollowerAsync(ClusterUnderLoad cluster)
    {
        var follower = await cluster.FollowerAsync();
        await follower.KillAsync();
        await cluster.Load.WaitForCallsAsync(30);
        await follower.StartAsync();
        await cluster.SettledAsync();
    }

    private static async Task FrozenAsync(ClusterUnderLoad cluster, params ServerProcess[] nodes)
    {
        foreach (var node in nodes)
        {
            node.Suspend();
        }

        try
        {
            await cluster.NextLeaderAsync(nodes);
        }
        finally
        {
            foreach (var node in nodes)
            {
                node.Resume();
            }
        }

        await cluster.SettledAsync();
    }

    // Emptied only when the others have been seen to go on without it: what it alone had of a majority they have by then.
    private static async Task EmptiedAsync(ClusterUnderLoad cluster, ServerProcess node)
    {
        await node.KillAsync();
        await cluster.NextLeaderAsync(node);
        node.EmptyDisk();
        await node.StartAsync();
        await cluster.SettledAsync();
    }

    private static async Task AllEndedAsync(ClusterUnderLoad cluster, Func<ServerProcess, Task> endAsync)
    {
        await Task.WhenAll(cluster.Servers.Nodes.Select(endAsync));
        await Task.WhenAll(cluster.Servers.Nodes.Select(node => node.StartAsync()));
        await cluster.SettledAsync();
    }

    private static async Task AddAsync(ClusterUnderLoad cluster)
    {
        // It is told one address, which need not be the leader's.
        var added = cluster.Servers.Add(await cluster.FollowerAsync());
        await added.StartAsync();
        cluster.Sampler.Add(added.Address);
        await MembersAreAsync(cluster);
        await cluster.SettledAsync();
    }

    private static async Task RemoveAsync(ClusterUnderLoad cluster, ServerProcess leaving)
    {
        await ClusterUnderLoad.OrderAsync(leaving, $"raft-remove-peer/{ClusterUnderLoad.RaftAddressOf(leaving)}");
        await Eventually.BecomesTrueAsync("the removed node to end", () => leaving.Process.HasExited, TimeSpan.FromSeconds(60));
        await cluster.Servers.DropAsync(leaving);
        await MembersAreAsync(cluster);
        await cluster.SettledAsync();
    }

    private static async Task YieldAsync(ClusterUnderLoad cluster, ServerProcess node)
    {
        await ClusterUnderLoad.OrderAsync(await cluster.FollowerAsync(), $"raft-yield/{ClusterUnderLoad.RaftAddressOf(node)}");
        (await cluster.Servers.LeaderAsync()).Address.ShouldBe(node.Address);
    }

    private static async Task MembersAreAsync(ClusterUnderLoad cluster)
    {
        var expected = cluster.Servers.Nodes.Select(ClusterUnderLoad.RaftAddressOf).Order(StringComparer.Ordinal).ToList();
        await Eventually.SeeAsync(
            $"every node to count {expected.Count} members",
            async token => await Task.WhenAll(cluster.Servers.Nodes.Select(node => node.GetAsync("raft-peers", token))),
            seen => seen.All(peers => JsonSerializer.Deserialize<string[]>(peers)!.Order(StringComparer.Ordinal).SequenceEqual(expected)),
            TimeSpan.FromSeconds(60));
    }

    private static async Task HoldsAllPromisesAsync(ClusterUnderLoad cluster)
    {
        await cluster.HoldsAllPromisesAsync();
        (await StoredTables.BecomeEqualAsync(cluster.Servers.Nodes)).ShouldBeGreaterThan(0);
    }
}
