using System.Net;
using System.Text.Json;
using Ham4db.Testing;
using static Ham4db.Client.Cli.Tests.Doctor.Facts;

namespace Ham4db.Client.Cli.Tests.Doctor;

/// <summary>The command against nodes that answer, and against what does not.</summary>
public sealed class DoctorTests
{
    private const string Limit = "30s";

    [Fact]
    public async Task Run_HealthyCluster_FindsNothing()
    {
        var peers = Peers(1, 2, 3);
        using var leader = Node(1);
        using var follower = Node(2);
        using var other = Node(3);

        var (result, report) = await ExamineAsync(leader.Url, follower.Url, other.Url);

        result.ExitCode.ShouldBe(0, result.ToString());
        Codes(report).ShouldBeEmpty();
        var nodes = report.GetProperty("Nodes").EnumerateArray().ToList();
        nodes.Select(node => Text(node, "Condition")).ShouldBe(["Leader", "Follower", "Follower"]);
        nodes.Select(node => node.GetProperty("Term").GetInt64()).ShouldAllBe(term => term == 5);
        nodes.Select(node => $"{Text(node, "Server")} {Text(node, "Version")}").ShouldAllBe(server => server == "Ham4db 1.2.3");
        nodes.Select(node => Text(node, "NamedLeaderUri")).ShouldAllBe(uri => uri == Url(1));
        nodes.Select(node => node.GetProperty("Peers").EnumerateArray().Select(peer => peer.GetString())).ShouldAllBe(list => list.SequenceEqual(peers));
        nodes.Select(node => node.GetProperty("ResponseMilliseconds").GetDouble()).ShouldAllBe(time => time > 0);
        nodes.Select(node => node.GetProperty("ReachesLeader").GetBoolean()).ShouldAllBe(reaches => reaches);
    }

    [Fact]
    public async Task Run_AsText_PrintsTableAndFindings()
    {
        using var leader = Node(1);
        var dead = $"http://127.0.0.1:{FreePort.Next()}";

        var result = await Cli.RunAsync("doctor", "--timeout", Limit, "-U", $"{leader.Url} {dead}");

        result.ExitCode.ShouldBe(1, result.ToString());
        result.Error.ShouldBeEmpty();
        result.Output.ShouldStartWith("node ");
        result.Output.ShouldContain($"\n{dead}");
        result.Output.ShouldContain($"problem  {dead}: connection refused\n");
    }

    [Theory]
    [InlineData("orchestrator/healthy orchestrator/healthy-follower", 0, "Leader Follower", "Orchestrator")]
    [InlineData("ham4db/raft3-discovered", 0, "Leader", "Ham4dbGo")]
    [InlineData("orchestrator/raft-no-quorum", 3, "Unhealthy", "Orchestrator")]
    [InlineData("orchestrator/single-node", 0, "Leader", "Orchestrator")]
    [InlineData("orchestrator/shared-backend-active orchestrator/shared-backend-inactive", 0, "Leader Follower", "Orchestrator")]
    public async Task Run_RecordedGoServers_AreUnderstood(string recordings, int exitCode, string conditions, string server)
    {
        var nodes = recordings.Split(' ').Select(Recording.Open).Select(recording => new StubNode(request => recording.Answer(request))).ToList();

        var (result, report) = await ExamineAsync([.. nodes.Select(node => node.Url)]);

        nodes.ForEach(node => node.Dispose());
        result.ExitCode.ShouldBe(exitCode, result.ToString());
        var told = report.GetProperty("Nodes").EnumerateArray().ToList();
        string.Join(' ', told.Select(node => Text(node, "Condition"))).ShouldBe(conditions);
        told.ShouldAllBe(node => Text(node, "Server") == server);
    }

    [Fact]
    public async Task Run_DeadNode_IsSaid()
    {
        using var leader = Node(1);
        using var follower = Node(2);

        var (result, report) = await ExamineAsync(leader.Url, follower.Url, $"http://127.0.0.1:{FreePort.Next()}");

        result.ExitCode.ShouldBe(1, result.ToString());
        Codes(report).ShouldContain("unreachable");
    }

    [Fact]
    public async Task Run_SilentNode_IsGivenUp()
    {
        using var silent = new SilentNode();

        var result = await Cli.RunAsync("doctor", "--timeout", "300ms", "-U", silent.Url);

        result.ExitCode.ShouldBe(3, result.ToString());
        result.Output.ShouldContain("no answer within 0.3 s");
    }

    [Fact]
    public async Task Run_UnknownName_IsSaid()
    {
        var (result, report) = await ExamineAsync("http://no-such-host.invalid:3000");

        result.ExitCode.ShouldBe(3, result.ToString());
        What(report, "unreachable").ShouldContain("no-such-host.invalid");
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, null, "unauthorized", "none were given")]
    [InlineData(HttpStatusCode.Unauthorized, "carol:s3cret", "unauthorized", "refuses the credentials")]
    [InlineData(HttpStatusCode.Forbidden, "carol:s3cret", "forbidden", "does not let them in")]
    public async Task Run_NodeThatDoesNotLetUsIn_TellsWhy(HttpStatusCode status, string? credentials, string code, string words)
    {
        using var node = new StubNode(_ => new StubReply("Not Authorized", status, "text/plain"));
        string[] given = credentials is null ? [] : ["-b", credentials];

        var result = await Cli.RunAsync(["doctor", "--output", "json", "--timeout", Limit, "-U", node.Url, .. given]);

        var report = JsonDocument.Parse(result.Output).RootElement;
        result.ExitCode.ShouldBe(1, result.ToString());
        What(report, code).ShouldContain(words);
        result.Output.ShouldNotContain("s3cret");
    }

    [Theory]
    [InlineData("<html><body>Welcome</body></html>", HttpStatusCode.OK, "HTTP 200")]
    [InlineData("", HttpStatusCode.BadGateway, "HTTP 502")]
    [InlineData("{\"unexpected\":true}", HttpStatusCode.OK, "HTTP 200")]
    public async Task Run_WhatIsNoNode_IsSaid(string body, HttpStatusCode status, string words)
    {
        using var page = new StubNode(_ => new StubReply(body, status, "text/html"));

        var (result, report) = await ExamineAsync(page.Url);

        result.ExitCode.ShouldBe(3, result.ToString());
        What(report, "no-node").ShouldContain(words);
    }

    [Fact]
    public async Task Run_UntrustedCertificate_IsNamedAndSentNothing()
    {
        using var directory = new TemporaryDirectory("tls");
        using var authority = new TestAuthority(directory);
        using var node = new TlsNode(authority.Sign("127.0.0.1"));

        var (result, report) = await ExamineAsync(node.Url);

        result.ExitCode.ShouldBe(3, result.ToString());
        What(report, "untrusted").ShouldContain("certificate");
        report.GetProperty("Nodes")[0].GetProperty("CertificateNames")[0].GetString().ShouldBe("127.0.0.1");
    }

    [Fact]
    public async Task Run_HttpsToPlainHttp_IsSaid()
    {
        using var node = Node(1);

        var (result, report) = await ExamineAsync(node.Url.Replace("http:", "https:", StringComparison.Ordinal));

        result.ExitCode.ShouldBe(3, result.ToString());
        Codes(report).ShouldContain("untrusted");
    }

    [Fact]
    public async Task Run_WarningOfTheLeader_IsPassedOn()
    {
        using var node = Node(1, members: 1, warning: "db-2 has other members");

        var (result, report) = await ExamineAsync(node.Url);

        result.ExitCode.ShouldBe(1, result.ToString());
        What(report, "configurations-differ").ShouldContain("db-2 has other members");
    }

    [Fact]
    public async Task Run_TwoLeaders_AreBelievedAtTheSecondLook()
    {
        using var one = Node(1, leads: () => true);
        using var other = Node(2, leads: () => true);

        var (result, report) = await ExamineAsync(one.Url, other.Url);

        result.ExitCode.ShouldBe(1, result.ToString());
        Codes(report).ShouldContain("two-leaders-same-term");
        one.AllRequests.Count(request => request.Path == "leader-check").ShouldBe(2);
    }

    [Fact]
    public async Task Run_TwoLeadersForAMoment_AreNotSaid()
    {
        var asked = 0;
        using var one = Node(1);
        using var other = Node(2, leads: () => Interlocked.Increment(ref asked) == 1);
        using var third = Node(3);

        var (result, report) = await ExamineAsync(one.Url, other.Url, third.Url);

        result.ExitCode.ShouldBe(0, result.ToString());
        Codes(report).ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_TwoClusters_AreToldApart()
    {
        using var one = Node(1);
        using var follower = Node(2);
        using var other = Node(4);

        var (result, report) = await ExamineAsync(one.Url, follower.Url, other.Url);

        result.ExitCode.ShouldBe(1, result.ToString());
        What(report, "clusters-mixed").ShouldContain($"one of {one.Url} and {follower.Url}; one of {other.Url}");
    }

    /// <summary>A Ham4db node as <see cref="Facts"/> has it; of three members the first one leads.</summary>
    private static StubNode Node(int number, int members = 3, Func<bool>? leads = null, string? warning = null)
    {
        var first = number <= members ? 1 : number;
        var peers = Peers(Enumerable.Range(first, members));
        var headers = new Dictionary<string, string>
        {
            ["Ham4db-Version"] = "1.2.3",
            ["Ham4db-Node"] = Raft(number),
            ["Ham4db-Term"] = "5",
            ["Ham4db-Leader"] = $"{Url(first)}/api",
        };
        return new StubNode(request => request.Path switch
        {
            "leader-check" => (leads ?? (() => number == first))() ? Ham4db("\"OK\"") : Ham4db("\"Not leader\"", HttpStatusCode.NotFound),
            "routed-leader-check" or "lb-check" => Ham4db("\"OK\""),
            "health" => Ham4db($$"""{"Code":"OK","Message":"Application node is healthy","Details":{"Healthy":true,"Hostname":"db","Token":"process {{number}}"} }"""),
            "raft-health" => Ham4db("\"healthy\"") with { Headers = warning is null ? headers : new(headers) { ["Ham4db-Warning"] = warning } },
            "raft-status" => Ham4db(
                $$"""
                {"RaftAdvertise":"{{Raft(number)}}","State":"{{(number == first ? "Leader" : "Follower")}}","Healthy":true,"Leader":"{{Raft(first)}}","LeaderURI":"{{Url(first)}}","Term":5,
                "Peers":[{{string.Join(',', peers.Select(peer => $"\"{peer}\""))}}]}
                """),
            _ => StubReply.NoSuchRoute,
        });

        StubReply Ham4db(string body, HttpStatusCode status = HttpStatusCode.OK) => new(body, status) { Headers = headers };
    }

    private static async Task<(CliResult Result, JsonElement Report)> ExamineAsync(params string[] urls)
    {
        var result = await Cli.RunAsync("doctor", "--output", "json", "--timeout", Limit, "-U", string.Join(' ', urls));
        result.Error.ShouldBeEmpty();
        return (result, JsonDocument.Parse(result.Output).RootElement);
    }

    private static IEnumerable<string> Codes(JsonElement report) => report.GetProperty("Findings").EnumerateArray().Select(finding => Text(finding, "Code"));

    private static string What(JsonElement report, string code)
        => Text(report.GetProperty("Findings").EnumerateArray().Single(finding => Text(finding, "Code") == code), "What");

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
