using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Ham4db.Client;
using Ham4db.Client.Contract;
using Ham4db.Testing;
using Xunit.Abstractions;

namespace Ham4db.Integration.Tests.HighAvailability;

/// <summary>Three servers on one database: what happens to them and to it, while a client changes things all along.</summary>
[Collection(Alone.Name)]
public sealed class SharedBackendTests(ITestOutputHelper output)
{
    [Fact]
    public async Task LeaderKilledAndFrozen_LosesNothingThatWasAcknowledged_AndItsLateChangesFailByTheirToken()
    {
        await using var database = new MariaDbServer();
        await database.StartAsync();
        await using var cluster = await StartAsync(database);

        var fenced = 0;
        for (var round = 0; round < 2 || (fenced == 0 && round < 6); round++)
        {
            await KilledLeaderAsync(cluster);
            await SharedServers.AreWellAsync(cluster);
            fenced += await FrozenLeaderAsync(cluster, database) ? 1 : 0;
            await SharedServers.AreWellAsync(cluster);
        }

        fenced.ShouldBePositive("no late change met the fence in any round");

        await SharedServers.HoldAllPromisesAsync(cluster);
    }

    [Fact]
    public async Task DatabaseFrozen_ForLongerThanTheLease_NobodyLeadsAndNothingIsLost()
    {
        await using var database = new MariaDbServer();
        await database.StartAsync();
        await using var cluster = await StartAsync(database);
        await cluster.Load.WaitForCallsAsync(30);

        database.Suspend();
        var frozen = Stopwatch.StartNew();
        try
        {
            await Task.WhenAll(cluster.Servers.Nodes.Select(SharedServers.IsOutOfServiceAsync));
            await Eventually.BecomesTrueAsync("the end of the lease", () => frozen.Elapsed > TimeSpan.FromSeconds(SharedServers.LeaseSeconds * 1.5));
            (await cluster.Servers.LeadersAsync()).ShouldBeEmpty();
        }
        finally
        {
            database.Resume();
        }

        await SharedServers.AreWellAsync(cluster);

        await SharedServers.HoldAllPromisesAsync(cluster);
    }

    [Fact]
    public async Task ServersThatDoNotLead_ShowWhatTheLeaderSees_AndOneStartedToLeadDoes()
    {
        await using var database = new MariaDbServer();
        await using var seen = new MariaDbServer();
        await Task.WhenAll(database.StartAsync(), seen.StartAsync());
        await using var servers = SharedServers.On([database, database, database]);
        foreach (var server in servers.Nodes)
        {
            server.Configuration["DiscoverySeeds"] = new JsonArray(seen.Address);
        }

        await servers.StartAsync();

        await ShowAsync("IsLastCheckValid", isSo: true);
        await ShowAsync("ReadOnly", isSo: false);
        await seen.ExecuteAsync("SET GLOBAL read_only = 1");
        await ShowAsync("ReadOnly", isSo: true);
        await seen.KillAsync();
        await ShowAsync("IsLastCheckValid", isSo: false);

        await ChangeWhatWasDecidedElsewhereAsync(servers, database);

        var leader = await servers.LeaderAsync();
        var grabbing = servers.Nodes.First(server => server != leader);
        await grabbing.StopAsync();
        grabbing.Arguments.Add("--grab-election");
        await grabbing.StartAsync();
        await Eventually.SeeAsync("the server that was started to lead to do so", grabbing.LeadsAsync, leads => leads);
        await Eventually.SeeAsync("no other to lead", servers.LeadersAsync, leaders => leaders.Count == 1);

        // The client would ask the leader.
        async Task ShowAsync(string property, bool isSo)
        {
            foreach (var server in servers.Nodes)
            {
                await Eventually.SeeAsync(
                    $"{server.Address} to show that {property} is {isSo}",
                    async token => JsonNode.Parse(await server.GetAsync($"instance/127.0.0.1/{seen.Port}", token))?[property]?.GetValue<bool>(),
                    shown => shown == isSo,
                    TimeSpan.FromSeconds(60));
            }
        }
    }

    // What arrives by replication moves nothing that a server looks at in between: it knows of it only when it reads everything.
    private static async Task ChangeWhatWasDecidedElsewhereAsync(ServerCluster servers, MariaDbServer database)
    {
        var before = FreePort.Next();
        (await servers.Nodes[0].PostAsync($"async-discover/127.0.0.1/{before}")).Status.ShouldBe(HttpStatusCode.OK);
        foreach (var server in servers.Nodes)
        {
            var port = FreePort.Next();
            await database.ExecuteAsync($"UPDATE {SharedServers.Database}.registered_instance SET port = {port} WHERE port = {before}");

            var (status, body) = await server.PostAsync($"tag/127.0.0.1/{port}/seen-by/{server.Address.Port}");

            status.ShouldBe(HttpStatusCode.OK, body);
            before = port;
        }

        (await servers.Nodes[0].PostAsync($"tag/127.0.0.1/{FreePort.Next()}/name/value")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task KilledLeaderAsync(ClusterUnderLoad cluster)
    {
        var killed = await cluster.Servers.LeaderAsync();
        await killed.KillAsync();
        await cluster.NextLeaderAsync(killed);
        await killed.StartAsync();
    }

    private static async Task<bool> FrozenLeaderAsync(ClusterUnderLoad cluster, MariaDbServer database)
    {
        var old = await cluster.Servers.LeaderAsync();
        var key = new InstanceKey("127.0.0.1", FreePort.Next());
        await using (var client = Ham4dbClient.Create(old.Address.ToString()))
        {
            await client.Instances.DiscoverInBackgroundAsync(key);
        }

        var held = await HeldWrites.BeginAsync(database);
        LateChanges late;
        await using (held)
        {
            late = await LateChanges.BeginAsync(old, key, database, held);
            old.Suspend();
        }

        using (late)
        {
            try
            {
                await cluster.NextLeaderAsync(old);
            }
            finally
            {
                old.Resume();
            }

            return await late.WereFencedAsync(old, database);
        }
    }

    private Task<ClusterUnderLoad> StartAsync(MariaDbServer database)
        => ClusterUnderLoad.StartAsync(SharedServers.On([database, database, database]), output, readsBack: false);
}
