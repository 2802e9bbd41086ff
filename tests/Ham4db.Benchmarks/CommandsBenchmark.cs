using System.Globalization;
using Ham4db.Testing;

namespace Ham4db.Benchmarks;

/// <summary>
/// Changes that are answered when a majority of three nodes has them on disk: by one caller, and by 32 at once. Over HTTP at the leader, where
/// three servers and the callers share the machine; and with three nodes in this process, through the command log alone.
/// </summary>
internal sealed class CommandsBenchmark(TimeSpan window)
{
    private const int Many = 32;
    private const int WarmUp = 3_000;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Console.WriteLine($"{"",-16} {"1 caller: p50 / p99 / max",-30} {"a second",9}   {"32 callers: p50 / p99 / max",-30} {"a second",9}");
        var http = await OverHttpAsync(cancellationToken);
        var process = await InProcessAsync(cancellationToken);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"over HTTP / in one process: p50 of one caller {http.Alone / process.Alone:0.00}, changes a second by 32 {http.Together / process.Together:0.00}"));
    }

    private async Task<(double Alone, double Together)> OverHttpAsync(CancellationToken cancellationToken)
    {
        await using var cluster = new ServerCluster(nodes: 3);
        var leader = await cluster.StartAsync(cancellationToken);
        using var changes = new TagChanges(leader, Many);
        await changes.PrepareAsync(cancellationToken);
        return await MeasureAsync("over HTTP", changes.SetAsync, cancellationToken);
    }

    private async Task<(double Alone, double Together)> InProcessAsync(CancellationToken cancellationToken)
    {
        await using var nodes = await RaftNodes.StartAsync(cancellationToken);
        return await MeasureAsync("in one process", nodes.SetTagAsync, cancellationToken);
    }

    private async Task<(double Alone, double Together)> MeasureAsync(string how, Func<CancellationToken, Task> change, CancellationToken cancellationToken)
    {
        // The first calls pay for the runtime's compilation, here and in the servers.
        await Callers.RunAsync(Many, WarmUp, change, cancellationToken);
        var alone = await Callers.RunForAsync(1, window, change, cancellationToken);
        var together = await Callers.RunForAsync(Many, window, change, cancellationToken);
        Console.WriteLine($"{how,-16} {Describe(alone)}   {Describe(together)}");
        return (Sample.Percentile(alone.Calls, 50), together.Calls.Count / together.Elapsed.TotalSeconds);
    }

    private static string Describe((IReadOnlyList<double> Calls, TimeSpan Elapsed) run)
        => string.Create(
            CultureInfo.InvariantCulture,
            $"{$"{Sample.Percentile(run.Calls, 50):0.0} / {Sample.Percentile(run.Calls, 99):0.0} / {run.Calls.Max():0.0} ms",-30} {run.Calls.Count / run.Elapsed.TotalSeconds,9:0}");
}
