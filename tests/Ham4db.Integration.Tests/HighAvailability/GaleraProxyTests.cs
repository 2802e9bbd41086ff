using System.Globalization;
using Ham4db.Testing;
using Xunit.Abstractions;

namespace Ham4db.Integration.Tests.HighAvailability;

/// <summary>Three servers that all write to one node of a Galera cluster, each by way of a proxy of its own, while a client changes things.</summary>
[Collection(Alone.Name)]
public sealed class GaleraProxyTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [GaleraFact]
    public async Task NodesAndProxyFail_TheProxiesLeadToAnotherNode_AndTheServersGoOn()
    {
        await using var galera = await GaleraCluster.StartAsync();
        await using var first = await MySqlProxy.StartAsync(galera);
        await using var second = await MySqlProxy.StartAsync(galera);
        await using var third = await MySqlProxy.StartAsync(galera);
        MySqlProxy[] proxies = [first, second, third];
        await using var cluster = await ClusterUnderLoad.StartAsync(
            SampleServers.OnDatabases("galera/single-writer", [.. proxies.Select(proxy => ("127.0.0.1", proxy.Port))]), output, readsBack: false);
        await AreOnAsync(proxies, 0);

        await cluster.TroubleAsync("the node in use is cut off from the others", () => LeadsOnAsync(cluster, async () =>
        {
            await galera.IsolateAsync(0);
            await AreOnAsync(proxies, 1);
        }));
        await cluster.TroubleAsync("it is connected again", () => LeadsOnAsync(cluster, async () =>
        {
            await galera.HealAsync(0);
            await AreOnAsync(proxies, 0);
        }));
        await cluster.TroubleAsync("the node in use is killed", () => LeadsOnAsync(cluster, async () =>
        {
            await galera.KillAsync(0);
            await AreOnAsync(proxies, 1);
        }));
        await cluster.TroubleAsync("it is back", () => LeadsOnAsync(cluster, async () =>
        {
            await galera.RestartAsync(0);
            await AreOnAsync(proxies, 0);
        }));
        await cluster.TroubleAsync("another node is killed", () => LeadsOnAsync(cluster, async () =>
        {
            await galera.KillAsync(2);
            await galera.WaitForPrimaryAsync(2, Patience);
            await AreOnAsync(proxies, 0);
        }));
        await cluster.TroubleAsync("the proxy of the leader is killed", async () =>
        {
            var leader = await cluster.Servers.LeaderAsync();
            var proxy = proxies[cluster.Servers.Nodes.ToList().IndexOf(leader)];
            await proxy.KillAsync();
            await SharedServers.IsOutOfServiceAsync(leader);
            await cluster.NextLeaderAsync(leader);
            await proxy.RestartAsync();
            await SharedServers.AreWellAsync(cluster);
        });

        await SharedServers.HoldAllPromisesAsync(cluster);
    }

    private static Task AreOnAsync(IEnumerable<MySqlProxy> proxies, int node) => Task.WhenAll(proxies.Select(proxy => proxy.WaitUntilActiveAsync(node, Patience)));

    // The lease is of the cluster, whichever node it is read from: who held it goes on in the same term, if that took less than it may.
    private async Task LeadsOnAsync(ClusterUnderLoad cluster, Func<Task> trouble)
    {
        var leader = await cluster.Servers.LeaderAsync();
        var term = await TermAsync(leader);
        await trouble();
        await SharedServers.AreWellAsync(cluster);

        var next = await cluster.Servers.LeaderAsync();
        var nextTerm = await TermAsync(next);
        output.WriteLine($"{leader.Address} led in term {term}, {next.Address} leads in term {nextTerm}; at most {cluster.Sampler.Samples.LongestWithoutLeader} without a leader so far");
        if (!leader.Output.Any(line => line.Contains($"token {term}: ", StringComparison.Ordinal) && line.Contains("it was not renewed in time", StringComparison.Ordinal)))
        {
            (next.Address, nextTerm).ShouldBe((leader.Address, term));
        }
    }

    private static async Task<long> TermAsync(ServerProcess server)
    {
        using var http = new HttpClient { BaseAddress = new Uri(server.Address, "api/") };
        using var answer = await http.GetAsync("leader-check");
        return long.Parse(answer.Headers.GetValues("Ham4db-Term").Single(), CultureInfo.InvariantCulture);
    }
}
