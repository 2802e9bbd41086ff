using Ham4db.Client;
using Ham4db.Testing;

namespace Ham4db.Benchmarks;

/// <summary>
/// A thousand callers of one client call at the moment at which the leader dies, or freezes: how long after another node answered as leader they
/// were all answered, and how often the nodes were asked for the leader, beside the same with one caller.
/// </summary>
internal sealed class HerdBenchmark(int rounds)
{
    private const int Many = 1_000;

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    // Long enough for the proxy's health checks to have found the new leader as well.
    private static readonly TimeSpan Aftermath = TimeSpan.FromSeconds(5);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var cluster = new ServerCluster(nodes: 3);
        await cluster.StartAsync(cancellationToken);
        await using var proxied = await ProxiedLoop.StartAsync(cluster, cancellationToken);
        var all = new List<(string What, IReadOnlyList<Round> Rounds)>();
        foreach (var callers in (int[])[1, Many])
        {
            all.Add(($"killed, {callers} callers", await MeasureAsync(cluster, proxied, callers, LostLeader.KilledAsync, cancellationToken)));
            all.Add(($"frozen, {callers} callers", await MeasureAsync(cluster, proxied, callers, LostLeader.FrozenAsync, cancellationToken)));
        }

        Report(all, proxied is not null);
    }

    private async Task<IReadOnlyList<Round>> MeasureAsync(
        ServerCluster cluster, ProxiedLoop? proxied, int callers, Func<ServerProcess, Func<Task>, CancellationToken, Task> take, CancellationToken cancellationToken)
    {
        var measured = new List<Round>();
        for (var round = 0; round < rounds; round++)
        {
            await Settling.WaitAsync(cluster, Quiet, cancellationToken);
            var leader = await cluster.LeaderAsync(cancellationToken: cancellationToken);
            await using var counted = new CountedClient(cluster);

            // As in a service that has run for a while: the connections are there, and the code is compiled.
            await CallAsync(counted.Client, callers, cancellationToken);
            await CallAsync(counted.Client, callers, cancellationToken);
            counted.TakeQuestions();
            proxied?.Loop.Take();
            await take(leader, async () => measured.Add(await LoseAsync(cluster, leader, counted, callers, cancellationToken)), cancellationToken);
            var theirs = proxied?.Loop.Take() ?? default;
            measured[^1] = measured[^1] with { ProxyGap = theirs.LongestGap, ProxyFailed = theirs.Failed };
        }

        return measured;
    }

    private static async Task<Round> LoseAsync(ServerCluster cluster, ServerProcess leader, CountedClient counted, int callers, CancellationToken cancellationToken)
    {
        var since = TimeProvider.System.GetTimestamp();
        var elected = NextLeader.WaitAsync(cluster.Nodes.Where(node => node != leader), since, cancellationToken);
        var answered = (await CallAsync(counted.Client, callers, cancellationToken)).Select(at => at is { } moment ? TimeProvider.System.GetElapsedTime(since, moment) : (TimeSpan?)null).ToList();
        var asked = counted.TakeQuestions();
        var round = new Round(
            await elected,
            answered.Min() ?? TimeSpan.Zero,
            answered.Max() ?? TimeSpan.Zero,
            answered.Count(at => at is null),
            [.. cluster.Nodes.Where(node => node != leader).Select(node => asked.GetValueOrDefault(node.Address))]);
        await Task.Delay(Aftermath, cancellationToken);
        return round;
    }

    /// <returns>When each call was answered; null for one that failed.</returns>
    private static async Task<long?[]> CallAsync(IHam4dbClient client, int callers, CancellationToken cancellationToken)
        => await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(
            async () =>
            {
                try
                {
                    await client.Clusters.ListNamesAsync(cancellationToken);
                    return (long?)TimeProvider.System.GetTimestamp();
                }
                catch (Ham4dbException)
                {
                    return null;
                }
            },
            cancellationToken)));

    private static void Report(IReadOnlyList<(string What, IReadOnlyList<Round> Rounds)> all, bool hasProxy)
    {
        Console.WriteLine($"{"leader",-22} {"another leads after",-24} {"first answer after that",-26} {"last answer after that",-26} {"failed",-12} {"asked, each node",-20} HAProxy: longest gap, failed");
        foreach (var (what, rounds) in all)
        {
            var proxy = hasProxy
                ? $"{Sample.Spread([.. rounds.Select(round => round.ProxyGap.TotalMilliseconds)], "0", "ms")}, {rounds.Sum(round => round.ProxyFailed)}"
                : "-";
            Console.WriteLine(
                $"{what,-22} {Spread(round => round.Elected),-24} {Spread(round => round.First - round.Elected),-26} {Spread(round => round.Last - round.Elected),-26} {rounds.Sum(round => round.Failed),-12} {Sample.Spread([.. rounds.SelectMany(round => round.Asked).Select(asked => (double)asked)], "0", "times"),-20} {proxy}");

            string Spread(Func<Round, TimeSpan> part) => Sample.Spread([.. rounds.Select(round => part(round).TotalMilliseconds)], "0", "ms");
        }

        Console.WriteLine();
        Console.WriteLine("Each cell: min / median / max.");
    }

    /// <param name="Elected">Until another node answered as leader.</param>
    /// <param name="First">Until the first of the calls was answered.</param>
    /// <param name="Last">Until the last was.</param>
    /// <param name="Failed">How many calls failed.</param>
    /// <param name="Asked">How often each of the other nodes was asked who leads.</param>
    private sealed record Round(TimeSpan Elected, TimeSpan First, TimeSpan Last, int Failed, IReadOnlyList<int> Asked)
    {
        public TimeSpan ProxyGap { get; init; }

        public int ProxyFailed { get; init; }
    }
}
