using System.Globalization;
using System.Text.Json.Nodes;
using Ham4db.Testing;
using Xunit.Abstractions;

namespace Ham4db.Integration.Tests.HighAvailability;

/// <summary>Two servers over two databases that replicate to each other by statements, behind a proxy, while one active database after the other is killed.</summary>
[Collection(Alone.Name)]
public sealed class SemiHaTests(ITestOutputHelper output)
{
    private const string Database = "ham4db";
    private const int CallsPerPhase = 20;

    // The side that is active and killed. Between two kills of the first, which the proxy prefers, it goes back there by itself.
    private static readonly int[] Killed = [0, 1, 0, 1, 0, 0, 1, 0, 0, 1];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task ActiveDatabaseKilledTenTimes_LosesNothing_AndBothSidesComeToTheSameRows()
    {
        await using var pair = await MasterMasterPair.StartAsync();
        await using var proxy = await MySqlProxy.StartAsync(pair.Servers);
        await using var cluster = Servers(proxy, pair);
        var servers = cluster.Nodes;
        await Task.WhenAll(servers.Select(server => server.StartAsync()));
        await LeadsAsync(servers);
        await using var sampler = LeaderSampler.Start(servers.Select(server => server.Address));
        await using var load = await ChangeLoad.StartAsync(
            servers.Select(server => server.Address.ToString().TrimEnd('/')), readsBack: false, deadline: Patience);

        foreach (var (side, next) in Killed.Zip([.. Killed.Skip(1), 0]))
        {
            await proxy.WaitUntilActiveAsync(side, Patience);
            await WorksAsync(servers, load);

            await pair.KillAsync(side);
            await proxy.SetInServiceAsync(0, isInService: true);
            await proxy.WaitUntilActiveAsync(1 - side, Patience);
            await WorksAsync(servers, load);

            // The second is active when it is killed only if the first stays out of service, although it is back, until then.
            await proxy.SetInServiceAsync(0, isInService: side == 1 || next == 0);
            await pair.RestartAsync(side);
            await CaughtUpAsync(pair);
        }

        await HoldsAllPromisesAsync(pair, servers, load, sampler);
    }

    private async Task HoldsAllPromisesAsync(MasterMasterPair pair, IReadOnlyList<ServerProcess> servers, ChangeLoad load, LeaderSampler sampler)
    {
        var report = await load.StopAsync();
        output.WriteLine(report.ToString());
        output.WriteLine(sampler.Samples.ToString());
        report.Failures.ShouldBeEmpty();
        report.Anomalies.ShouldBeEmpty();
        (await sampler.StopAsync()).Violations.ShouldBeEmpty();

        await Task.WhenAll(servers.Select(server => server.StopAsync()));
        await pair.WaitForCaughtUpAsync();
        pair.Servers.SelectMany(server => server.Process.Errors).ShouldNotContain(line => line.Contains("Unsafe statement", StringComparison.Ordinal));
        await load.VerifyAsync([servers[0]]);
        var rows = await pair.DumpRowsAsync(0, Database);
        var others = await pair.DumpRowsAsync(1, Database);
        rows.Except(others).Concat(others.Except(rows)).ShouldBeEmpty();
        others.Count.ShouldBe(rows.Count);
    }

    // As the samples have it, but for a shorter lease, and more to see for discovery.
    private ServerCluster Servers(MySqlProxy proxy, MasterMasterPair pair)
    {
        var cluster = SampleServers.OnDatabases("semi-ha", [("127.0.0.1", proxy.Port), ("127.0.0.1", proxy.Port)], (_, line) => output.WriteLine(line));
        foreach (var server in cluster.Nodes)
        {
            server.Configuration["DiscoverySeeds"] = new JsonArray([.. pair.Servers.Select(side => JsonValue.Create(side.Address))]);
            server.Configuration["HostnameResolveMethod"] = "none";
            server.Configuration["MySQLHostnameResolveMethod"] = "@@report_host";
            server.Configuration["ActiveNodeExpireSeconds"] = SharedServers.LeaseSeconds;
            server.Configuration["InstancePollSeconds"] = 1;
        }

        return cluster;
    }

    private static Task<bool[]> LeadsAsync(IReadOnlyList<ServerProcess> servers) => Eventually.SeeAsync(
        "a leader", async token => await Task.WhenAll(servers.Select(server => server.LeadsAsync(token))), leads => leads.Contains(true), Patience);

    private static async Task WorksAsync(IReadOnlyList<ServerProcess> servers, ChangeLoad load)
    {
        await LeadsAsync(servers);
        await load.WaitForCallsAsync(CallsPerPhase, Patience);
    }

    // Writes go on meanwhile: each side must come to where the other is now.
    private static async Task CaughtUpAsync(MasterMasterPair pair)
    {
        await Eventually.SeeAsync("both sides to replicate", pair.ReplicationErrorsAsync, errors => errors.Count == 0, Patience);
        for (var side = 0; side < 2; side++)
        {
            var written = (string)(await pair.Servers[side].ScalarAsync("SELECT @@gtid_binlog_pos"))!;
            var own = written.Split(',').Single(position => position.StartsWith(string.Create(CultureInfo.InvariantCulture, $"{side + 1}-"), StringComparison.Ordinal));
            await Eventually.SeeAsync(
                $"{pair.Servers[1 - side].Address} to have {own}",
                token => pair.Servers[1 - side].ScalarAsync($"SELECT MASTER_GTID_WAIT('{own}', 5)", token),
                answer => Convert.ToInt64(answer, CultureInfo.InvariantCulture) == 0,
                Patience);
        }
    }
}
