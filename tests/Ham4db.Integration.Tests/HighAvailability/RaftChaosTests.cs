using Ham4db.Testing;
using Xunit.Abstractions;

namespace Ham4db.Integration.Tests.HighAvailability;

/// <summary>What happens to nodes in real life, one thing after the other, while a client changes things all along.</summary>
[Collection(Alone.Name)]
public sealed class RaftChaosTests(ITestOutputHelper output)
{
    [Fact]
    public async Task ThreeNodes_LoseNothingThatWasAcknowledged_AndNeverHaveTwoLeaders()
    {
        await using var cluster = await ClusterUnderLoad.StartAsync(new ServerCluster(nodes: 3), output);

        for (var round = 0; round < 2; round++)
        {
            await KilledLeaderAsync(cluster);
            await FrozenLeaderAsync(cluster);
            await KilledFollowerAsync(cluster);
            await EmptiedFollowerAsync(cluster);
        }

        await cluster.HoldsAllPromisesAsync();
    }

    [Fact]
    public async Task FiveNodes_TwoOfThemGone_LoseNothingThatWasAcknowledged()
    {
        await using var cluster = await ClusterUnderLoad.StartAsync(new ServerCluster(nodes: 5), output);
        var gone = await cluster.FollowerAsync();

        await gone.KillAsync();
        await KilledLeaderAsync(cluster, others: [gone]);
        await FrozenLeaderAsync(cluster);
        await EmptiedFollowerAsync(cluster);

        await cluster.HoldsAllPromisesAsync();
    }

    private static async Task KilledLeaderAsync(ClusterUnderLoad cluster, params IReadOnlyList<ServerProcess> others)
    {
        var old = await cluster.Servers.LeaderAsync();
        await old.KillAsync();
        await cluster.NextLeaderAsync(old);
        await Task.WhenAll(others.Append(old).Select(node => node.StartAsync()));
        await cluster.SettledAsync();
    }

    private static async Task FrozenLeaderAsync(ClusterUnderLoad cluster)
    {
        var old = await cluster.Servers.LeaderAsync();
        old.Suspend();
        try
        {
            await cluster.NextLeaderAsync(old);
        }
        finally
        {
            old.Resume();
        }

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

    private static async Task EmptiedFollowerAsync(ClusterUnderLoad cluster)
    {
        var follower = await cluster.FollowerAsync();
        await follower.KillAsync();
        follower.EmptyDisk();
        await cluster.Load.WaitForCallsAsync(30);
        await follower.StartAsync();
        await cluster.SettledAsync();
    }
}
