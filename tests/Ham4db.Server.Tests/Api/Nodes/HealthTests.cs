using Ham4db.Client.Contract;

namespace Ham4db.Server.Tests.Api.Nodes;

public sealed class HealthTests
{
    [Theory]
    [InlineData("/api/lb-check")]
    [InlineData("/api/_ping")]
    [InlineData("/health/live")]
    public async Task Alive_WhateverElse_IsOk(string path)
    {
        await using var node = await ApiNode.StartAsync();
        node.Backend.Sickness = "disk full";
        node.Leadership.Show(FakeLeadership.Leaderless(1));

        var answer = await node.GetAsync(path);

        (answer.Status, answer.Body).ShouldBe((200, "\"OK\""));
    }

    [Theory]
    [InlineData("/api/health")]
    [InlineData("/api/status")]
    [InlineData("/api/mysql/status")]
    public async Task Health_BackendTakesWrites_IsHealthy(string path)
    {
        await using var node = await ApiNode.StartAsync();

        var answer = await node.GetAsync(path);

        (answer.Status, answer.Code, answer.Message).ShouldBe((200, "OK", "Application node is healthy"));
        var details = (answer.Json!["Details"] ?? answer.Json["Detail"])!;
        details["Healthy"]!.GetValue<bool>().ShouldBeTrue();
        details["IsActiveNode"]!.GetValue<bool>().ShouldBeTrue();
        details["Error"].ShouldBeNull();
        details["AvailableNodes"]!.AsArray().ShouldHaveSingleItem()!["DBBackend"]!.GetValue<string>().ShouldBe("/data/ham4db.sqlite3");
        details["Token"]!.GetValue<string>().Length.ShouldBe(64);
    }

    [Fact]
    public async Task Health_BackendTakesNoWrites_IsNever200HoweverOftenAsked()
    {
        await using var node = await ApiNode.StartAsync();
        node.Backend.Sickness = "/data/ham4db.sqlite3: disk full";

        var answers = new[] { await node.GetAsync("/api/health"), await node.GetAsync("/api/health"), await node.GetAsync("/api/status") };

        answers.Select(answer => answer.Status).ShouldBe([500, 500, 500]);
        answers[1].Message.ShouldBe("Application node is unhealthy /data/ham4db.sqlite3: disk full");
        answers[1].Json!["Details"]!["Healthy"]!.GetValue<bool>().ShouldBeFalse();
        answers[1].Json!["Details"]!["Error"].ShouldNotBeNull();
        node.Backend.Checks.ShouldBeInRange(1, 3);
    }

    [Fact]
    public async Task Health_AskedByManyAtOnce_ChecksTheBackendOnce()
    {
        await using var node = await ApiNode.StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => node.GetAsync("/api/health")));

        node.Backend.Checks.ShouldBeLessThan(20);
    }

    [Fact]
    public async Task Health_RaftFollower_NamesTheLeader()
    {
        await using var node = await ApiNode.StartAsync();
        node.Leadership.Show(FakeLeadership.Following(4, new Uri("http://127.0.0.2:3000")));
        node.Backend.Status = new RaftStatus { RaftAdvertise = "127.0.0.1:10001", State = "Follower", Healthy = true, IsPartOfQuorum = true };

        var details = (await node.GetAsync("/api/health")).Json!["Details"]!;

        details["IsActiveNode"]!.GetValue<bool>().ShouldBeFalse();
        details["IsRaftLeader"]!.GetValue<bool>().ShouldBeFalse();
        details["ActiveNode"]!["Hostname"]!.GetValue<string>().ShouldBe("127.0.0.1:10002");
        details["RaftLeader"]!.GetValue<string>().ShouldBe("127.0.0.1:10002");
        details["RaftLeaderURI"]!.GetValue<string>().ShouldBe("http://127.0.0.2:3000");
        details["RaftAdvertise"]!.GetValue<string>().ShouldBe("127.0.0.1:10001");
        details["RaftHealthyMembers"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Status_OwnPathConfigured_IsServedThereToo()
    {
        await using var node = await ApiNode.StartAsync(http => http with { StatusEndpoint = "/my/own-status", UrlPrefix = "/ham" });

        (await node.GetAsync("/my/own-status")).Status.ShouldBe(200);
        (await node.GetAsync("/ham/api/status")).Status.ShouldBe(200);
        (await node.GetAsync("/api/status")).Status.ShouldBe(404);
    }

    [Theory]
    [InlineData(true, "Leader", 200)]
    [InlineData(false, "Follower", 200)]
    [InlineData(false, "Leaderless", 503)]
    [InlineData(false, "Leader", 503)]
    public async Task Ready_Leadership_MustBeKnown(bool holdsLease, string role, int status)
    {
        await using var node = await ApiNode.StartAsync();
        node.Leadership.Lease = () => holdsLease;
        node.Leadership.Show(role switch
        {
            "Leader" => FakeLeadership.Leading(2),
            "Follower" => FakeLeadership.Following(2, new Uri("http://127.0.0.2:3000")),
            _ => FakeLeadership.Leaderless(2),
        });

        (await node.GetAsync("/health/ready")).Status.ShouldBe(status);
    }

    [Fact]
    public async Task Ready_BackendTakesNoWrites_IsNot()
    {
        await using var node = await ApiNode.StartAsync();
        node.Backend.Sickness = "disk full";

        var answer = await node.GetAsync("/health/ready");

        (answer.Status, answer.Message).ShouldBe((503, "The backend does not take writes: disk full"));
    }

    [Theory]
    [InlineData("raft-state", "raft-state: not running with raft setup")]
    [InlineData("raft-leader", "raft-leader: not running with raft setup")]
    [InlineData("raft-peers", "raft-nodes: not running with raft setup")]
    [InlineData("raft-status", "raft-state: not running with raft setup")]
    [InlineData("raft-health", "raft-state: not running with raft setup")]
    public async Task Raft_WithoutRaft_SaysSo(string route, string message)
    {
        await using var node = await ApiNode.StartAsync();

        var answer = await node.GetAsync($"/api/{route}");

        (answer.Status, answer.Code, answer.Message).ShouldBe((409, "ERROR", message));
    }

    [Theory]
    [InlineData("raft-state", "\"Follower\"")]
    [InlineData("raft-leader", "\"127.0.0.2:10008\"")]
    [InlineData("raft-peers", "[\"127.0.0.1:10008\",\"127.0.0.2:10008\"]")]
    [InlineData("raft-health", "\"healthy\"")]
    public async Task Raft_Member_TellsItsPlace(string route, string body)
    {
        await using var node = await ApiNode.StartAsync();
        node.Backend.Status = Member;

        var answer = await node.GetAsync($"/api/{route}");

        (answer.Status, answer.Body).ShouldBe((200, body));
    }

    [Fact]
    public async Task RaftHealth_MembersWithOtherLists_IsHealthyAndNamesThem()
    {
        await using var node = await ApiNode.StartAsync();
        node.Backend.Status = Member with { Contradictions = ["n2 lists 127.0.0.9:10008", "n3 has another port: 3001\n"] };

        var answer = await node.GetAsync("/api/raft-health");

        (answer.Status, answer.Body).ShouldBe((200, "\"healthy\""));
        answer.Headers["Ham4db-Warning"].ShouldBe("n2 lists 127.0.0.9:10008; n3 has another port: 3001?");
    }

    [Fact]
    public async Task RaftHealth_MemberWithoutLeader_IsUnhealthy()
    {
        await using var node = await ApiNode.StartAsync();
        node.Backend.Status = Member with { State = "Candidate", Healthy = false };

        var answer = await node.GetAsync("/api/raft-health");

        (answer.Status, answer.Message).ShouldBe((500, "unhealthy"));
    }

    [Fact]
    public async Task Headers_OfARequest_AreShownWithoutSecrets()
    {
        await using var node = await ApiNode.StartAsync();

        var answer = await node.GetAsync("/api/headers", ("x-my-header", "1"), ("Authorization", "Basic c2VjcmV0"), ("Cookie", "token=secret"));

        answer.Json!["X-My-Header"]!.ToJsonString().ShouldBe("[\"1\"]");
        answer.Json["Host"].ShouldBeNull();
        answer.Body.ShouldNotContain("c2VjcmV0");
        answer.Body.ShouldNotContain("token=secret");
    }

    private static RaftStatus Member => new()
    {
        State = "Follower",
        Healthy = true,
        Leader = "127.0.0.2:10008",
        Peers = ["127.0.0.1:10008", "127.0.0.2:10008"],
    };
}
