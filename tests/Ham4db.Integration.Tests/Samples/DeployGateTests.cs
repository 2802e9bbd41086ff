
namespace Ham4db.Integration.Tests.Samples;

/// <summary>What a pipeline notices of the gate, over real nodes.</summary>
public sealed class DeployGateTests(SimulatedCluster cluster) : IClassFixture<SimulatedCluster>
{
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task Command_RunsInDowntime_WhichEndsWithIt(int exitCode)
    {
        await using var gate = GateRun.Start(cluster.Servers.ApiVariable, cluster.Master.Address, exitCode);
        await gate.CommandRunsAsync();

        var during = await cluster.InDowntimeAsync();
        gate.LetGoOn();

        (await gate.ExitCodeAsync()).ShouldBe(exitCode, gate.Process.Tail());
        during.ShouldBe(cluster.All, gate.Process.Tail());
        (await cluster.InDowntimeAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Downtime_IsOnWhatIsAskedFor_AndLeavesThatOfOthers()
    {
        var key = ClusterKeys.Of(cluster.Replica);
        await cluster.Client.Downtime.BeginAsync(key, "somebody", "else");
        try
        {
            await using var gate = GateRun.Start(cluster.Servers.ApiVariable, cluster.Master.Address, 0, "--on", "master", "--on", cluster.Replica.Address);
            await gate.CommandRunsAsync();

            var during = await cluster.InDowntimeAsync();
            gate.LetGoOn();

            (await gate.ExitCodeAsync()).ShouldBe(0, gate.Process.Tail());
            during.ShouldBe([cluster.Master.Address, cluster.Replica.Address], ignoreOrder: true);
            (await cluster.InDowntimeAsync()).ShouldBe([cluster.Replica.Address]);
        }
        finally
        {
            await cluster.Client.Downtime.EndAsync(key);
        }
    }

    [Fact]
    public async Task Terminated_EndsTheCommandAndTheDowntime()
    {
        await using var gate = GateRun.StartScript(
            cluster.Servers.ApiVariable, cluster.Master.Address, "trap 'exit 9' TERM; touch began; while [ ! -e go ]; do sleep 0.05; done");
        await gate.CommandRunsAsync();

        (await gate.Process.StopAsync(TimeSpan.FromMinutes(1))).ShouldBeTrue();

        gate.Process.ExitCode.ShouldBe(9, gate.Process.Tail());
        (await cluster.InDowntimeAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task TerminatedWhileItWaits_RunsNothing()
    {
        await BrokenAsync(async () =>
        {
            await using var gate = GateRun.Start(cluster.Servers.ApiVariable, cluster.Master.Address, 0);
            await gate.SaysAsync("waiting");

            (await gate.Process.StopAsync(TimeSpan.FromMinutes(1))).ShouldBeTrue();

            gate.Process.ExitCode.ShouldBe(143, gate.Process.Tail());
            gate.CommandRan.ShouldBeFalse();
        });
    }

    [Fact]
    public async Task NotHealthyInTime_RunsNothing_AndSaysWhy()
    {
        await BrokenAsync(async () =>
        {
            await using var gate = GateRun.Start(cluster.Servers.ApiVariable, cluster.Master.Address, 0, "--wait", "3s");

            (await gate.ExitCodeAsync()).ShouldBe(120, gate.Process.Tail());

            gate.CommandRan.ShouldBeFalse();
            gate.Process.Errors[^1].ShouldContain($"{cluster.Replica.Address}: not_replicating");
            (await cluster.InDowntimeAsync()).ShouldBeEmpty();
        });
    }

    [Fact]
    public async Task LeaderKilledWhileItWaits_GoesOn()
    {
        var leader = await cluster.Servers.LeaderAsync();
        GateRun? gate = null;
        try
        {
            await BrokenAsync(async () =>
            {
                gate = GateRun.Start(cluster.Servers.ApiVariable, cluster.Master.Address, 0);
                await gate.SaysAsync("not_replicating");
                await leader.KillAsync();
            });
            await gate!.CommandRunsAsync();
            gate.LetGoOn();

            (await gate.ExitCodeAsync()).ShouldBe(0, gate.Process.Tail());
            (await cluster.InDowntimeAsync()).ShouldBeEmpty();
        }
        finally
        {
            await (gate?.DisposeAsync() ?? ValueTask.CompletedTask);
            await leader.StartAsync();
        }
    }

    /// <summary>Does something while a replica does not replicate, and the nodes know it.</summary>
    private async Task BrokenAsync(Func<Task> meanwhile)
    {
        cluster.Replica.StopReplication();
        try
        {
            await Testing.Eventually.SeeAsync(
                "the replica to have a problem",
                token => cluster.Client.Instances.GetAsync(ClusterKeys.Of(cluster.Replica), token),
                instance => instance.Problems.Contains("not_replicating"),
                TimeSpan.FromMinutes(1));
            await meanwhile();
        }
        finally
        {
            cluster.Replica.StartReplication();
        }

        await cluster.HealthyAsync();
    }
}
