using System.Net;
using Ham4db.Testing;

namespace Ham4db.Integration.Tests.Samples;

/// <summary>The worker service as an operator meets it: over real nodes, and over a node whose recoveries a test decides.</summary>
public sealed class AutomationTests
{
    private const string NoteLeader = "echo $HAPPENING $LEADER >> $DIR/told";

    private const string NoteRecovery = "echo $HAPPENING $CLUSTER $ANALYSIS $FAILED $SUCCESSOR >> $DIR/told";

    [Fact]
    public async Task LeaderKilled_IsLoggedAndToldToTheHook_AndTheServiceStaysHealthyAndStopsInGoodOrder()
    {
        await using var servers = new ServerCluster(nodes: 3);
        await servers.StartAsync();
        await using var automation = new AutomationRun(servers.ApiVariable, NoteLeader);
        await automation.HealthAsync("health/ready", HttpStatusCode.OK);
        await automation.SaysAsync(" leads in term");

        await (await servers.LeaderAsync()).KillAsync();

        await Eventually.PassesAsync(
            "log and hook to name the next leader",
            async token =>
            {
                var next = $"{(await servers.LeaderAsync(cancellationToken: token)).Address}api/";
                automation.Process.Output.Where(line => line.Contains(", after ", StringComparison.Ordinal)).ToList()[^1].ShouldContain($"{next} leads in term");
                automation.Lines("told").ShouldNotBeEmpty();
                automation.Lines("told")[^1].ShouldBe($"leader-changed {next}", automation.Process.Tail());
            },
            TimeSpan.FromMinutes(1));
        await automation.HealthAsync("health/ready", HttpStatusCode.OK);
        await automation.StopAsync();
    }

    [Fact]
    public async Task Recovery_IsToldWhenItBeginsAndWhenItEnds_ThoseOfBeforeAreNot()
    {
        var recoveries = $"[{Recovery("old", ended: true)}]";
        await using var node = new ScriptedNode(path => path.StartsWith("audit-recovery", StringComparison.Ordinal) ? Volatile.Read(ref recoveries) : null);
        await using var automation = new AutomationRun(node.Address, NoteRecovery);
        await automation.SaysAsync("1 are on record");

        Volatile.Write(ref recoveries, $"[{Recovery("new", ended: false)},{Recovery("old", ended: true)}]");
        await automation.SaysAsync("Recovery of db-1:3306 began: DeadMaster");
        Volatile.Write(ref recoveries, $"[{Recovery("new", ended: true)},{Recovery("old", ended: true)}]");
        await automation.SaysAsync("db-2:3306 took over");
        await automation.StopAsync();

        automation.Lines("told").ShouldBe(
            ["recovery-began orders DeadMaster db-1:3306", "recovery-succeeded orders DeadMaster db-1:3306 db-2:3306"], automation.Process.Tail());
    }

    [Fact]
    public async Task Stopped_LetsTheRunningHookAndTheWaitingOnesEnd()
    {
        var recoveries = "[]";
        await using var node = new ScriptedNode(path => path.StartsWith("audit-recovery", StringComparison.Ordinal) ? Volatile.Read(ref recoveries) : null);
        await using var automation = new AutomationRun(
            node.Address, "touch $DIR/began; while [ ! -e $DIR/go ]; do sleep 0.05; done; echo $HAPPENING >> $DIR/told");
        await automation.SaysAsync("0 are on record");
        Volatile.Write(ref recoveries, $"[{Recovery("new", ended: true)}]");
        await automation.SeesAsync("the hook to run", () => File.Exists(automation.Combine("began")));

        var stop = automation.StopAsync();
        await automation.SaysAsync("Application is shutting down");
        automation.Lines("told").ShouldBeEmpty();
        await File.WriteAllTextAsync(automation.Combine("go"), string.Empty);
        await stop;

        automation.Lines("told").ShouldBe(["recovery-began", "recovery-succeeded"], automation.Process.Tail());
    }

    [Fact]
    public async Task HookThatHangs_IsKilled_AndTheNextRuns()
    {
        var recoveries = "[]";
        await using var node = new ScriptedNode(path => path.StartsWith("audit-recovery", StringComparison.Ordinal) ? Volatile.Read(ref recoveries) : null);
        await using var automation = new AutomationRun(
            node.Address,
            "if [ $HAPPENING = recovery-began ]; then while :; do sleep 0.1; done; fi; echo $HAPPENING >> $DIR/told",
            "--Automation:HookTimeout=00:00:06");
        await automation.SaysAsync("0 are on record");

        Volatile.Write(ref recoveries, $"[{Recovery("new", ended: true)}]");

        await automation.SaysAsync("The hook was killed after 00:00:06, for: Recovery of db-1:3306 began");
        await automation.SaysAsync("The hook ended with exit code 0 for: Recovery of db-1:3306 ended");
        automation.Lines("told").ShouldBe(["recovery-succeeded"], automation.Process.Tail());
    }

    [Fact]
    public async Task NobodyLeads_NotReady_ButAlive()
    {
        await using var automation = new AutomationRun("http://127.0.0.1:1");

        await automation.HealthAsync("health/live", HttpStatusCode.OK);
        await automation.HealthAsync("health/ready", HttpStatusCode.ServiceUnavailable);

        automation.Process.HasExited.ShouldBeFalse(automation.Process.Tail());
        await automation.StopAsync();
    }

    [Theory]
    [InlineData("Endpoints", null)]
    [InlineData("no scheme", "db-1:3000")]
    [InlineData("Automation:LookEvery", "http://127.0.0.1:1", "--Automation:LookEvery=00:00:00")]
    [InlineData("Automation:LookEvery", "http://127.0.0.1:1", "--Automation:LookEvery=soon")]
    public async Task WrongSettings_AreOneLine_AndExitCode2(string word, string? nodes, params string[] settings)
    {
        await using var automation = new AutomationRun(nodes, string.Empty, settings);

        (await automation.Process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1))).ShouldBe(2, automation.Process.Tail());

        automation.Process.Errors.ShouldHaveSingleItem().ShouldContain(word);
    }

    private static string Recovery(string uid, bool ended)
    {
        var (successor, end) = ended ? ("db-2", "2026-01-01T00:00:00Z") : (string.Empty, string.Empty);
        var failed = """{"AnalyzedInstanceKey":{"Hostname":"db-1","Port":3306},"Analysis":"DeadMaster","ClusterDetails":{"ClusterName":"orders"}}""";
        return $$"""
            {"Id":1,"UID":"{{uid}}","AnalysisEntry":{{failed}},"SuccessorKey":{"Hostname":"{{successor}}","Port":{{(ended ? 3306 : 0)}} },
            "IsSuccessful":{{(ended ? "true" : "false")}},"RecoveryEndTimestamp":"{{end}}"}
            """;
    }
}
