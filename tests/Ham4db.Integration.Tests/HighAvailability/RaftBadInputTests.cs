using System.Net;
using System.Text.Json.Nodes;
using Ham4db.Testing;
using Microsoft.Data.Sqlite;

namespace Ham4db.Integration.Tests.HighAvailability;

/// <summary>A node that does not belong, or not yet, says so; the cluster goes on and keeps what it has.</summary>
[Collection(Alone.Name)]
public sealed class RaftBadInputTests
{
    [Fact]
    public async Task BackendOfANewerServer_IsRefusedInOneLine_AndLeftAlone()
    {
        await using var cluster = new ServerCluster(nodes: 3);
        await cluster.StartAsync();
        await using var load = await ChangeLoad.StartAsync(cluster.Addresses, workers: 1);
        var node = await FollowerAsync(cluster);
        await node.StopAsync();
        ExecuteAt(node, "INSERT INTO schema_migration (version, checksum, applied_at) VALUES (99, 'x', '2030-01-01T00:00:00Z')");

        var process = await node.LaunchAsync();

        (await process.WaitForExitAsync()).ShouldBe(1);
        var line = process.Errors.ShouldHaveSingleItem();
        line.ShouldContain(node.Configuration["SQLite3DataFile"]!.GetValue<string>());
        line.ShouldContain("newer");
        await load.WaitForCallsAsync(30);
        ExecuteAt(node, "DELETE FROM schema_migration WHERE version = 99");
        await node.StartAsync();
        (await load.StopAsync()).Failures.ShouldBeEmpty();
        await load.VerifyAsync(cluster.Nodes);
    }

    [Fact]
    public async Task NodeThatNobodyListed_ChangesNothing()
    {
        await using var cluster = new ServerCluster(nodes: 3);
        var leader = await cluster.StartAsync();
        await using var load = await ChangeLoad.StartAsync(cluster.Addresses, workers: 1);
        await using var sampler = LeaderSampler.Start(cluster);
        var raft = $"127.0.0.1:{FreePort.Next()}";
        var listed = cluster.Nodes[0].Configuration["RaftNodes"]!.AsArray().Take(2).Select(address => JsonValue.Create(address!.GetValue<string>()));
        await using var stranger = new ServerProcess(new JsonObject
        {
            ["RaftEnabled"] = true,
            ["RaftBind"] = raft,
            ["RaftAdvertise"] = raft,
            ["RaftNodes"] = new JsonArray([JsonValue.Create(raft), .. listed]),
            ["HostnameResolveMethod"] = "none",
        });
        stranger.Configuration["RaftDataDir"] = stranger.Directory.Combine("raft");

        await stranger.StartAsync();
        await load.WaitForCallsAsync(200);

        (await stranger.GetStatusAsync("leader-check")).ShouldBe(HttpStatusCode.NotFound);
        (await stranger.GetStatusAsync("raft-health")).ShouldNotBe(HttpStatusCode.OK);
        (await cluster.LeaderAsync()).ShouldBe(leader);
        (await sampler.StopAsync()).Terms.ShouldBe(1);
        (await load.StopAsync()).Failures.ShouldBeEmpty();
        await load.VerifyAsync(cluster.Nodes);
    }

    private static async Task<ServerProcess> FollowerAsync(ServerCluster cluster)
    {
        var leader = await cluster.LeaderAsync();
        return cluster.Nodes.First(node => node != leader);
    }

    private static void ExecuteAt(ServerProcess node, string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = node.Configuration["SQLite3DataFile"]!.GetValue<string>(), Pooling = false,
        }.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // constants of the tests above
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
