using System.Text.Json.Nodes;
using Ham4db.Client;
using Ham4db.Client.Contract;
using Ham4db.Testing;

namespace Ham4db.Integration.Tests;

/// <summary>Three server processes over the shared topology, and a client that knows all three.</summary>
internal sealed class ClusterOverTopology : IAsyncDisposable
{
    private ClusterOverTopology(ServerCluster servers, IHam4dbClient client, RealTopology topology)
    {
        Servers = servers;
        Client = client;
        Topology = topology;
    }

    public ServerCluster Servers { get; }

    public IHam4dbClient Client { get; }

    public RealTopology Topology { get; }

    /// <summary>Starts the nodes and waits until the leader has seen every database server.</summary>
    public static async Task<ClusterOverTopology> StartAsync(RealTopology topology, Action<JsonObject, int>? configure = null)
    {
        var servers = new ServerCluster(nodes: 3, seeds: [topology.Seed], configure);
        IHam4dbClient? client = null;
        try
        {
            await servers.StartAsync();
            client = Ham4dbClient.Create(new Ham4dbClientOptions { Endpoints = [.. servers.Addresses] });
            var cluster = new ClusterOverTopology(servers, client, topology);
            await cluster.AllDiscoveredAsync();
            return cluster;
        }
        catch
        {
            if (client is not null)
            {
                await client.DisposeAsync();
            }

            await servers.DisposeAsync();
            throw;
        }
    }

    public Task AllDiscoveredAsync() => Eventually.SeeAsync(
        "every instance to be discovered and valid",
        async token => string.Join(' ', (await Client.Instances.ListAsync(token)).Where(i => i.IsLastCheckValid).Select(i => i.Key)),
        seen => Topology.Servers.All.All(server => seen.Contains(server.Address, StringComparison.Ordinal)));

    public static InstanceKey KeyOf(MariaDbServer server) => new("127.0.0.1", server.Port);

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await Servers.DisposeAsync();
    }
}
