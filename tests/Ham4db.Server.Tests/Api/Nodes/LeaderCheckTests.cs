namespace Ham4db.Server.Tests.Api.Nodes;

public sealed class LeaderCheckTests
{
    [Theory]
    [InlineData("/api/leader-check")]
    [InlineData("/api/leader-check/")]
    [InlineData("/api/leader-check/503")]
    [InlineData("/api/mysql/leader-check")]
    [InlineData("/api/routed-leader-check")]
    [InlineData("/health/leader")]
    public async Task Check_NodeWithLease_IsOk(string path)
    {
        await using var node = await ApiNode.StartAsync();

        var answer = await node.GetAsync(path);

        answer.Status.ShouldBe(200);
        answer.Body.ShouldBe("\"OK\"");
        answer.Headers["Content-Type"].ShouldBe("application/json; charset=UTF-8");
    }

    [Theory]
    [InlineData("/api/leader-check", 404)]
    [InlineData("/api/leader-check/503", 503)]
    [InlineData("/api/leader-check/999", 999)]
    [InlineData("/api/leader-check/1000", 404)]
    [InlineData("/api/leader-check/99", 404)]
    [InlineData("/api/leader-check/-1", 404)]
    [InlineData("/api/leader-check/abc", 404)]
    [InlineData("/api/leader-check/100", 404)]
    [InlineData("/api/leader-check/200", 404)]
    [InlineData("/api/leader-check/204", 404)]
    [InlineData("/api/routed-leader-check", 404)]
    [InlineData("/health/leader", 503)]
    public async Task Check_LeaderWithoutLease_IsRefusedWithTheCode(string path, int status)
    {
        await using var node = await ApiNode.StartAsync();
        node.Leadership.Lease = () => false;

        var answer = await node.GetAsync(path);

        answer.Status.ShouldBe(status);
        answer.Body.ShouldBe("\"Not leader\"");
    }

    [Fact]
    public async Task Check_LeaseComesAndGoes_EachAnswerIsOfItsMoment()
    {
        await using var node = await ApiNode.StartAsync();
        var turn = 0;
        node.Leadership.Lease = () => turn++ % 2 == 0;

        var answers = new[] { await node.GetAsync("/api/leader-check"), await node.GetAsync("/api/leader-check"), await node.GetAsync("/api/leader-check") };

        answers.Select(answer => answer.Status).ShouldBe([200, 404, 200]);
    }

    [Fact]
    public async Task Check_ErrorsAreAll500_KeepsItsOwnCode()
    {
        await using var node = await ApiNode.StartAsync(http => http with { StrictStatusCodes = false });
        node.Leadership.Show(FakeLeadership.Leaderless(2));

        (await node.GetAsync("/api/leader-check")).Status.ShouldBe(404);
        (await node.GetAsync("/api/leader-check/503")).Status.ShouldBe(503);
    }

    [Fact]
    public async Task Check_Head_HasStatusAndNoBody()
    {
        await using var node = await ApiNode.StartAsync();

        var leads = await node.SendAsync(HttpMethod.Head, "/api/leader-check");
        node.Leadership.Show(FakeLeadership.Leaderless(2));
        var follows = await node.SendAsync(HttpMethod.Head, "/api/leader-check/503");

        (leads.Status, leads.Bytes.Length).ShouldBe((200, 0));
        (follows.Status, follows.Bytes.Length).ShouldBe((503, 0));
    }

    [Fact]
    public async Task AnyReply_NodeKnowsALeader_TellsNodeTermAndLeader()
    {
        await using var node = await ApiNode.StartAsync(http => http with { UrlPrefix = "/ham" });
        node.Leadership.Show(FakeLeadership.Following(7, new Uri("http://10.0.0.2:3000")));

        var answer = await node.GetAsync("/ham/api/lb-check");

        answer.Headers.Keys.ShouldContain("Ham4db-Version");
        answer.Headers.Keys.ShouldContain("Ham4db-Node");
        answer.Headers["Ham4db-Term"].ShouldBe("7");
        answer.Headers["Ham4db-Leader"].ShouldBe("http://10.0.0.2:3000/ham");
    }

    [Fact]
    public async Task AnyReply_NoLeaderKnown_NamesNone()
    {
        await using var node = await ApiNode.StartAsync();
        node.Leadership.Show(FakeLeadership.Leaderless(3));

        var answer = await node.GetAsync("/api/no-such-route");

        answer.Headers["Ham4db-Term"].ShouldBe("3");
        answer.Headers.Keys.ShouldNotContain("Ham4db-Leader");
    }
}
