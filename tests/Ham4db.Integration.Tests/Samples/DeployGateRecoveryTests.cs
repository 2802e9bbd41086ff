using Ham4db.Testing;

namespace Ham4db.Integration.Tests.Samples;

/// <summary>The gate against a node whose recoveries and failures a test decides.</summary>
public sealed class DeployGateRecoveryTests
{
    private const string Ok = """{"Code":"OK","Message":"done","Details":{"Hostname":"db-1","Port":3306}}""";

    private const string Recovery =
        """[{"Id":1,"UID":"a","AnalysisEntry":{"AnalyzedInstanceKey":{"Hostname":"db-0","Port":3306},"Analysis":"DeadMaster"},"IsActive":true}]""";

    [Fact]
    public async Task RunningRecovery_IsWaitedFor()
    {
        var running = true;
        await using var node = new ScriptedNode(path => path.StartsWith("active-", StringComparison.Ordinal) ? Volatile.Read(ref running) ? Recovery : "[]" : Healthy(path));
        await using var gate = GateRun.Start(node.Address, "db-1:3306", 0);
        await gate.SaysAsync("a recovery of db-0:3306 (DeadMaster) is running");
        gate.CommandRan.ShouldBeFalse(gate.Process.Tail());
        node.Requests.ShouldNotContain(path => path.StartsWith("begin-downtime", StringComparison.Ordinal));

        Volatile.Write(ref running, false);
        await gate.CommandRunsAsync();
        gate.LetGoOn();

        (await gate.ExitCodeAsync()).ShouldBe(0, gate.Process.Tail());
    }

    [Fact]
    public async Task RecoveryThatBeginsBeforeTheDowntime_EndsTheDowntime_AndIsWaitedFor()
    {
        var began = 0;
        var running = false;
        await using var node = new ScriptedNode(path =>
        {
            // Served one at a time.
            switch (path.Split('/')[0])
            {
                case "begin-downtime":
                    running = ++began == 1;
                    return Ok;
                case "end-downtime":
                    running = false;
                    return Ok;
                case "active-cluster-recovery":
                    return running ? Recovery : "[]";
                default:
                    return Healthy(path);
            }
        });
        await using var gate = GateRun.Start(node.Address, "db-1:3306", 0);
        await gate.CommandRunsAsync();
        gate.LetGoOn();

        (await gate.ExitCodeAsync()).ShouldBe(0, gate.Process.Tail());
        Downtimes(node).ShouldBe(["begin-downtime", "end-downtime", "begin-downtime", "end-downtime"]);
    }

    [Fact]
    public async Task UnknownOutcomeOfADowntime_IsItsExitCode_AndTheDowntimeIsEnded()
    {
        await using var node = new ScriptedNode(path => path.StartsWith("begin-", StringComparison.Ordinal) ? ScriptedNode.HangUp : Healthy(path));
        await using var gate = GateRun.Start(node.Address, "db-1:3306", 0);

        (await gate.ExitCodeAsync()).ShouldBe(122, gate.Process.Tail());

        gate.CommandRan.ShouldBeFalse();
        Downtimes(node)[^1].ShouldBe("end-downtime");
    }

    [Fact]
    public async Task RefusedDowntime_IsItsExitCode()
    {
        await using var node = new ScriptedNode(path => path.StartsWith("begin-", StringComparison.Ordinal)
            ? """{"Code":"ERROR","Message":"not you","Details":null}"""
            : Healthy(path));
        await using var gate = GateRun.Start(node.Address, "db-1:3306", 0);

        (await gate.ExitCodeAsync()).ShouldBe(123, gate.Process.Tail());

        gate.CommandRan.ShouldBeFalse();
        gate.Process.Tail().ShouldContain("not you");
    }

    [Fact]
    public async Task NoLeaderInTime_IsItsExitCode()
    {
        await using var gate = GateRun.Start("http://127.0.0.1:1", "db-1:3306", 0, "--wait", "1s");

        (await gate.ExitCodeAsync()).ShouldBe(121, gate.Process.Tail());

        gate.CommandRan.ShouldBeFalse();
    }

    [Fact]
    public async Task CommandThatIsNotThere_IsItsExitCode_AndTheDowntimeIsEnded()
    {
        await using var node = new ScriptedNode(Healthy);
        await using var gate = GateRun.StartGate(node.Address, null, "--cluster", "db-1:3306", "--", "/nonexistent/program");

        (await gate.WaitForExitAsync()).ShouldBe(127, gate.Tail());

        Downtimes(node).ShouldBe(["begin-downtime", "end-downtime"]);
    }

    [Fact]
    public async Task LongCommand_KeepsItsDowntime()
    {
        await using var node = new ScriptedNode(Healthy);
        await using var gate = GateRun.Start(node.Address, "db-1:3306", 0, "--downtime", "1s");

        await Eventually.SeeAsync(
            "the downtime to be renewed twice", _ => Task.FromResult(Downtimes(node)), seen => seen.Length >= 3, TimeSpan.FromMinutes(1));
        gate.LetGoOn();

        (await gate.ExitCodeAsync()).ShouldBe(0, gate.Process.Tail());
        Downtimes(node)[..^1].ShouldAllBe(route => route == "begin-downtime");
        Downtimes(node)[^1].ShouldBe("end-downtime");
    }

    [Fact]
    public async Task PipelineFile_RunsTheCommandInDowntime()
    {
        await using var node = new ScriptedNode(Healthy);
        var line = (await File.ReadAllTextAsync(SampleFile.PathOf("DeployGate/pipeline.yml"))).Split('\n').Single(text => text.Contains("DeployGate.dll", StringComparison.Ordinal)).Trim(' ', '-')
            .Replace("dotnet gate/DeployGate.dll", $"'{DotNetProgram.Path}' exec '{RepositoryRoot.BuiltAssembly("samples/DeployGate", "DeployGate")}'", StringComparison.Ordinal)
            .Replace("./migrate.sh", "echo migrated", StringComparison.Ordinal);
        await using var shell = ChildProcess.Start(
            "the pipeline", "/bin/sh", ["-c", line],
            new Dictionary<string, string?> { ["HAM4DB_API"] = node.Address, ["CI_PIPELINE_ID"] = "17", ["CI_COMMIT_SHORT_SHA"] = "abc" });

        (await shell.WaitForExitAsync()).ShouldBe(0, shell.Tail());

        shell.Output.ShouldBe(["migrated"]);
        node.Requests.ShouldContain(path => path.StartsWith("begin-downtime/db-1/3306/17/migration%20abc/", StringComparison.Ordinal));
        Downtimes(node).ShouldBe(["begin-downtime", "end-downtime"]);
    }

    [Theory]
    [InlineData("--cluster", "--", "true")]
    [InlineData("after --", "--cluster", "c")]
    [InlineData("--frob", "--cluster", "c", "--frob", "1", "--", "true")]
    [InlineData("--on nobody", "--cluster", "c", "--on", "nobody", "--", "true")]
    [InlineData("--wait soon", "--cluster", "c", "--wait", "soon", "--", "true")]
    [InlineData("--wait needs a value", "--cluster", "c", "--wait", "--", "true")]
    [InlineData("no scheme", "--cluster", "c", "--endpoints", "db-1:3000", "--", "true")]
    [InlineData("remove one", "--cluster", "c", "--endpoints", "http://127.0.0.1:1 http://127.0.0.1:1/api", "--", "true")]
    [InlineData("HAM4DB_API", "--cluster", "c", "--", "true")]
    public async Task WrongCommandLine_IsOneLine_AndExitCode2(string word, params string[] arguments)
    {
        await using var gate = GateRun.StartGate(null, null, word == "HAM4DB_API" ? arguments : ["--endpoints", "http://127.0.0.1:1", .. arguments]);

        (await gate.WaitForExitAsync()).ShouldBe(2, gate.Tail());

        gate.Errors.ShouldHaveSingleItem().ShouldContain(word);
        gate.Output.ShouldBeEmpty();
    }

    private static string[] Downtimes(ScriptedNode node)
        => [.. node.Requests.Select(path => path.Split('/')[0]).Where(route => route.EndsWith("-downtime", StringComparison.Ordinal))];

    private static string? Healthy(string path) => path.Split('/')[0] switch
    {
        "cluster-info" => """{"ClusterName":"db-1:3306","ClusterAlias":"db-1:3306","CountInstances":1}""",
        "cluster" => """[{"Key":{"Hostname":"db-1","Port":3306},"IsLastCheckValid":true,"Problems":[]}]""",
        "replication-analysis" or "active-cluster-recovery" => "[]",
        "begin-downtime" or "end-downtime" => Ok,
        _ => null,
    };
}
