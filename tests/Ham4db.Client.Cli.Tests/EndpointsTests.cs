using System.Net;
using Ham4db.Testing;

namespace Ham4db.Client.Cli.Tests;

/// <summary>One and several endpoints, and every way in which they fail.</summary>
public sealed class EndpointsTests
{
    private static readonly StubReply NotLeader = new("\"Not leader\"", HttpStatusCode.NotFound);

    private const string Clusters =
        """[{"ClusterName":"db-1:3306","ClusterAlias":"shop","ClusterDomain":"","CountInstances":2,"HeuristicLag":0,"HasAutomatedMasterRecovery":true,"HasAutomatedIntermediateMasterRecovery":false}]""";

    private static StubNode Leader() => new(request => request.Path == "clusters-info" ? new StubReply(Clusters) : StubReply.NoSuchRoute);

    private static StubNode Follower() => new(_ => NotLeader);

    [Fact]
    public async Task WhichApi_OneEndpoint_IsThatEndpointUnasked()
    {
        using var node = Follower();

        var result = await Cli.RunAsync(node, "which-api");

        result.ShouldBe(new CliResult(0, $"{node.Url}/api\n", ""));
        node.AllRequests.ShouldBeEmpty();
    }

    [Fact]
    public async Task WhichApi_SeveralEndpoints_IsTheLeader()
    {
        using var follower = Follower();
        using var leader = Leader();

        var result = await Cli.RunAsync("-c", "which-api", "-U", $"{follower.Url}/ {leader.Url}/");

        result.ShouldBe(new CliResult(0, $"{leader.Url}/api\n", ""));
    }

    [Fact]
    public async Task Run_DeadAndSilentEndpointsBeforeTheLeader_Answers()
    {
        using var silent = new SilentNode();
        using var follower = Follower();
        using var leader = Leader();

        var result = await Cli.RunAsync("clusters", "-U", $"http://127.0.0.1:{FreePort.Next()} {silent.Url} {follower.Url} {leader.Url}");

        result.ShouldBe(new CliResult(0, "db-1:3306\n", ""));
        follower.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_NoNodeLeads_ExitsWith3()
    {
        using var one = Follower();
        using var other = Follower();

        var result = await Cli.RunAsync("clusters", "-U", $"{one.Url} {other.Url}", "--timeout", "700ms");

        result.ExitCode.ShouldBe(3, result.ToString());
        ShouldBeOneLine(result);
        result.Error.ShouldContain(one.Url);
        result.Error.ShouldContain(other.Url);
    }

    [Fact]
    public async Task Run_NothingListens_ExitsWith3()
    {
        var result = await Cli.RunAsync("clusters", "-U", $"http://127.0.0.1:{FreePort.Next()}", "--timeout", "700ms");

        result.ExitCode.ShouldBe(3, result.ToString());
        ShouldBeOneLine(result);
    }

    [Theory]
    [InlineData("forget db-1", "forget/", 4)]
    [InlineData("clusters", "clusters-info", 5)]
    public async Task Run_WithoutAnswer_ExitsWith4WhereSomethingMayHaveChanged_Else5(string words, string path, int exitCode)
    {
        using var isOver = new CancellationTokenSource();
        using var node = new StubNode(request =>
        {
            if (request.Path.StartsWith(path, StringComparison.Ordinal))
            {
                isOver.Token.WaitHandle.WaitOne();
            }

            return StubReply.NoSuchRoute;
        });

        try
        {
            // A machine that is too busy to find the leader in time gets another chance.
            await Eventually.PassesAsync("the leader to be found in time, and not to answer", async _ =>
            {
                var result = await Cli.RunAsync(node, [.. words.Split(' '), "--timeout", "1500ms"]);

                result.ExitCode.ShouldBe(exitCode, result.ToString());
                ShouldBeOneLine(result);
            }, TimeSpan.FromSeconds(30));
        }
        finally
        {
            await isOver.CancelAsync();
        }
    }

    [Theory]
    [InlineData("<html><body>Bad gateway</body></html>", HttpStatusCode.BadGateway, "text/html")]
    [InlineData("<html><body>Welcome</body></html>", HttpStatusCode.OK, "text/html")]
    [InlineData("[{\"ClusterName\":\"db-1", HttpStatusCode.OK, "application/json")]
    [InlineData("{\"unexpected\":true}", HttpStatusCode.OK, "application/json")]
    [InlineData("", HttpStatusCode.Unauthorized, "text/plain")]
    [InlineData("", HttpStatusCode.OK, "text/plain")]
    public async Task Run_ReplyThatIsNone_IsOneLineAndFails(string body, HttpStatusCode status, string contentType)
    {
        using var node = new StubNode(request => request.Path == "clusters-info" ? new StubReply(body, status, contentType) : StubReply.NoSuchRoute);

        foreach (var arguments in new[] { "clusters --timeout 1s", "api clusters-info --timeout 1s" }.Where(each => !each.StartsWith("api", StringComparison.Ordinal) || !body.EndsWith('}')))
        {
            var result = await Cli.RunAsync(node, arguments.Split(' '));

            result.ExitCode.ShouldBeInRange(1, 5, result.ToString());
            ShouldBeOneLine(result);
        }
    }

    [Theory]
    [InlineData("forget db-1", "ham4db-client: interrupted: forget may have been carried out; look before you repeat it\n")]
    [InlineData("clusters", "ham4db-client: interrupted\n")]
    public async Task Run_Interrupted_ExitsWith130(string arguments, string error)
    {
        using var interrupted = new CancellationTokenSource();
        using var node = new StubNode(request =>
        {
            if (request.Path != "leader-check")
            {
                interrupted.Cancel();
                Thread.Sleep(500);
            }

            return StubReply.NoSuchRoute;
        });

        var result = await Cli.RunAsync(new Dictionary<string, string> { ["HAM4DB_API"] = node.Url }, arguments.Split(' '), interrupted: interrupted.Token);

        result.ShouldBe(new CliResult(130, "", error));
    }

    [Theory]
    [InlineData("clusters --quiet", "")]
    [InlineData("clusters --output text", "db-1:3306\n")]
    [InlineData("clusters --output=json", """[ { "ClusterName": "db-1:3306", "ClusterAlias": "shop", "ClusterDomain": "", "CountInstances": 2, "HeuristicLag": 0, "HasAutomatedMasterRecovery": true, "HasAutomatedIntermediateMasterRecovery": false } ]""" + "\n")]
    public async Task Run_OutputOption_ChoosesTheForm(string arguments, string output)
    {
        using var node = Leader();

        var result = await Cli.RunAsync(node, arguments.Split(' '));

        result.ShouldBe(new CliResult(0, output, ""));
    }

    [Fact]
    public async Task Run_Explain_TellsWhoLeadsAndWhoAnswered()
    {
        using var follower = Follower();
        using var leader = Leader();

        var result = await Cli.RunAsync("clusters", "--explain", "-U", $"{follower.Url} {leader.Url}");

        result.Output.ShouldBe("db-1:3306\n");
        result.Error.ShouldMatch($"ham4db-client: Leader is {leader.Url}/api/ .*\n");
        result.Error.ShouldMatch($"ham4db-client: clusters-info: ok from {leader.Url}/api/ after [0-9.]+ ms\n");
    }

    [Fact]
    public async Task Run_ServerOfTheOtherDialect_IsAskedInItsOwn()
    {
        var recording = Recording.Open("ham4db/raft3-discovered");
        using var node = new StubNode(request => recording.Answer(request));

        var result = await Cli.RunAsync(node, "clusters-alias");

        result.ShouldBe(new CliResult(0, "ci:mysql:127.0.0.1:10111,ci\n", ""));
    }

    [Fact]
    public async Task Run_WrongPassword_SaysWhereItIsSet()
    {
        using var node = new StubNode(request => request.Path == "clusters-info"
            ? new StubReply("Not Authorized", HttpStatusCode.Unauthorized, "text/plain")
            : StubReply.NoSuchRoute);

        var result = await Cli.RunAsync(node, "clusters");

        result.ExitCode.ShouldBe(1, result.ToString());
        result.Error.ShouldEndWith("(HTTP 401): Not Authorized; check HAM4DB_AUTH_USER and HAM4DB_AUTH_PASSWORD, or -b\n");
    }

    public static TheoryData<Exception> StreamFailures() => [new IOException("No space left on device"), new UnauthorizedAccessException("closed")];

    [Theory]
    [Trait(Cli.Runs, Cli.Here)]
    [MemberData(nameof(StreamFailures))]
    public async Task Run_OutputThatCannotBeWritten_IsSaid(Exception failure)
    {
        using var node = Leader();
        using var broken = new BrokenStream(failure);

        var result = await Cli.RunAsync(new Dictionary<string, string> { ["HAM4DB_API"] = node.Url }, ["clusters"], output: broken);

        result.ShouldBe(new CliResult(1, "", $"ham4db-client: cannot write to standard output: {failure.Message}\n"));
    }

    private static void ShouldBeOneLine(CliResult result)
    {
        result.Output.ShouldBeEmpty();
        result.Error.ShouldEndWith("\n");
        result.Error.TrimEnd('\n').ShouldNotContain('\n');
        result.Error.Length.ShouldBeGreaterThan(20);
    }

    private sealed class BrokenStream(Exception failure) : StringWriter
    {
        public override void Write(string? value) => throw failure;
    }
}
