using Ham4db.Testing;
using Xunit.Abstractions;

namespace Ham4db.Integration.Tests.HighAvailability;

/// <summary>Raft nodes that keep what was decided in backends of different kinds: two in SQLite files, one in a MariaDB database of its own.</summary>
[Collection(Alone.Name)]
public sealed class RaftMixedBackendTests(ITestOutputHelper output)
{
    private const int OnMariaDb = 2;

    [Fact]
    public async Task Snapshots_GoBothWaysBetweenSqliteAndMariaDb_AndAllStartAgain()
    {
        await using var database = new MariaDbServer();
        await database.StartAsync();
        var servers = new ServerCluster(nodes: 3, configure: (configuration, position) =>
        {
            if (position == OnMariaDb)
            {
                SharedServers.KeepIn(configuration, database);
            }
        });
        await using var cluster = await ClusterUnderLoad.StartAsync(servers, output, handsOver: true);
        var (sqlite, mysql) = (servers.Nodes[0], servers.Nodes[OnMariaDb]);
        await cluster.SettledAsync();

        await LeadsAndSnapshotsAsync(cluster, mysql);
        await RefilledAsync(cluster, sqlite, () => Task.CompletedTask);

        await LeadsAndSnapshotsAsync(cluster, sqlite);
        await RefilledAsync(cluster, mysql, () => database.ExecuteAsync($"DROP DATABASE {SharedServers.Database}"));

        await Task.WhenAll(servers.Nodes.Select(node => node.KillAsync()));
        await Task.WhenAll(servers.Nodes.Select(node => node.StartAsync()));
        await cluster.SettledAsync();

        await cluster.HoldsAllPromisesAsync();
        (await StoredTables.BecomeEqualAsync(servers.Nodes)).ShouldBeGreaterThan(0);
    }

    private static async Task LeadsAndSnapshotsAsync(ClusterUnderLoad cluster, ServerProcess node)
    {
        await ClusterUnderLoad.OrderAsync(node, $"raft-yield/{ClusterUnderLoad.RaftAddressOf(node)}");
        (await cluster.Servers.LeaderAsync()).Address.ShouldBe(node.Address);
        await cluster.Load.WaitForCallsAsync(30);
        await ClusterUnderLoad.OrderAsync(node, "raft-snapshot");
    }

    private static async Task RefilledAsync(ClusterUnderLoad cluster, ServerProcess node, Func<Task> emptyDatabase)
    {
        await node.KillAsync();
        node.EmptyDisk();
        await emptyDatabase();
        await node.StartAsync();
        await cluster.SettledAsync();

        // Not merely the entries of the log, one by one.
        node.Output.ShouldContain(line => line.Contains("Installed the leader's snapshot", StringComparison.Ordinal));
    }
}
