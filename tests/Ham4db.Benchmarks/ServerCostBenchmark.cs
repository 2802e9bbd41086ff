using System.Diagnostics;
using System.Globalization;
using Ham4db.Testing;

namespace Ham4db.Benchmarks;

/// <summary>What three nodes cost that poll four real instances each second: resident memory and processor time.</summary>
internal sealed class ServerCostBenchmark(TimeSpan window)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var topology = await MariaDbTopology.StartAsync(replicas: 3, cancellationToken: cancellationToken);
        await using var cluster = new ServerCluster(nodes: 3, seeds: [topology.Master.Address]);
        var leader = await cluster.StartAsync(cancellationToken);
        await Eventually.SeeAsync(
            "four instances",
            async token => (await leader.GetAsync("all-instances", token)).Split("\"InstanceAlias\"").Length - 1,
            seen => seen == 4,
            cancellationToken: cancellationToken);

        // Start-up compiles and allocates: it is over before the window opens.
        await Task.Delay(TimeSpan.FromSeconds(20), cancellationToken);
        var before = cluster.Nodes.Select(node => Cpu(node)).ToArray();
        var began = TimeProvider.System.GetTimestamp();
        await Task.Delay(window, cancellationToken);
        var elapsed = TimeProvider.System.GetElapsedTime(began);

        Console.WriteLine("node       resident   processor, share of one core");
        for (var position = 0; position < cluster.Nodes.Count; position++)
        {
            var node = cluster.Nodes[position];
            var share = (Cpu(node) - before[position]) / elapsed;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{(node == leader ? "leader" : "follower"),-8} {Resident(node),7:0.0} MB   {share,6:0.0%}"));
        }
    }

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
