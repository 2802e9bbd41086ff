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
        await using var cluster = await ClusterUnderLoad.StartAsync(SampleServers.UnderSystemd(), output, handsOver: true);
        await cluster.SettledAsync();

        for (var i = 0; i < 6; i++)
        {
            var target = cluster.Servers.Nodes[i % 3];

            // Asked of any node: it passes the request on.
            await ClusterUnderLoad.OrderAsync(cluster.Servers.Nodes[i / 2], $"raft-yield/{ClusterUnderLoad.RaftAddressOf(target)}");

            (await cluster.Servers.LeaderAsync()).Address.ShouldBe(target.Address);
            await cluster.Load.WaitForCallsAsync(30);
        }

        await cluster.HoldsAllPromisesAsync();
    }

    [Fact]
    public async Task Stop_OfOneLeaderAfterTheOther_HandsOverAndNoCallFails()
    {
        await using var cluster = await ClusterUnderLoad.StartAsync(SampleServers.InKubernetes(), output, handsOver: true);
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
}
