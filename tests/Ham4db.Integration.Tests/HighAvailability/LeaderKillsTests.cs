using System.Diagnostics;
using Ham4db.Testing;
using Xunit.Abstractions;

namespace Ham4db.Integration.Tests.HighAvailability;

/// <summary>
/// Leaders killed in a row while many callers of one client read and change. The benchmark <c>kills</c> is the same for as many as one likes; here
/// it is as many as the suite has time for.
/// </summary>
[Collection(Alone.Name)]
public sealed class LeaderKillsTests(ITestOutputHelper output)
{
    private const int Kills = 40;
    private const int KillsAtLeast = 5;

    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task KilledLeaders_InARow_NoCallFails_NoChangeIsLostOrMadeTwice()
    {
        await using var scenario = await LeaderKills.StartAsync();
        var began = Stopwatch.GetTimestamp();
        var kills = 0;
        while (kills < KillsAtLeast || (kills < Kills && Stopwatch.GetElapsedTime(began) < Enough))
        {
            await scenario.KillAsync();
            kills++;
        }

        var found = await scenario.FindAsync();
        output.WriteLine($"{kills} kills: {scenario.Load.Report}; {scenario.Load.Acknowledged} changes acknowledged");
        scenario.Load.Report.Failures.ShouldBeEmpty();
        scenario.Load.Report.Anomalies.ShouldBeEmpty();
        found.Lost.ShouldBeEmpty();
        found.Twice.ShouldBeEmpty();
    }
}
