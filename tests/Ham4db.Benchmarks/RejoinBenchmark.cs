using System.Globalization;
using System.Text.Json;
using Ham4db.Client.Contract;
using Ham4db.Testing;

namespace Ham4db.Benchmarks;

/// <summary>A follower is stopped, misses 10,000 changes and is started again: from its first answer over HTTP until it has applied what the leader has.</summary>
internal sealed class RejoinBenchmark(int rounds)
{
    private const int Missed = 10_000;
    private const int Callers = 32;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var cluster = new ServerCluster(nodes: 3);
        await cluster.StartAsync(cancellationToken);
        var up = new List<double>();
        var caughtUp = new List<double>();
        Console.WriteLine($"round   up after    then caught up, of {Missed} changes missed, after");
        for (var round = 1; round <= rounds; round++)
        {
            await Settling.WaitAsync(cluster, TimeSpan.FromSeconds(1), cancellationToken);
            var leader = await cluster.LeaderAsync(cancellationToken: cancellationToken);
            var follower = cluster.Nodes.First(node => node != leader);
            await follower.StopAsync(cancellationToken: cancellationToken);
            var target = await ChangeAsync(leader, cancellationToken);
            var (start, catchUp) = await ReturnAsync(follower, target, cancellationToken);
            up.Add(start.TotalMilliseconds);
            caughtUp.Add(catchUp.TotalMilliseconds);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{round,5}   {start.TotalMilliseconds,5:0} ms    {catchUp.TotalMilliseconds:0} ms"));
        }

        Console.WriteLine();
        Console.WriteLine($"start of the process to its first answer  min / median / max: {Sample.Spread(up, "0", "ms")}");
        Console.WriteLine($"first answer to caught up                 min / median / max: {Sample.Spread(caughtUp, "0", "ms")}");
    }

    private static async Task<long> ChangeAsync(ServerProcess leader, CancellationToken cancellationToken)
    {
        using var changes = new TagChanges(leader, Callers);
        await changes.PrepareAsync(cancellationToken);
        await Benchmarks.Callers.RunAsync(Callers, Missed, changes.SetAsync, cancellationToken);
        return await AppliedAsync(leader, cancellationToken);
    }

    private static async Task<(TimeSpan Start, TimeSpan CatchUp)> ReturnAsync(ServerProcess follower, long target, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        var began = TimeProvider.System.GetTimestamp();
        await follower.LaunchAsync(limit.Token);
        TimeSpan? answered = null;
        while (true)
        {
            try
            {
                var applied = await AppliedAsync(follower, limit.Token);
                answered ??= TimeProvider.System.GetElapsedTime(began);
                if (applied >= target)
                {
                    return (answered.Value, TimeProvider.System.GetElapsedTime(began) - answered.Value);
                }
            }
            catch (HttpRequestException) when (answered is null && !follower.Process.HasExited)
            {
                // It does not listen yet.
            }

            await Task.Delay(Pause, limit.Token);
        }
    }

    private static async Task<long> AppliedAsync(ServerProcess node, CancellationToken cancellationToken)
        => JsonSerializer.Deserialize(await node.GetAsync("raft-status", cancellationToken), WireJson.Default.RaftStatus)!.AppliedIndex!.Value;
}
