using System.Globalization;

namespace Ham4db.Benchmarks;

/// <summary>
/// Lets faults loose on a real cluster by chance, in rounds: changes all along, some faults, then every promise is looked at on every node. What
/// breaks one is told with the seed, and the rest of the time is not used.
/// </summary>
internal sealed class ChaosBenchmark(ChaosOptions options)
{
    private const int FaultsInARound = 8;

    private readonly SortedDictionary<string, int> _done = new(StringComparer.Ordinal);
    private readonly List<string> _found = [];
    private int _faults;
    private int _calls;
    private int _rows;
    private TimeSpan _longestGap;

    /// <summary>Runs it.</summary>
    /// <returns>Whether every promise was kept.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"chaos {options.Minutes} --seed {options.Seed} --nodes {options.Nodes}{(options.IsMixed ? " --mixed" : string.Empty)}"));
        await using var cluster = await ChaosCluster.StartAsync(options, cancellationToken);
        var faults = new ChaosFaults(cluster, options);
        var began = TimeProvider.System.GetTimestamp();
        try
        {
            for (var round = 1; _found.Count == 0 && TimeProvider.System.GetElapsedTime(began).TotalMinutes < options.Minutes; round++)
            {
                await RoundAsync(cluster, faults, cancellationToken);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{TimeProvider.System.GetElapsedTime(began).TotalSeconds,6:0} s: round {round}, {_faults} faults, {_calls} calls, {cluster.Nodes.Count} nodes with {_rows} rows each, longest time without an answer {_longestGap.TotalMilliseconds:0} ms"));
            }
        }
        catch (Exception broken) when (broken is TimeoutException or InvalidOperationException or HttpRequestException)
        {
            Found($"after {_faults} faults: {broken.Message}");
            LookForEnded(cluster);
        }

        foreach (var violation in cluster.Samples.Violations)
        {
            Found(violation);
        }

        Report(cluster, TimeProvider.System.GetElapsedTime(began));
        return _found.Count == 0;
    }

    private async Task RoundAsync(ChaosCluster cluster, ChaosFaults faults, CancellationToken cancellationToken)
    {
        await cluster.BeginAsync(cancellationToken);
        for (var i = 0; i < FaultsInARound; i++)
        {
            var name = await faults.NextAsync(cancellationToken);
            _faults++;
            _done[name] = _done.GetValueOrDefault(name) + 1;
            LookForEnded(cluster);
            if (_found.Count > 0)
            {
                return;
            }
        }

        await cluster.SettleAsync(cancellationToken);
        var (report, rows) = await cluster.VerifyAsync(cancellationToken);
        _calls += report.Calls;
        _rows = rows;
        _longestGap = report.LongestGap > _longestGap ? report.LongestGap : _longestGap;
        foreach (var wrong in report.Failures.Concat(report.Anomalies))
        {
            Found(wrong);
        }
    }

    private void LookForEnded(ChaosCluster cluster)
    {
        foreach (var node in cluster.EndedByThemselves)
        {
            Found($"{node.Address} ended by itself with exit code {node.Process.ExitCode}: {node.Process.Tail(1)}");
        }
    }

    private void Found(string what)
    {
        _found.Add(what);
        Console.WriteLine(what);
    }

    private void Report(ChaosCluster cluster, TimeSpan elapsed)
    {
        Console.WriteLine();
        foreach (var (name, times) in _done)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{times,5}  {name}"));
        }

        Console.WriteLine();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"seed {options.Seed}, {options.Nodes} nodes, {elapsed.TotalMinutes:0.0} min: {_faults} faults, {_calls} calls, {cluster.Samples}; {_found.Count} promises broken"));
        foreach (var (what, times) in cluster.Noticed)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{times,5}  times said: {what}"));
        }
    }
}
