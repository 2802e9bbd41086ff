using System.Net;
using Ham4db.Testing;

namespace Ham4db.Benchmarks;

/// <summary>Asks nodes from outside, each about every millisecond, until one says that it leads.</summary>
internal static class NextLeader
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>How long it took from <paramref name="since"/>, a timestamp, until one of the nodes answered leader-check with 200.</summary>
    /// <exception cref="OperationCanceledException">None did within half a minute.</exception>
    public static async Task<TimeSpan> WaitAsync(IEnumerable<ServerProcess> nodes, long since, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(Limit);
        var asking = nodes.Select(node => AskAsync(node, since, stop.Token)).ToList();
        var first = await Task.WhenAny(asking);
        await stop.CancelAsync();
        await Task.WhenAll(asking).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return await first;
    }

    private static async Task<TimeSpan> AskAsync(ServerProcess node, long since, CancellationToken cancellationToken)
    {
        while (await node.GetStatusAsync("leader-check", cancellationToken) != HttpStatusCode.OK)
        {
            await Task.Delay(Pause, cancellationToken);
        }

        return TimeProvider.System.GetElapsedTime(since);
    }
}
