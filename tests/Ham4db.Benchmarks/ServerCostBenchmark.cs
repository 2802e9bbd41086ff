using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Ham4db.Testing;

namespace Ham4db.Benchmarks;

/// <summary>
/// What a stand-alone server and three raft nodes cost that each poll four real instances each second, and three raft nodes that have nothing to
/// poll: resident memory and processor time.
/// </summary>
internal sealed class ServerCostBenchmark(TimeSpan window)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Console.WriteLine("node             resident   processor, share of one core");
        await PollingAsync(cancellationToken);
        await IdleAsync(cancellationToken);
    }

    private async Task PollingAsync(CancellationToken cancellationToken)
    {
        await using var topology = await MariaDbTopology.StartAsync(replicas: 3, cancellationToken: cancellationToken);
        await using var cluster = new ServerCluster(nodes: 3, seeds: [topology.Master.Address]);
        var leader = await cluster.StartAsync(cancellationToken);
        await using var alone = new ServerProcess(AloneOver(topology));
        await alone.StartAsync(cancellationToken);
        await Eventually.SeeAsync(
            "four instances at the leader, and four at the server alone",
            async token => (await leader.GetAsync("all-instances", token) + await alone.GetAsync("all-instances", token)).Split("\"InstanceAlias\"").Length - 1,
            seen => seen == 8,
            cancellationToken: cancellationToken);
        await MeasureAsync([alone, .. cluster.Nodes], node => node == alone ? "alone" : node == leader ? "leader" : "follower", cancellationToken);
    }

    private async Task IdleAsync(CancellationToken cancellationToken)
    {
        await using var cluster = new ServerCluster(nodes: 3);
        var leader = await cluster.StartAsync(cancellationToken);
        await MeasureAsync(cluster.Nodes, node => node == leader ? "idle leader" : "idle follower", cancellationToken);
    }

    private async Task MeasureAsync(IReadOnlyList<ServerProcess> nodes, Func<ServerProcess, string> roleOf, CancellationToken cancellationToken)
    {
        // Start-up compiles and allocates: it is over before the window opens.
        await Task.Delay(TimeSpan.FromSeconds(20), cancellationToken);
        var before = nodes.Select(Cpu).ToArray();
        var began = TimeProvider.System.GetTimestamp();
        await Task.Delay(window, cancellationToken);
        var elapsed = TimeProvider.System.GetElapsedTime(began);
        for (var position = 0; position < nodes.Count; position++)
        {
            var share = (Cpu(nodes[position]) - before[position]) / elapsed;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{roleOf(nodes[position]),-13} {Resident(nodes[position]),8:0.0} MB   {share,6:0.0%}"));
        }
    }

    private static JsonObject AloneOver(MariaDbTopology topology) => new()
    {
        ["MySQLTopologyUser"] = MariaDbUsers.TopologyUser,
        ["MySQLTopologyPassword"] = MariaDbUsers.TopologyPassword,
        ["DiscoverySeeds"] = new JsonArray(JsonValue.Create(topology.Master.Address)),
        ["InstancePollSeconds"] = 1,
        ["HostnameResolveMethod"] = "none",
        ["MySQLHostnameResolveMethod"] = "@@report_host",
        ["DiscoverByShowSlaveHosts"] = true,
    };

    private static TimeSpan Cpu(ServerProcess node)
    {
        using var process = Process.GetProcessById(node.Process.Id);
        return process.TotalProcessorTime;
    }

    private static double Resident(ServerProcess node)
    {
        using var process = Process.GetProcessById(node.Process.Id);
        return process.WorkingSet64 / 1048576.0;
    }
}
