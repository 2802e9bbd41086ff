using System.Globalization;
using Ham4db.Client;
using Ham4db.Testing;

namespace Ham4db.Benchmarks;

/// <summary>Kills the leader again and again, while one loop calls through the SDK and another through HAProxy, in the same run.</summary>
internal sealed class FailoverBenchmark(int kills)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var cluster = new ServerCluster(nodes: 3);
        await cluster.StartAsync(cancellationToken);
        await using var client = Ham4dbClient.Create(new Ham4dbClientOptions { Endpoints = [.. cluster.Addresses] });
        await using var direct = new CallLoop(token => client.Clusters.ListNamesAsync(token));
        await using var proxied = await ProxiedLoop.StartAsync(cluster, cancellationToken);
        var rows = new List<(TimeSpan Gap, int Failed, TimeSpan ProxyGap, int ProxyFailed)>();

        Console.WriteLine("kill   Ham4db.Client: longest gap, failed of calls   HAProxy: longest gap, failed of calls");
        for (var kill = 1; kill <= kills; kill++)
        {
            await SettleAsync(cluster, direct, proxied?.Loop, cancellationToken);
            var leader = await cluster.LeaderAsync(cancellationToken: cancellationToken);
            await leader.KillAsync(cancellationToken);
            await cluster.LeaderAsync(cancellationToken: cancellationToken);

            // Long enough for the proxy's health checks to have found the new leader as well.
            await Task.Delay(TimeSpan.FromSeconds(6), cancellationToken);
            var ours = direct.Take();
            var theirs = proxied?.Loop.Take() ?? default;
            rows.Add((ours.LongestGap, ours.Failed, theirs.LongestGap, theirs.Failed));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{kill,4}   {ours.LongestGap.TotalMilliseconds,7:0} ms, {ours.Failed} of {ours.Calls,-27} {theirs.LongestGap.TotalMilliseconds,7:0} ms, {theirs.Failed} of {theirs.Calls}"));
            await leader.StartAsync(cancellationToken);
        }

        Report(rows, proxied is not null);
    }

    private static async Task SettleAsync(ServerCluster cluster, CallLoop direct, CallLoop? proxied, CancellationToken cancellationToken)
    {
        await Settling.WaitAsync(cluster, TimeSpan.FromSeconds(3), cancellationToken);
        direct.Take();
        proxied?.Take();
    }

    private static void Report(IReadOnlyList<(TimeSpan Gap, int Failed, TimeSpan ProxyGap, int ProxyFailed)> rows, bool hasProxy)
    {
        var ours = rows.Select(row => row.Gap.TotalMilliseconds).ToArray();
        var theirs = rows.Select(row => row.ProxyGap.TotalMilliseconds).ToArray();
        Console.WriteLine();
        Console.WriteLine($"Ham4db.Client   longest gap min / median / max: {Sample.Spread(ours, "0", "ms")}; failed calls: {rows.Sum(row => row.Failed)}");
        if (hasProxy)
        {
            Console.WriteLine($"HAProxy         longest gap min / median / max: {Sample.Spread(theirs, "0", "ms")}; failed calls: {rows.Sum(row => row.ProxyFailed)}");
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"median gap, Ham4db.Client / HAProxy: {Sample.Median(ours) / Sample.Median(theirs):0.00}"));
        }
    }
}
