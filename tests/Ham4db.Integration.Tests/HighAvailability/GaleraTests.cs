using Ham4db.Testing;
using Xunit.Abstractions;

namespace Ham4db.Integration.Tests.HighAvailability;

/// <summary>Three servers, each on a node of its own of a multi-writer cluster: what happens to servers and nodes, while a client changes things.</summary>
[Collection(Alone.Name)]
public sealed class GaleraTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Joining = TimeSpan.FromMinutes(2);

    [GaleraFact]
    public async Task ServersAndNodesKilledAndCutOff_AnotherLeadsUntilTheyAreBack_AndNothingIsLost()
    {
        // Where networks cannot be made, the node itself is told to hear nobody.
        output.WriteLine(NetworkNamespaces.Unsupported is { } why ? $"cut off by its own setting: {why}" : "cut off by its network");
        await using var network = NetworkNamespaces.Unsupported is null ? await NetworkNamespaces.CreateAsync(hosts: 3) : null;
        await using var galera = await GaleraCluster.StartAsync(network);
        await using var cluster = await StartAsync(galera);

        await cluster.TroubleAsync("a server that does not lead is killed", async () => await ServerKilledAsync(cluster, await cluster.FollowerAsync()));
        await cluster.TroubleAsync("the leader is killed", async () => await ServerKilledAsync(cluster, await cluster.Servers.LeaderAsync()));
        await cluster.TroubleAsync(
            "the node of a server that does not lead is killed", async () => await NodeKilledAsync(cluster, galera, await cluster.FollowerAsync()));
        await cluster.TroubleAsync("the node of the leader is killed", async () => await NodeKilledAsync(cluster, galera, await cluster.Servers.LeaderAsync()));
        await cluster.TroubleAsync("the node of the leader is cut off", async () => await NodeCutOffAsync(cluster, galera, await cluster.Servers.LeaderAsync()));

        await SharedServers.HoldAllPromisesAsync(cluster);
        await AllNodesKilledAsync(cluster, galera);
    }

    // Every server writes to the same rows from a node of its own: commits meet.
    private Task<ClusterUnderLoad> StartAsync(GaleraCluster galera)
    {
        var servers = SampleServers.OnDatabases("galera/multi-writer", [.. galera.Nodes.Select(node => (node.HostAddress, node.Port))]);
        foreach (var server in servers.Nodes)
        {
            server.Configuration["ActiveNodeExpireSeconds"] = SharedServers.LeaseSeconds;
        }

        return ClusterUnderLoad.StartAsync(servers, output, readsBack: false);
    }

    private static async Task ServerKilledAsync(ClusterUnderLoad cluster, ServerProcess server)
    {
        await server.KillAsync();
        await cluster.NextLeaderAsync(server);
        await server.StartAsync();
        await SharedServers.AreWellAsync(cluster);
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

    private static async Task NodeCutOffAsync(ClusterUnderLoad cluster, GaleraCluster galera, ServerProcess server)
    {
        var node = NodeOf(cluster, server);
        await galera.IsolateAsync(node);
        await SharedServers.IsOutOfServiceAsync(server);
        await cluster.NextLeaderAsync(server);
        await galera.HealAsync(node);
        await galera.WaitForPrimaryAsync(galera.Nodes.Count, Joining);
        await SharedServers.AreWellAsync(cluster);
    }

    // One of three is no primary component; and the client has nothing more to change meanwhile.
    private async Task AllNodesKilledAsync(ClusterUnderLoad cluster, GaleraCluster galera)
    {
        output.WriteLine("two of three nodes are killed, then the third, and all are started again");
        await Task.WhenAll(galera.KillAsync(0), galera.KillAsync(2));
        await Task.WhenAll(cluster.Servers.Nodes.Select(SharedServers.IsOutOfServiceAsync));
        await galera.KillAsync(1);
        await galera.RestartAllAsync();
        await SharedServers.AreWellAsync(cluster.Servers);
        await cluster.Load.VerifyAsync(cluster.Servers.Nodes, Joining);
    }

    private static int NodeOf(ClusterUnderLoad cluster, ServerProcess server) => cluster.Servers.Nodes.ToList().IndexOf(server);
}
