using Ham4db.Server.Consensus;

namespace Ham4db.Server.Tests.Api.Nodes;

public sealed class RaftControlTests
{
    [Theory]
    [InlineData("/api/raft-yield/10.0.0.2:10008", "yield 10.0.0.2:10008", "Asynchronously yielded")]
    [InlineData("/api/raft-yield-hint/dc2", "hint dc2", "Asynchronously yielded by hint dc2")]
    [InlineData("/api/reelect", "reelect", "Set re-elections")]
    [InlineData("/api/grab-election", "grab", "Node elected as leader")]
    [InlineData("/api/mysql/raft-yield/10.0.0.2", "yield 10.0.0.2", "Asynchronously yielded")]
    public async Task Control_ByGetAndPost_IsDoneAndSaysSo(string path, string asked, string message)
    {
        await using var node = await ApiNode.StartAsync();

        var byGet = await node.GetAsync(path);
        var byPost = await node.PostAsync(path, ("Idempotency-Key", "k1"));

        (byGet.Status, byGet.Code, byGet.Message).ShouldBe((200, "OK", message));
        (byPost.Status, byPost.Code, byPost.Message).ShouldBe((200, "OK", message));
        node.Control.Asked.ShouldBe([asked, asked]);
    }

    [Theory]
    [InlineData("/api/raft-add-peer/10.0.0.4:10008?cluster=c1", "add 10.0.0.4:10008 c1", "\"10.0.0.4:10008\"")]
    [InlineData("/api/raft-add-peer/10.0.0.4", "add 10.0.0.4 -", "\"10.0.0.4\"")]
    [InlineData("/api/raft-remove-peer/10.0.0.4:10008", "remove 10.0.0.4:10008", "\"10.0.0.4:10008\"")]
    [InlineData("/api/raft-snapshot", "snapshot", "\"snapshot created\"")]
    public async Task Control_WithBareAnswer_IsDone(string path, string asked, string body)
    {
        await using var node = await ApiNode.StartAsync();

        var answer = await node.PostAsync(path);

        (answer.Status, answer.Body).ShouldBe((200, body));
        node.Control.Asked.ShouldBe([asked]);
    }

    [Theory]
    [InlineData("/api/raft-yield/n2")]
    [InlineData("/api/raft-yield-hint/n2")]
    [InlineData("/api/raft-add-peer/n2")]
    [InlineData("/api/raft-remove-peer/n2")]
    [InlineData("/api/reelect")]
    public async Task Control_OfTheLeader_IsPassedOnByAFollower(string path)
    {
        await using var leader = await ApiNode.StartAsync();
        await using var follower = await ApiNode.StartAsync();
        follower.Leadership.Show(FakeLeadership.Following(1, leader.Address));

        var answer = await follower.PostAsync(path);

        answer.Status.ShouldBe(200);
        leader.Control.Asked.Count.ShouldBe(1);
        follower.Control.Asked.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(ControlRefusal.BadArgument, 400)]
    [InlineData(ControlRefusal.Conflict, 409)]
    [InlineData(ControlRefusal.Failed, 500)]
    public async Task Control_Refused_TellsWhy(ControlRefusal refusal, int status)
    {
        await using var node = await ApiNode.StartAsync();
        node.Control.Refusal = new ControlRefusedException(refusal, "raft-yield: not running with raft setup");

        var answer = await node.PostAsync("/api/raft-yield/n2");

        (answer.Status, answer.Code, answer.Message).ShouldBe((status, "ERROR", "raft-yield: not running with raft setup"));
    }

    [Fact]
    public async Task Control_OfAReader_IsRefused()
    {
        await using var node = await ApiNode.StartAsync(http => http with { ReadOnly = true });

        foreach (var path in new[] { "raft-yield/n2", "raft-yield-hint/n2", "raft-add-peer/n2", "raft-remove-peer/n2", "raft-snapshot", "reelect", "grab-election" })
        {
            (await node.PostAsync($"/api/{path}")).Status.ShouldBe(403, path);
        }

        node.Control.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task HealthReport_OfAMember_ReachesTheLeaderWithAllItTells()
    {
        await using var node = await ApiNode.StartAsync();

        var answer = await node.GetAsync("/api/raft-follower-health-report/t0k/0.0.0.0:10008/10.0.0.2:10008?nodes=10.0.0.1:10008,10.0.0.2:10008");

        (answer.Status, answer.Body).ShouldBe((200, "\"health reported\""));
        node.Control.Asked.ShouldBe(["health t0k 0.0.0.0:10008 10.0.0.2:10008 10.0.0.1:10008,10.0.0.2:10008"]);
    }
}
