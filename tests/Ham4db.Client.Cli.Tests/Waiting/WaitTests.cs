using System.Net;
using Ham4db.Client.Cli.Waiting;
using Ham4db.Client.Contract;
using Ham4db.Testing;

namespace Ham4db.Client.Cli.Tests.Waiting;

/// <summary>What <c>wait</c> waits for, and what it says when the time is over.</summary>
public sealed class WaitTests
{
    private const string Master = """{"Key":{"Hostname":"db-1","Port":3306},"IsLastCheckValid":true,"Problems":[]}""";
    private const string Replica = """{"Key":{"Hostname":"db-2","Port":3306},"MasterKey":{"Hostname":"db-1","Port":3306},"IsLastCheckValid":true,"Problems":[]}""";
    private const string Broken = """{"Key":{"Hostname":"db-2","Port":3306},"MasterKey":{"Hostname":"db-1","Port":3306},"IsLastCheckValid":true,"Problems":["not_replicating"]}""";
    private const string Recovery = """{"AnalysisEntry":{"AnalyzedInstanceKey":{"Hostname":"db-1","Port":3306},"Analysis":"DeadMaster"}}""";
    private const string NotImplemented = """{"Code":"ERROR","Message":"not in this version","Details":null}""";

    private static readonly TimeSpan Room = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Leader_ThatLeads_IsPrintedAtOnce()
    {
        using var node = Cluster(_ => Master);

        (await Cli.RunAsync(node, "wait", "leader")).ShouldBe(new CliResult(0, $"{node.Url}/api\n", ""));
    }

    [Fact]
    public async Task Leader_ThatComes_IsWaitedFor()
    {
        var asked = 0;
        using var node = new StubNode(request => request.Path.EndsWith("leader-check", StringComparison.Ordinal) && Interlocked.Increment(ref asked) < 4
            ? new StubReply("\"Not leader\"", HttpStatusCode.NotFound)
            : StubReply.NoSuchRoute);

        (await Cli.RunAsync(node, "wait", "leader")).ShouldBe(new CliResult(0, $"{node.Url}/api\n", ""));
    }

    [Fact]
    public async Task Leader_ThatDoesNotCome_EndsWith5()
    {
        using var node = new StubNode(_ => new StubReply("\"Not leader\"", HttpStatusCode.NotFound));

        var result = await Cli.RunAsync(node, "wait", "leader", "--timeout", "300ms");

        result.ExitCode.ShouldBe(5, result.ToString());
        result.Output.ShouldBeEmpty();
        result.Error.ShouldStartWith("ham4db-client: timed out after 0.3 s, still missing: ");
        result.Error.ShouldContain(node.Url);
        result.Error.TrimEnd('\n').ShouldNotContain('\n');
    }

    [Fact]
    public async Task Healthy_AtLast_IsSaid()
    {
        using var node = Cluster(look => look < 3 ? $"{Master},{Broken}" : $"{Master},{Replica}");

        (await Cli.RunAsync(node, "wait", "healthy", "shop")).ShouldBe(new CliResult(0, "shop is healthy: 2 instances\n", ""));
    }

    [Fact]
    public async Task Healthy_NotInTime_NamesWhatIsMissing()
    {
        using var node = Cluster(_ => $"{Master},{Broken}");

        // The last look has a second, which a busy machine may not give it.
        await Eventually.PassesAsync("what is missing", async _ =>
        {
            var result = await Cli.RunAsync(node, "wait", "healthy", "shop", "--timeout", "100ms", "--output", "json");

            result.ExitCode.ShouldBe(5, result.ToString());
            result.Error.ShouldBe("ham4db-client: timed out after 0.1 s, still missing: db-2:3306: not_replicating\n");
            result.Output.ShouldStartWith("""{ "Subject": "healthy", "Cluster": "shop", "IsReached": false, "Reached": null, "Missing": [ "db-2:3306: not_replicating" ],""");
        }, Room);
    }

    [Fact]
    public async Task NoRecovery_AtLast_IsSaid()
    {
        var asked = 0;
        using var node = Cluster(_ => Master, () => Interlocked.Increment(ref asked) < 3 ? Recovery : string.Empty);

        (await Cli.RunAsync(node, "wait", "no-recovery", "shop")).ShouldBe(new CliResult(0, "shop: no recovery is running\n", ""));
    }

    [Fact]
    public async Task NoRecovery_OneThatGoesOn_IsNamed()
    {
        using var node = Cluster(_ => Master, () => Recovery);

        await Eventually.PassesAsync("what is missing", async _ =>
        {
            var result = await Cli.RunAsync(node, "wait", "no-recovery", "shop", "--timeout", "100ms");

            result.ExitCode.ShouldBe(5, result.ToString());
            result.Error.ShouldEndWith("still missing: a recovery of db-1:3306 (DeadMaster) is running\n");
        }, Room);
    }

    [Fact]
    public async Task Wait_WrongPassword_EndsAtOnce()
    {
        using var node = new StubNode(request => request.Path.StartsWith("cluster", StringComparison.Ordinal)
            ? new StubReply("Not Authorized", HttpStatusCode.Unauthorized, "text/plain")
            : StubReply.NoSuchRoute);

        var result = await Cli.RunAsync(node, "wait", "healthy", "shop");

        result.ExitCode.ShouldBe(1, result.ToString());
        result.Error.ShouldContain("401");
    }

    [Theory]
    [InlineData("wait")]
    [InlineData("wait healthy")]
    [InlineData("wait sunshine")]
    public async Task Wait_WrongUsage_SaysWhatIsMissing(string arguments)
    {
        var result = await Cli.RunAsync(arguments.Split(' '));

        result.ExitCode.ShouldBe(2, result.ToString());
        result.Error.ShouldContain("for example: ham4db-client wait healthy");
    }

    [Fact]
    [Trait(Cli.Runs, Cli.Here)]
    public async Task Wait_OnATerminal_TellsWhatForAndTakesItAway()
    {
        using var node = Cluster(look => look < 7 ? $"{Master},{Broken}" : Master);

        var result = await Cli.RunAsync(
            new Dictionary<string, string> { ["HAM4DB_API"] = node.Url }, ["wait", "healthy", "shop"], surround: shell => shell with { ErrorTerminal = Terminals.Plain(width: 200) });

        result.ExitCode.ShouldBe(0);
        result.Error.ShouldMatch("^\r\e\\[Kwaiting for healthy shop \\(\\d+ s\\)");
        result.Error.ShouldContain(": db-2:3306: not_replicating");
        result.Error.ShouldEndWith("\r\e[K");
    }

    [Fact]
    [Trait(Cli.Runs, Cli.Here)]
    public void Judge_Facts_LeavesOutWhatIsInDowntime()
    {
        var master = new Instance { Key = new InstanceKey("db-1", 3306), IsLastCheckValid = true };
        var replica = new Instance { Key = new InstanceKey("db-2", 3306), MasterKey = master.Key, Problems = ["lag"] };
        ReplicationAnalysis[] analysis = [new() { AnalyzedInstanceKey = replica.Key, Analysis = "DeadReplica" }, new() { AnalyzedInstanceKey = master.Key, Analysis = "NoProblem" }];

        Looks.Judge("shop", [master, replica], analysis, []).Missing.ShouldBe(["db-2:3306: lag", "db-2:3306: DeadReplica"]);
        Looks.Judge("shop", [master, replica with { IsDowntimed = true }], analysis, []).Missing.ShouldBeEmpty();
        Looks.Judge("shop", [replica with { IsDowntimed = true }], [], []).Missing.ShouldBe(["no master is known"]);
        Looks.Judge("shop", [master with { IsLastCheckValid = false }], [], []).Missing.ShouldBe(["db-1:3306: last_check_invalid"]);
    }

    /// <summary>A node that knows the cluster <c>shop</c>, with these instances by the number of the look, and has no analysis.</summary>
    private static StubNode Cluster(Func<int, string> instances, Func<string>? recoveries = null)
    {
        var looks = 0;
        return new StubNode(request => request.Path switch
        {
            "cluster-info/shop" => new StubReply("""{"ClusterName":"db-1:3306","ClusterAlias":"shop"}"""),
            "cluster/db-1:3306" => new StubReply($"[{instances(Interlocked.Increment(ref looks))}]"),
            "active-cluster-recovery/db-1:3306" => new StubReply($"[{recoveries?.Invoke()}]"),
            "replication-analysis/db-1:3306" => new StubReply(NotImplemented, HttpStatusCode.NotImplemented),
            _ => StubReply.NoSuchRoute,
        });
    }
}
