using Ham4db.Client.Contract;
using Ham4db.Client.Tests.Stubs;

namespace Ham4db.Client.Tests;

public class BadRepliesTests
{
    [Theory]
    [InlineData("HTML page", "HTML page")]
    [InlineData("broken JSON", "broken JSON")]
    [InlineData("invalid UTF-8", "broken JSON")]
    [InlineData("no body", "without a body")]
    public async Task Read_NeverAnAnswer_GivesUpLongBeforeTheDeadlineAndNamesTheNode(string failure, string expected)
    {
        await using var leader = new StubNode(Nodes.GoLeader(_ => Failures.Of(failure)));
        await using var client = Ham4dbClient.Create(Options(leader, TimeSpan.FromMinutes(10)));

        var thrown = await Should.ThrowAsync<UnusableReplyException>(() => client.Clusters.ListAsync());

        thrown.Message.ShouldContain(leader.Address);
        thrown.Message.ShouldContain(expected);
        leader.RequestsFor("clusters-info").Count.ShouldBe(4);
    }

    [Fact]
    public async Task Read_JsonOfAnotherShape_SaysWhatCame()
    {
        await using var leader = new StubNode(Nodes.GoLeader(_ => StubAnswer.Http(200, """{"Clusters":"none"}""")));
        await using var client = Ham4dbClient.Create(Options(leader));

        var thrown = await Should.ThrowAsync<UnusableReplyException>(() => client.Clusters.ListAsync());

        thrown.Message.ShouldContain(leader.Address);
        thrown.Message.ShouldContain("{\"Clusters\":\"none\"}");
    }

    [Fact]
    public async Task Read_NullWhereAValueMustBe_IsSaid()
    {
        await using var leader = new StubNode(Nodes.GoLeader(_ => StubAnswer.Http(200, """{"Code":"OK","Message":"No instances discovered","Details":null}""")));
        await using var client = Ham4dbClient.Create(Options(leader));

        var thrown = await Should.ThrowAsync<UnusableReplyException>(() => client.Instances.DiscoverAsync(new InstanceKey("db-1", 3306)));

        thrown.Message.ShouldContain("discover");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AnyCall_Redirected_IsNotFollowedAndNamesTheAddress(bool isRead)
    {
        await using var elsewhere = new StubNode(Nodes.GoLeader());
        await using var leader = new StubNode(Nodes.GoLeader(_ => StubAnswer.Http(302, string.Empty, "text/html", ("Location", $"{elsewhere.Address}/login?next=secret"))));
        await using var client = Ham4dbClient.Create(Options(leader));

        var thrown = await Should.ThrowAsync<Ham4dbRejectedException>(() => isRead ? client.Clusters.ListAsync() : client.Clusters.ForgetAsync("ci"));

        thrown.Message.ShouldContain(leader.Address);
        thrown.Message.ShouldContain($"redirects to {elsewhere.Address}/login");
        thrown.Message.ShouldNotContain("secret");
        elsewhere.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", true)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n", false)]
    public async Task Read_BodyWithoutEnd_IsCutOff(string head, bool pours)
    {
        await using var leader = new StubNode(Nodes.GoLeader(_ => StubAnswer.Raw(head) with { Endless = pours, Closes = true }));
        await using var client = Ham4dbClient.Create(Options(leader));

        var thrown = await Should.ThrowAsync<UnusableReplyException>(() => client.Clusters.ListAsync());

        thrown.Message.ShouldContain("longer than");
        thrown.Message.ShouldContain(leader.Address);
        leader.RequestsFor("clusters-info").Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("a body that is cut")]
    [InlineData("a refused connection")]
    public async Task Read_LeaderThatLeadsNeverAnswers_EndsAtTheDeadlineAndNamesIt(string failure)
    {
        using var cluster = new VirtualCluster();
        cluster.Set("a", (request, token) => VirtualCluster.IsCheck(request)
            ? cluster.Leader(5)(request, token)
            : throw new HttpRequestException(failure.StartsWith("a body", StringComparison.Ordinal) ? HttpRequestError.ResponseEnded : HttpRequestError.ConnectionError));
        await using var client = cluster.Connect(new Ham4dbClientOptions { Endpoints = ["http://a"], WatchLeader = false });

        var read = client.Clusters.ListAsync();
        await cluster.PassAsync(TimeSpan.FromSeconds(31), read, stepMilliseconds: 250);

        var thrown = await Should.ThrowAsync<DeadlineExceededException>(() => read.WaitAsync(TimeSpan.FromSeconds(60)));
        thrown.Message.ShouldContain("http://a/api/: ");
        thrown.Attempts.Count.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task GetLeaderAsync_ProbeBodyWithoutEnd_IsNoAnswer()
    {
        await using var pouring = new StubNode(_ => StubAnswer.Raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n") with { Endless = true });
        await using var leader = new StubNode(Nodes.GoLeader());
        await using var client = Ham4dbClient.Create(pouring.Address, leader.Address);

        (await client.GetLeaderAsync()).Endpoint.ShouldBe(leader.Endpoint);
    }

    [Fact]
    public async Task Read_UnknownRouteOfAGoServer_IsRejectedAtOnce()
    {
        await using var leader = new StubNode(Nodes.GoLeader(_ => StubAnswer.Http(404, "404 page not found\n", "text/plain")));
        await using var client = Ham4dbClient.Create(Options(leader));

        var thrown = await Should.ThrowAsync<Ham4dbRejectedException>(() => client.Clusters.ListAsync());

        thrown.ServerMessage.ShouldBe("404 page not found");
        leader.RequestsFor("clusters-info").Count.ShouldBe(1);
    }

    [Fact]
    public async Task AnyCall_CredentialsRefused_IsRejectedWithoutThem()
    {
        await using var leader = new StubNode(Nodes.GoLeader(_ => StubAnswer.Http(401, "Not Authorized", "text/plain")));
        var options = Options(leader);
        (options.User, options.Password) = ("alice", "hunter2");
        await using var client = Ham4dbClient.Create(options);

        var thrown = await Should.ThrowAsync<Ham4dbRejectedException>(() => client.Clusters.ForgetAsync("ci"));

        thrown.ToString().ShouldNotContain("hunter2");
        thrown.ToString().ShouldNotContain(Convert.ToBase64String("alice:hunter2"u8));
        leader.RequestsFor("forget-cluster").Single().Header("Authorization").ShouldBe("Basic " + Convert.ToBase64String("alice:hunter2"u8));
        leader.RequestsFor("leader-check")[0].Header("Authorization").ShouldNotBeNull();
    }

    private static Ham4dbClientOptions Options(StubNode node, TimeSpan? deadline = null)
        => new() { Endpoints = [node.Address], Dialect = ServerDialect.Orchestrator, Deadline = deadline ?? TimeSpan.FromSeconds(20) };
}
