using System.Globalization;
using Ham4db.Client;
using Ham4db.Testing;

namespace Ham4db.Benchmarks;

/// <summary>
/// Takes the leader away again and again, killed and frozen, at the default election timeout and at the fast one: how long until another node
/// answers as leader, and how long a client that calls all along goes without an answer.
/// </summary>
internal sealed class LeaderLossBenchmark(int rounds)
{
    private const string Published = "Published for the Go server, not measured here: 2,100 to 5,500 ms from kill -9 to a new leader.";

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Aftermath = TimeSpan.FromSeconds(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Console.WriteLine($"{"election",-10} {"leader",-8} {"another leads after, min / median / max",-42} {"client's longest gap, min / median / max",-42} {"the gap above the election",-30} failed of calls");
        foreach (var election in new[] { 300, 150 })
        {
            await using var cluster = new ServerCluster(
                nodes: 3, configure: (configuration, _) => configuration["RaftElectionTimeoutMilliseconds"] = election);
            await cluster.StartAsync(cancellationToken);
            Report(election, "killed", await MeasureAsync(cluster, LostLeader.KilledAsync, cancellationToken));
            Report(election, "frozen", await MeasureAsync(cluster, LostLeader.FrozenAsync, cancellationToken));
        }

        Console.WriteLine();
        Console.WriteLine(Published);
    }

    private async Task<IReadOnlyList<Round>> MeasureAsync(
        ServerCluster cluster, Func<ServerProcess, Func<Task>, CancellationToken, Task> take, CancellationToken cancellationToken)
    {
        await using var client = Ham4dbClient.Create(new Ham4dbClientOptions { Endpoints = [.. cluster.Addresses] });
        await using var loop = new CallLoop(token => client.Clusters.ListNamesAsync(token));
        var measured = new List<Round>();
        for (var round = 0; round < rounds; round++)
        {
            await Settling.WaitAsync(cluster, Quiet, cancellationToken);
            var leader = await cluster.LeaderAsync(cancellationToken: cancellationToken);
            var others = cluster.Nodes.Where(node => node != leader).ToArray();
            loop.Take();
            await take(
                leader,
                async () =>
                {
                    var elected = await NextLeader.WaitAsync(others, TimeProvider.System.GetTimestamp(), cancellationToken);
                    await Task.Delay(Aftermath, cancellationToken);
                    var (calls, failed, gap) = loop.Take();
                    measured.Add(new Round(elected, gap, calls, failed));
                },
                cancellationToken);
        }

        return measured;
    }

    private static void Report(int election, string fault, IReadOnlyList<Round> measured)
    {
        var elected = measured.Select(round => round.Elected.TotalMilliseconds).ToArray();
        var gaps = measured.Select(round => round.Gap.TotalMilliseconds).ToArray();
        var above = measured.Select(round => (round.Gap - round.Elected).TotalMilliseconds).ToArray();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{election + " ms",-10} {fault,-8} {Sample.Spread(elected, "0", "ms"),-42} {Sample.Spread(gaps, "0", "ms"),-42} {Sample.Spread(above, "0", "ms"),-30} {measured.Sum(round => round.Failed)} of {measured.Sum(round => round.Calls)}"));
    }

    private sealed record Round(TimeSpan Elected, TimeSpan Gap, int Calls, int Failed);
}
