using System.Globalization;
using Ham4db.Client;
using Ham4db.Client.Contract;
using Ham4db.Testing;

namespace Ham4db.Benchmarks;

/// <summary>
/// Hands leadership to each other node in turn while one loop reads and one changes through the SDK, and a third reads through HAProxy, in the
/// same run. No call may fail.
/// </summary>
internal sealed class YieldBenchmark(int rounds)
{
    private static readonly InstanceKey Instance = new("127.0.0.1", 1);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var cluster = new ServerCluster(nodes: 3);
        await cluster.StartAsync(cancellationToken);
        await using var client = Ham4dbClient.Create(new Ham4dbClientOptions { Endpoints = [.. cluster.Addresses] });
        await client.Instances.DiscoverInBackgroundAsync(Instance, cancellationToken);
        var value = 0;
        await using var reads = new CallLoop(token => client.Clusters.ListNamesAsync(token));
        await using var changes = new CallLoop(token => client.Tags.SetAsync(Instance, $"yield={Interlocked.Increment(ref value)}", token));
        await using var proxied = await ProxiedLoop.StartAsync(cluster, cancellationToken);
        var measured = new List<Round>();
        for (var round = 0; round < rounds; round++)
        {
            await Settling.WaitAsync(cluster, Quiet, cancellationToken);
            var leader = await cluster.LeaderAsync(cancellationToken: cancellationToken);
            var others = cluster.Nodes.Where(node => node != leader).ToArray();
            reads.Take();
            changes.Take();
            proxied?.Loop.Take();
            var (answered, leads) = await YieldAsync(leader, others[round % others.Length], cancellationToken);

            // Long enough for the proxy's health checks to have found the new leader as well.
            await Task.Delay(Quiet, cancellationToken);
            measured.Add(new Round(answered, leads, reads.Take(), changes.Take(), proxied?.Loop.Take() ?? default));
        }

        Console.WriteLine($"raft-yield answered     after min / median / max: {Sample.Spread([.. measured.Select(round => round.Answered.TotalMilliseconds)], "0", "ms")}");
        Console.WriteLine($"the named node leads    after min / median / max: {Sample.Spread([.. measured.Select(round => round.Leads.TotalMilliseconds)], "0", "ms")}");
        var read = Report("Ham4db.Client, reads", measured.Select(round => round.Reads));
        Report("Ham4db.Client, changes", measured.Select(round => round.Changes));
        if (proxied is not null)
        {
            var theirs = Report("HAProxy, reads", measured.Select(round => round.Proxied));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"median gap of reads, Ham4db.Client / HAProxy: {read / theirs:0.00}"));
        }
    }

    private static async Task<(TimeSpan Answered, TimeSpan Leads)> YieldAsync(ServerProcess leader, ServerProcess to, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = new Uri(leader.Address, "api/"), Timeout = TimeSpan.FromSeconds(30) };
        var began = TimeProvider.System.GetTimestamp();
        var leads = NextLeader.WaitAsync([to], began, cancellationToken);
        using var response = await http.PostAsync($"raft-yield/{to.Configuration["RaftAdvertise"]!.GetValue<string>()}", new ByteArrayContent([]), cancellationToken);
        var answered = TimeProvider.System.GetElapsedTime(began);
        return response.IsSuccessStatusCode
            ? (answered, await leads)
            : throw new InvalidOperationException(
                $"{leader.Address} did not yield to {to.Address}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(cancellationToken)}");
    }

    private static double Report(string who, IEnumerable<(int Calls, int Failed, TimeSpan LongestGap)> rounds)
    {
        var all = rounds.ToArray();
        var gaps = all.Select(round => round.LongestGap.TotalMilliseconds).ToArray();
        Console.WriteLine($"{who,-23} longest gap min / median / max: {Sample.Spread(gaps, "0", "ms")}; failed: {all.Sum(round => round.Failed)} of {all.Sum(round => round.Calls)}");
        return Sample.Median(gaps);
    }

    private sealed record Round(
        TimeSpan Answered,
        TimeSpan Leads,
        (int Calls, int Failed, TimeSpan LongestGap) Reads,
        (int Calls, int Failed, TimeSpan LongestGap) Changes,
        (int Calls, int Failed, TimeSpan LongestGap) Proxied);
}
