using System.Diagnostics;
using System.Globalization;
using System.Net;
using Ham4db.Testing;

namespace Ham4db.Benchmarks;

/// <summary>
/// Lets faults loose on servers that share a backend, in an order that a seed decides, one or several at a time, while clients change things and
/// leaders are watched. After each round all must be well again; at the end everything acknowledged must be there.
/// </summary>
internal sealed class SharedChaosBenchmark(SharedChaosOptions options)
{
    private const int CallsWhenWell = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Random _random = new(options.Seed);
    private readonly FaultTally _tally = new();
    private readonly List<string> _violations = [];

    /// <returns>Whether nothing was seen that must not be.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        Console.WriteLine($"{options.Mode}, seed {options.Seed.ToString(CultureInfo.InvariantCulture)}");
        await using var logs = new NodeLogs(options.Logs);
        await using var ground = await SharedGround.StartAsync(options.Mode, logs.Write, cancellationToken);
        await ground.Servers.StartAsync(cancellationToken);
        await using var sampler = LeaderSampler.Start(ground.Servers, handsOver: true);
        await using var load = await ChangeLoad.StartAsync(ground.Servers.Addresses, readsBack: false, deadline: Patience, cancellationToken: cancellationToken);
        var watches = ground.Databases.Select(database => LeaseWatch.Start(database, ground.MayLoseSight)).ToList();

        await MakeFaultsAsync(ground, load, cancellationToken);

        var report = await load.StopAsync();
        var samples = await sampler.StopAsync();
        _violations.AddRange(samples.Violations);
        foreach (var watch in watches)
        {
            _violations.AddRange(await watch.StopAsync());
            await watch.DisposeAsync();
        }

        _violations.AddRange(ground.MayLoseSight ? [] : report.Anomalies);
        await JudgeAsync(ground, load, cancellationToken);
        Show(report, samples, watches);
        return _violations.Count == 0;
    }

    private async Task MakeFaultsAsync(SharedGround ground, ChangeLoad load, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        for (var round = 1; Stopwatch.GetElapsedTime(began) < options.Duration && !cancellationToken.IsCancellationRequested; round++)
        {
            try
            {
                await MakeRoundAsync(round, ground, load, cancellationToken);
            }
            catch (TimeoutException stuck)
            {
                // What is stuck does not get better by more of it.
                _violations.Add($"{Now} round {round}: {stuck.Message}");
                _violations.AddRange(ground.Databases.Select(database => $"{database.Address} {(database.Process.HasExited ? "has ended" : "runs")}: {database.Process.Tail(60)}"));
                return;
            }
        }
    }

    private async Task MakeRoundAsync(int round, SharedGround ground, ChangeLoad load, CancellationToken cancellationToken)
    {
        var faults = Pick(ground.Faults);
        var made = await Task.WhenAll(faults.Select(fault => MakeAsync(fault, new Random(_random.Next()), cancellationToken)));
        var mended = Stopwatch.GetTimestamp();
        await ground.MendedAsync(cancellationToken);
        await WellAsync(ground, load, cancellationToken);
        var took = Stopwatch.GetElapsedTime(mended);
        _tally.Add(faults, took);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{Now} round {round}: {string.Join("; ", made)}: well after {took.TotalSeconds:0.0} s, {load.Report.Calls} calls, {load.Report.Failed} failed, {load.Report.Anomalies.Count} anomalies"));
    }

    private static string Now => DateTime.UtcNow.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);

    // One, sometimes two, rarely three at a time.
    private List<SharedFault> Pick(IReadOnlyList<SharedFault> faults)
    {
        var count = _random.Next(10) switch { < 5 => 1, < 8 => 2, _ => 3 };
        return
        [
            .. faults.OrderBy(fault => -Math.Log(1 - _random.NextDouble()) / fault.Weight).DistinctBy(fault => fault.On).Take(count),
        ];
    }

    private static async Task<string> MakeAsync(SharedFault fault, Random random, CancellationToken cancellationToken)
    {
        var start = await SharedFault.PassAsync(random, SharedGround.Lease, cancellationToken);
        return $"{fault.Name} ({await fault.MakeAsync(random, cancellationToken)}, after {start})";
    }

    private static async Task WellAsync(SharedGround ground, ChangeLoad load, CancellationToken cancellationToken)
    {
        await Eventually.SeeAsync(
            "every server to be well",
            async token => await Task.WhenAll(ground.Servers.Nodes.Select(node => node.GetStatusAsync("health", token))),
            seen => seen.All(status => status == HttpStatusCode.OK),
            Patience,
            cancellationToken);
        await ground.Servers.LeaderAsync(Patience, cancellationToken);
        await load.WaitForCallsAsync(CallsWhenWell, Patience, cancellationToken);
    }

    private async Task JudgeAsync(SharedGround ground, ChangeLoad load, CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(ground.Servers.Nodes.Select(server => server.StopAsync(cancellationToken: cancellationToken)));
            _violations.AddRange(await ground.FindWrongAsync(cancellationToken));
            await load.VerifyAsync([ground.Servers.Nodes[0]], TimeSpan.FromSeconds(30), cancellationToken);
        }
        catch (TimeoutException wrong)
        {
            _violations.Add(wrong.Message);
        }
    }

    private void Show(LoadReport report, LeaderSamples samples, IReadOnlyList<LeaseWatch> watches)
    {
        Console.WriteLine();
        _tally.Show();
        Console.WriteLine();
        Console.WriteLine($"load:    {report}");
        Console.WriteLine($"leaders: {samples}");
        Console.WriteLine($"leases:  {string.Join(", ", watches.Select(watch => string.Create(CultureInfo.InvariantCulture, $"{watch.Looks} looks up to token {watch.Token}")))}");
        foreach (var failure in report.Failures)
        {
            Console.WriteLine($"failed:  {failure.ReplaceLineEndings(" ")}");
        }

        foreach (var anomaly in report.Anomalies)
        {
            Console.WriteLine($"anomaly: {anomaly}");
        }

        Console.WriteLine($"violations: {_violations.Count}");
        foreach (var violation in _violations)
        {
            Console.WriteLine(violation);
        }
    }
}
