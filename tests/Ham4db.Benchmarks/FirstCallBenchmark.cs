using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Ham4db.Client;
using Ham4db.Testing;

namespace Ham4db.Benchmarks;

/// <summary>The first call of a new client: with three good endpoints, and with one of three that accepts and never answers, in turn.</summary>
internal sealed class FirstCallBenchmark(int rounds)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var cluster = new ServerCluster(nodes: 3);
        var leader = await cluster.StartAsync(cancellationToken);
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var good = cluster.Addresses;
        var leads = leader.Address.ToString().TrimEnd('/');
        var mixed = new[] { $"http://{silent.LocalEndpoint}", leads, good.First(address => address != leads) };

        // The first rounds pay for the runtime's own compilation.
        for (var round = 0; round < 5; round++)
        {
            await FirstCallAsync(good, cancellationToken);
            await FirstCallAsync(mixed, cancellationToken);
        }

        var withGood = new List<double>();
        var withSilent = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            withGood.Add(await FirstCallAsync(good, cancellationToken));
            withSilent.Add(await FirstCallAsync(mixed, cancellationToken));
        }

        Console.WriteLine($"three good endpoints   first call min / median / max: {Sample.Spread(withGood, "0.0", "ms")}");
        Console.WriteLine($"one of them silent     first call min / median / max: {Sample.Spread(withSilent, "0.0", "ms")}");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"median, one silent / three good: {Sample.Median(withSilent) / Sample.Median(withGood):0.00}"));
    }

    private static async Task<double> FirstCallAsync(IEnumerable<string> endpoints, CancellationToken cancellationToken)
    {
        await using var client = Ham4dbClient.Create(new Ham4dbClientOptions { Endpoints = [.. endpoints] });
        var began = TimeProvider.System.GetTimestamp();
        await client.Clusters.ListNamesAsync(cancellationToken);
        return TimeProvider.System.GetElapsedTime(began).TotalMilliseconds;
    }
}
