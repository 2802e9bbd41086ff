using System.Globalization;
using Ham4db.Testing;

namespace Ham4db.Benchmarks;

/// <summary>Kills one leader after the other under 64 callers of one client, who read and change, and looks for every change on every node.</summary>
internal sealed class KillsBenchmark(int kills)
{
    private const int Reported = 10;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var scenario = await LeaderKills.StartAsync(cancellationToken: cancellationToken);
        var gaps = new List<double>();
        var began = TimeProvider.System.GetTimestamp();
        for (var kill = 1; kill <= kills; kill++)
        {
            gaps.Add((await scenario.KillAsync(cancellationToken)).TotalMilliseconds);
            if (kill % Reported == 0)
            {
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{kill,4} of {kills} kills, {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0} s: {scenario.Load.Report.Calls} calls, {scenario.Load.Report.Failed} failed"));
            }
        }

        var found = await scenario.FindAsync(cancellationToken);
        var report = scenario.Load.Report;
        Console.WriteLine();
        Console.WriteLine("kills   calls     failed   changes acknowledged   lost   twice   wrong reads   longest gap, min / median / max");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{kills,-7} {report.Calls,-9} {report.Failed,-8} {scenario.Load.Acknowledged,-22} {found.Lost.Count,-6} {found.Twice.Count,-7} {report.Anomalies.Count,-13} {Sample.Spread(gaps, "0", "ms")}"));
        foreach (var wrong in report.Failures.Concat(report.Anomalies).Concat(found.Lost).Concat(found.Twice))
        {
            Console.WriteLine(wrong);
        }
    }
}
