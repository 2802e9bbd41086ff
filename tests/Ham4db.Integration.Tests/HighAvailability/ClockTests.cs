using Ham4db.Testing;
using Xunit.Abstractions;

namespace Ham4db.Integration.Tests.HighAvailability;

[Collection(Alone.Name)]
public sealed class ClockTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [ClockFact]
    public async Task ClockJumpsAnHour_BothWays_OnEveryNode_NothingIsLost_AndNeverTwoLead()
    {
        var servers = new ServerCluster(nodes: 3);
        var clocks = new Dictionary<ServerProcess, SteppedClock>();
        foreach (var node in servers.Nodes)
        {
            clocks[node] = await SteppedClock.CreateAsync();
            foreach (var (name, value) in clocks[node].Variables)
            {
                node.Variables[name] = value;
            }
        }

        await using (var cluster = await ClusterUnderLoad.StartAsync(servers, output))
        {
            foreach (var offset in new[] { Hour, -Hour })
            {
                var leader = await servers.LeaderAsync();
                clocks[leader].Step(offset);
                await ShowsAsync(leader, offset);
                await cluster.Load.WaitForCallsAsync(50);

                foreach (var follower in servers.Nodes.Where(node => node != leader))
                {
                    clocks[follower].Step(-offset);
                    await cluster.Load.WaitForCallsAsync(20);
                }

                // The next leader has another time than the one that decided so far.
                await leader.KillAsync();
                await cluster.NextLeaderAsync(leader);
                await leader.StartAsync();
                await cluster.SettledAsync();
            }

            await cluster.HoldsAllPromisesAsync();
        }

        foreach (var clock in clocks.Values)
        {
            clock.Dispose();
        }
    }

    /// <summary>Waits until a node's replies are dated by the stepped clock: it is the process that has the other time, not just the test.</summary>
    private static async Task ShowsAsync(ServerProcess node, TimeSpan offset) => await Eventually.SeeAsync(
        $"{node.Address} to be {offset} ahead",
        async token =>
        {
            using var http = new HttpClient();
            using var response = await http.GetAsync(new Uri(node.Address, "api/lb-check"), token);
            return response.Headers.Date - DateTimeOffset.UtcNow;
        },
        ahead => ahead is { } seen && (seen - offset).Duration() < TimeSpan.FromMinutes(1));
}
