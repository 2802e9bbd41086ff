using Ham4db.Client.Contract;
using Ham4db.Client.Tests.Stubs;

namespace Ham4db.Client.Tests;

public class NodesTests
{
    private const string Healthy = """{"Code":"OK","Message":"Application node is healthy","Details":{"Healthy":true,"Hostname":"n2","RaftHealthyMembers":null}}""";

    [Fact]
    public async Task HealthAsync_NamedNode_AsksThatNodeAloneAndNobodyElse()
    {
        await using var leader = new StubNode(Nodes.GoLeader());
        await using var follower = new StubNode(_ => StubAnswer.Http(200, Healthy));
        await using var client = Ham4dbClient.Create(leader.Address, follower.Address);

        var health = await client.Nodes.HealthAsync(new Uri(follower.Address));

        health.Hostname.ShouldBe("n2");
        follower.Requests.ShouldHaveSingleItem().Path.ShouldBe("/api/health");
        leader.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task HealthAsync_NoNode_AsksTheLeader()
    {
        await using var leader = new StubNode(Nodes.GoLeader(_ => StubAnswer.Http(200, Healthy)));
        await using var client = Ham4dbClient.Create(leader.Address);

        (await client.Nodes.HealthAsync()).Healthy.ShouldBeTrue();

        leader.RequestsFor("leader-check").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task HealthAsync_NodeIsDown_SaysSoAtOnce()
    {
        using var dead = new DeadEndpoint();
        await using var client = Ham4dbClient.Create(dead.Address);

        var thrown = await Should.ThrowAsync<NodeUnreachableException>(() => client.Nodes.HealthAsync(dead.Endpoint));

        thrown.Message.ShouldContain(dead.Address);
        thrown.Message.ShouldContain("connection refused");
    }

    [Fact]
    public async Task HealthAsync_NodeBreaksTheConnection_IsNotRepeated()
    {
        await using var node = new StubNode(_ => StubAnswer.Http(502, string.Empty));
        await using var client = Ham4dbClient.Create(node.Address);

        await Should.ThrowAsync<UnusableReplyException>(() => client.Nodes.HealthAsync(node.Endpoint));

        node.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task HealthAsync_UnhealthyNode_IsRejectedWithItsDetails()
    {
        await using var node = new StubNode(_ => StubAnswer.Http(
            500, """{"Code":"ERROR","Message":"Application node is unhealthy","Details":{"Healthy":false,"Hostname":"n2"}}"""));
        await using var client = Ham4dbClient.Create(node.Address);

        var thrown = await Should.ThrowAsync<Ham4dbRejectedException>(() => client.Nodes.HealthAsync(node.Endpoint));

        thrown.Details!.Value.GetProperty("Hostname").GetString().ShouldBe("n2");
    }

    [Fact]
    public async Task RaftHealthAsync_FollowerWithoutALeader_IsRejected()
    {
        await using var node = new StubNode(_ => Nodes.Ham4db(503, """{"Code":"ERROR","Message":"unhealthy","Details":null}""", 3));
        await using var client = Ham4dbClient.Create(node.Address);

        var thrown = await Should.ThrowAsync<Ham4dbRejectedException>(() => client.Raft.HealthAsync(node.Endpoint));

        thrown.ServerMessage.ShouldBe("unhealthy");
    }

    [Fact]
    public async Task LeadsAsyncAndAnswersAsync_EachKindOfNode_AreTold()
    {
        using var dead = new DeadEndpoint();
        await using var leader = new StubNode(LbCheck(Nodes.Ham4dbLeader(3)));
        await using var follower = new StubNode(LbCheck(Nodes.Ham4dbFollower(3)));
        await using var silent = new StubNode(_ => StubAnswer.Silence);
        await using var client = Ham4dbClient.Create(new Ham4dbClientOptions { Endpoints = [leader.Address], ProbeTimeout = TimeSpan.FromMilliseconds(1500) });

        (await client.Nodes.LeadsAsync(leader.Endpoint)).ShouldBeTrue();
        (await client.Nodes.LeadsAsync(follower.Endpoint)).ShouldBeFalse();
        (await client.Nodes.LeadsAsync(dead.Endpoint)).ShouldBeFalse();
        (await client.Nodes.LeadsAsync(silent.Endpoint)).ShouldBeFalse();
        (await client.Nodes.RoutesToLeaderAsync(leader.Endpoint)).ShouldBeTrue();
        (await client.Nodes.RoutesToLeaderAsync(follower.Endpoint)).ShouldBeFalse();
        (await client.Nodes.RoutesToLeaderAsync(dead.Endpoint)).ShouldBeFalse();
        (await client.Nodes.AnswersAsync(leader.Endpoint)).ShouldBeTrue();
        (await client.Nodes.AnswersAsync(follower.Endpoint)).ShouldBeTrue();
        (await client.Nodes.AnswersAsync(dead.Endpoint)).ShouldBeFalse();
        (await client.Nodes.AnswersAsync(silent.Endpoint)).ShouldBeFalse();
    }

    [Fact]
    public async Task ReloadConfigurationAsync_NamedNodes_GoesAsEachServerUnderstands()
    {
        await using var ours = new StubNode(_ => Nodes.Ok("\"\"", 3));
        await using var theirs = new StubNode(_ => StubAnswer.Http(200, """{"Code":"OK","Message":"Config reloaded","Details":""}"""));
        await using var client = Ham4dbClient.Create(ours.Address, theirs.Address);

        await client.Nodes.ReloadConfigurationAsync(ours.Endpoint);
        await client.Nodes.ReloadConfigurationAsync(theirs.Endpoint);

        ours.RequestsFor("reload-configuration").Single().ShouldSatisfyAllConditions(
            request => request.Method.ShouldBe("POST"), request => request.Header(WireHeaders.IdempotencyKey).ShouldNotBeNull());
        theirs.RequestsFor("reload-configuration").Single().Method.ShouldBe("GET");
    }

    [Fact]
    public async Task ReloadConfigurationAsync_NodeBreaksTheConnection_IsUnknownAndSentOnce()
    {
        // ham4db (Go) ends its process on this route; the recorded case.
        await using var node = new StubNode(request => request.Path.EndsWith("lb-check", StringComparison.Ordinal) ? StubAnswer.Http(200, "\"OK\"") : StubAnswer.Close);
        await using var client = Ham4dbClient.Create(node.Address);

        await Should.ThrowAsync<OutcomeUnknownException>(() => client.Nodes.ReloadConfigurationAsync(node.Endpoint));

        node.RequestsFor("reload-configuration").Count.ShouldBe(1);
    }

    [Fact]
    public void Endpoints_AsConfigured_AreNormalised()
    {
        var client = Ham4dbClient.Create("http://a:3000", "http://b:3000/api");

        client.Nodes.Endpoints.ShouldBe([new Uri("http://a:3000/api/"), new Uri("http://b:3000/api/")]);
        Should.Throw<ArgumentException>(() => client.Nodes.HealthAsync(new Uri("ftp://a:3000")));
    }

    private static Func<StubRequest, StubAnswer> LbCheck(Func<StubRequest, StubAnswer> node)
        => request => request.Path == "/api/lb-check" ? Nodes.Ham4db(200, "\"OK\"", 3) : node(request);
}
