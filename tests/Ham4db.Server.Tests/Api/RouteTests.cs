using System.IO.Compression;
using System.Text.Json.Nodes;
using Ham4db.Server.Tests.Api.Golden;

namespace Ham4db.Server.Tests.Api;

public sealed class RouteTests
{
    /// <summary>Every route that ham4db (Go) lists, with its method.</summary>
    public static TheoryData<string, string> RoutesOfHam4dbGo
    {
        get
        {
            var data = new TheoryData<string, string>();
            var list = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "ham4db", "raft3-discovered", "manage_list.json")))!;
            foreach (var entry in list["Detail"]!.AsArray().Select(entry => entry!.GetValue<string>().Split(',')).Where(entry => entry[0].StartsWith("/api/")))
            {
                data.Add(entry[1], entry[0]);
            }

            return data;
        }
    }

    /// <summary>Every path that was asked of orchestrator.</summary>
    public static TheoryData<string> PathsOfOrchestrator
    {
        get
        {
            var data = new TheoryData<string>();
            foreach (var scenario in new[] { "healthy", "errors", "operations" })
            {
                var lines = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Fixtures", "orchestrator", scenario, "http.tsv")).Skip(1);
                foreach (var path in lines.Select(line => line.Split('\t')).Where(line => line[2] != "404").Select(line => line[1]).Distinct())
                {
                    data.Add($"{path}{(path.Contains('?') ? "&" : "?")}in={scenario}");
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(RoutesOfHam4dbGo))]
    public async Task Route_OfHam4dbGo_IsKnown(string method, string template)
    {
        await using var node = await ApiNode.StartAsync();
        var path = string.Join('/', template.Split('/').Select(segment => segment == ":type" ? "mysql" : segment.Length > 0 && segment[0] == ':' ? "1" : segment));

        var answer = await node.SendAsync(new HttpMethod(method), path);

        answer.Status.ShouldNotBe(405);
        answer.Message.ShouldNotBe((await node.GetAsync("/api/no-such-route")).Message);
    }

    [Theory]
    [MemberData(nameof(PathsOfOrchestrator))]
    public async Task Path_OfOrchestrator_IsKnownInBothDialects(string path)
    {
        await using var node = await GoldenNode.HealthyAsync();
        var unknown = (await node.GetAsync("/api/no-such-route")).Message;

        var plain = await node.GetAsync(path);
        var typed = await node.GetAsync(path.Replace("/api/", "/api/mysql/", StringComparison.Ordinal));

        (plain.Json as JsonObject)?["Message"]?.GetValue<string>().ShouldNotBe(unknown);
        (typed.Json as JsonObject)?["Message"]?.GetValue<string>().ShouldNotBe(unknown);
    }

    [Theory]
    [InlineData("/api/relocate/a/1/b/1", "not offer")]
    [InlineData("/api/mysql/stop-replica/ci/a/1", "not offer")]
    [InlineData("/api/agents", "agents")]
    [InlineData("/api/match-below/a/1/b/1", "pseudo-GTID")]
    [InlineData("/api/opengauss/clusters-info", "openGauss")]
    public async Task Route_NotOffered_Is501AndSaysWhy(string path, string reason)
    {
        await using var node = await ApiNode.StartAsync();

        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post, HttpMethod.Put })
        {
            var answer = await node.SendAsync(method, path);

            (answer.Status, answer.Code).ShouldBe((501, "ERROR"));
            answer.Message!.ShouldContain(reason);
        }
    }

    [Theory]
    [InlineData("/api/no-such-route", false)]
    [InlineData("/api/mysql/no-such-route", true)]
    [InlineData("/api/ack-recovery", false)]
    [InlineData("/api/Clusters", false)]
    [InlineData("/", false)]
    [InlineData("/web/clusters", false)]
    public async Task Route_Unknown_Is404InTheDialectOfThePath(string path, bool isTyped)
    {
        await using var node = await ApiNode.StartAsync();

        var answer = await node.GetAsync(path);

        (answer.Status, answer.Code).ShouldBe((404, "ERROR"));
        answer.Json!.AsObject().ContainsKey("HttpStatus").ShouldBe(isTyped);
    }

    [Theory]
    [InlineData("POST", "/api/clusters", "GET, HEAD")]
    [InlineData("HEAD", "/api/forget/a/1", "GET, POST")]
    [InlineData("OPTIONS", "/api/clusters", "GET, HEAD")]
    [InlineData("GET", "/api/mysql/forget/ci/a/1", "DELETE, POST")]
    public async Task Method_ThatDoesNotFit_Is405AndNamesThoseThatDo(string method, string path, string allowed)
    {
        await using var node = await ApiNode.StartAsync();

        var answer = await node.SendAsync(new HttpMethod(method), path);

        answer.Status.ShouldBe(405);
        answer.Headers["Allow"].ShouldBe(allowed);
        node.Backend.Submitted.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("gzip", true)]
    [InlineData("deflate, gzip;q=0.5", true)]
    [InlineData("gzip;q=0", false)]
    [InlineData("identity", false)]
    public async Task Reply_Compression_FollowsAcceptEncoding(string accepted, bool isCompressed)
    {
        await using var node = await GoldenNode.HealthyAsync();

        var answer = await node.GetAsync("/api/all-instances", ("Accept-Encoding", accepted));

        answer.Headers.GetValueOrDefault("Content-Encoding").ShouldBe(isCompressed ? "gzip" : null);
        var body = isCompressed ? await InflateAsync(answer.Bytes) : answer.Body;
        JsonNode.Parse(body)!.AsArray().Count.ShouldBe(4);
    }

    [Fact]
    public async Task Reply_Small_IsSentAsItIs()
    {
        await using var node = await GoldenNode.HealthyAsync();

        var answer = await node.GetAsync("/api/clusters", ("Accept-Encoding", "gzip"));

        answer.Headers.ContainsKey("Content-Encoding").ShouldBeFalse();
        JsonNode.Parse(answer.Body)!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Reply_OfTheLeader_IsCompressedByTheFollower()
    {
        await using var leader = await GoldenNode.HealthyAsync();
        await using var follower = await ApiNode.StartAsync();
        follower.Leadership.Show(FakeLeadership.Following(1, leader.Address));

        var answer = await follower.GetAsync("/api/all-instances", ("Accept-Encoding", "gzip"));

        answer.Headers["Content-Encoding"].ShouldBe("gzip");
        JsonNode.Parse(await InflateAsync(answer.Bytes))!.AsArray().Count.ShouldBe(4);
    }

    [Fact]
    public async Task Reload_Accepted_TellsTheExtraFile()
    {
        await using var node = await ApiNode.StartAsync();
        node.Leadership.Show(FakeLeadership.Following(1, new Uri("http://127.0.0.1:1")));

        var plain = await node.GetAsync("/api/reload-configuration");
        var extra = await node.PostAsync("/api/reload-configuration?config=/etc/x.json");

        (plain.Status, plain.Message).ShouldBe((200, "Config reloaded"));
        plain.Json!["Details"]!.GetValue<string>().ShouldBe(string.Empty);
        extra.Json!["Details"]!.GetValue<string>().ShouldBe("/etc/x.json");
        node.Reload.Reloads.ShouldBe([null, "/etc/x.json"]);
    }

    [Fact]
    public async Task Reload_Refused_Is400WithTheReason()
    {
        await using var node = await ApiNode.StartAsync();
        node.Reload.Refusal = "/etc/ham4db.conf.json: line 3, column 1: broken JSON; correct the file";

        var answer = await node.PostAsync("/api/reload-configuration");

        answer.Status.ShouldBe(400);
        answer.Message!.ShouldContain("line 3, column 1");
    }

    private static async Task<string> InflateAsync(byte[] bytes)
    {
        await using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var reader = new StreamReader(gzip);
        return await reader.ReadToEndAsync();
    }
}
