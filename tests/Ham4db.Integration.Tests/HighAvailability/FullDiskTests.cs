using Ham4db.Testing;
using Xunit.Abstractions;

namespace Ham4db.Integration.Tests.HighAvailability;

/// <summary>Raft nodes whose disk, with log and database, is full while a client changes things all along.</summary>
[Collection(Alone.Name)]
public sealed class FullDiskTests(ITestOutputHelper output)
{
    private const int Nodes = 3;

    [DiskFact]
    public async Task DiskIsFull_OfTheLeader_ThenOfAFollower_NodeEndsAndSaysWhy_TheOthersGoOn_AndItRejoinsWhenThereIsRoom()
    {
        var disks = await Task.WhenAll(Enumerable.Range(0, Nodes).Select(_ => SmallDisk.CreateAsync(megabytes: 48)));
        try
        {
            var servers = new ServerCluster(Nodes, configure: (configuration, position) =>
            {
                configuration["RaftDataDir"] = disks[position].Combine("raft");
                configuration["SQLite3DataFile"] = disks[position].Combine("ham4db.sqlite3");
            });
            await using var cluster = await ClusterUnderLoad.StartAsync(servers, output, deadline: TimeSpan.FromMinutes(2));

            await FilledAsync(cluster, disks, await servers.LeaderAsync());
            await FilledAsync(cluster, disks, await cluster.FollowerAsync());

            await cluster.HoldsAllPromisesAsync();
            (await StoredTables.BecomeEqualAsync(servers.Nodes)).ShouldBeGreaterThan(0);
        }
        finally
        {
            await Task.WhenAll(disks.Select(disk => disk.DisposeAsync().AsTask()));
        }
    }

    private static async Task FilledAsync(ClusterUnderLoad cluster, SmallDisk[] disks, ServerProcess node)
    {
        var disk = disks[cluster.Servers.Nodes.ToList().IndexOf(node)];
        disk.Fill();

        await cluster.NextLeaderAsync(node);
        (await node.Process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60))).ShouldBe(1);
        var line = node.Process.Errors.ShouldHaveSingleItem();
        line.ShouldContain(disk.FullPath);
        line.ShouldContain("Free some space", Case.Insensitive);

        disk.Free();
        await node.StartAsync();
        await cluster.SettledAsync();
    }
}
