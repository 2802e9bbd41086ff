using Ham4db.Testing;
using Xunit.Abstractions;

namespace Ham4db.Integration.Tests.HighAvailability;

/// <summary>Three servers, each on a node of its own of a multi-writer cluster: what happens to servers and nodes, while a client changes things.</summary>
[Collection(Alone.Name)]
public sealed class GaleraTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Joining = TimeSpan.FromMinutes(2);

    [GaleraFact]
    public async Task NodeOfAFollowerKilled_ItsServerIsOutOfServiceUntilItIsBack_AndNothingIsLost()
    {
        await using var galera = await GaleraCluster.StartAsync();
        await using var cluster = await StartAsync(galera);

        await NodeKilledAsync(cluster, galera, await cluster.FollowerAsync());

        await SharedServers.HoldAllPromisesAsync(cluster);
    }

    [GaleraFact]
    public async Task NodeOfTheLeaderKilled_AnotherLeadsUntilItIsBack_AndNothingIsLost()
    {
        await using var galera = await GaleraCluster.StartAsync();
        await using var cluster = await StartAsync(galera);

        await NodeKilledAsync(cluster, galera, await cluster.Servers.LeaderAsync());

        await SharedServers.HoldAllPromisesAsync(cluster);
    }

    [GaleraFact]
    public async Task LeaderKilled_AnotherLeads_AndNothingIsLost()
    {
        await using var galera = await GaleraCluster.StartAsync();
        await using var cluster = await StartAsync(galera);

        var killed = await cluster.Servers.LeaderAsync();
        await killed.KillAsync();
        await cluster.NextLeaderAsync(killed);
        await killed.StartAsync();
        await SharedServers.AreWellAsync(cluster);

        await SharedServers.HoldAllPromisesAsync(cluster);
    }

    [GaleraFact]
    public async Task NodeOfTheLeaderCutOff_ItsServerIsOutOfServiceUntilItIsBack_AndNothingIsLost()
    {
        // Where networks cannot be made, the node itself is told to hear nobody.
        output.WriteLine(NetworkNamespaces.Unsupported is { } why ? $"cut off by its own setting: {why}" : "cut off by its network");
        await using var network = NetworkNamespaces.Unsupported is null ? await NetworkNamespaces.CreateAsync(hosts: 3) : null;
        await using var galera = await GaleraCluster.StartAsync(network: network);
        await using var cluster = await StartAsync(galera);
        var cut = await cluster.Servers.LeaderAsync();
        var node = NodeOf(cluster, cut);

        await galera.IsolateAsync(node);
        await SharedServers.IsOutOfServiceAsync(cut);
        await cluster.NextLeaderAsync(cut);
        await galera.HealAsync(node);
        await galera.WaitForPrimaryAsync(galera.Nodes.Count, Joining);
        await SharedServers.AreWellAsync(cluster);

        await SharedServers.HoldAllPromisesAsync(cluster);
    }

    // Every server writes to the same rows from a node of its own: commits meet.
    private async Task<ClusterUnderLoad> StartAsync(GaleraCluster galera)
    {
        var cluster = await ClusterUnderLoad.StartAsync(SharedServers.On(galera.Nodes), output, readsBack: false);
        await cluster.Load.WaitForCallsAsync(30);
        return cluster;
    }

    private static async Task NodeKilledAsync(ClusterUnderLoad cluster, GaleraCluster galera, ServerProcess server)
    {
        var node = NodeOf(cluster, server);
        await galera.KillAsync(node);
        await SharedServers.IsOutOfServiceAsync(server);
        await cluster.NextLeaderAsync(server);
        await galera.RestartAsync(node);
        await galera.WaitForPrimaryAsync(galera.Nodes.Count, Joining);
        await SharedServers.AreWellAsync(cluster);
    }

    private static int NodeOf(ClusterUnderLoad cluster, ServerProcess server) => cluster.Servers.Nodes.ToList().IndexOf(server);
}
