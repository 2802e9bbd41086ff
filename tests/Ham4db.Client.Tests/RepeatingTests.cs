using System.Net;
using Ham4db.Client.Contract;
using Ham4db.Client.Resilience;
using Ham4db.Client.Tests.Stubs;

namespace Ham4db.Client.Tests;

/// <summary>The table of docs/client-guarantees.md, row by row.</summary>
public class RepeatingTests
{
    private static readonly InstanceKey Db1 = new("db-1", 3306);

    public static TheoryData<string> FailuresAfterSending => new(
        "reset after the request",
        "closed after the request",
        "cut body",
        "cut chunk",
        "broken JSON",
        "invalid UTF-8",
        "HTML page",
        "no body",
        "HTTP 502",
        "HTTP 503 of a proxy",
        "HTTP 504",
        "not HTTP");

    [Theory]
    [MemberData(nameof(FailuresAfterSending))]
    public async Task Read_AnswerLost_IsRepeated(string failure)
    {
        await using var leader = new StubNode(Nodes.GoLeader(FirstThen("clusters-info", Failures.Of(failure), StubAnswer.Http(200, "[]"))));
        await using var client = Ham4dbClient.Create(leader.Address);

        var clusters = await client.Clusters.ListAsync();

        clusters.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(FailuresAfterSending))]
    public async Task ChangeOnHam4db_AnswerLost_IsRepeatedUnderTheSameKey(string failure)
    {
        await using var leader = new StubNode(Nodes.Ham4dbLeader(3, FirstThen("forget/", Failures.Of(failure), Nodes.Ok("""{"Hostname":"db-1","Port":3306}""", 3))));
        await using var client = Ham4dbClient.Create(leader.Address);

        var forgotten = await client.Instances.ForgetAsync(Db1);

        forgotten.ShouldBe(Db1);
        var sent = leader.RequestsFor("forget/");
        sent.Count.ShouldBe(2);
        sent.ShouldAllBe(request => request.Method == "POST");
        sent[0].Header(WireHeaders.IdempotencyKey).ShouldNotBeNullOrEmpty();
        sent[1].Header(WireHeaders.IdempotencyKey).ShouldBe(sent[0].Header(WireHeaders.IdempotencyKey));
    }

    [Theory]
    [MemberData(nameof(FailuresAfterSending))]
    public async Task ChangeOnAGoServer_AnswerLost_IsSentOnceAndReportedAsUnknown(string failure)
    {
        await using var leader = new StubNode(Nodes.GoLeader(_ => Failures.Of(failure)));
        await using var client = Ham4dbClient.Create(Orchestrator(leader.Address));

        var thrown = await Should.ThrowAsync<OutcomeUnknownException>(() => client.Instances.ForgetAsync(Db1));

        leader.RequestsFor("forget/").ShouldHaveSingleItem().Method.ShouldBe("GET");
        thrown.Attempts.ShouldHaveSingleItem().Outcome.ShouldBe(RequestOutcome.Unknown);
        thrown.Message.ShouldContain(leader.Address);
    }

    [Fact]
    public async Task ChangeOnAGoServer_KeptConnectionBreaks_IsSentOnce()
    {
        // .NET's pool repeats a body-less request by itself when a kept connection turns out to be closed: the trap this guards against.
        await using var leader = new StubNode(Nodes.GoLeader());
        await using var client = Ham4dbClient.Create(Orchestrator(leader.Address));
        await client.Clusters.ListAsync();
        leader.Become(Nodes.GoLeader(_ => StubAnswer.Close));

        await Should.ThrowAsync<OutcomeUnknownException>(() => client.Instances.ForgetAsync(Db1));

        leader.RequestsFor("forget/").Count.ShouldBe(1);
    }

    [Fact]
    public async Task ChangeOnHam4db_LeaderMovesAfterSending_IsRepeatedAtTheNewLeaderUnderTheSameKey()
    {
        await using var second = new StubNode(Nodes.Ham4dbFollower(3));
        await using var first = new StubNode(Nodes.Ham4dbFollower(3));
        first.Become(Nodes.Ham4dbLeader(3, _ =>
        {
            first.Become(Nodes.Ham4dbFollower(4, second.Address));
            second.Become(Nodes.Ham4dbLeader(4, _ => Nodes.Ok("null", 4)));
            return StubAnswer.Reset;
        }));
        await using var client = Ham4dbClient.Create(first.Address, second.Address);

        await client.Clusters.ForgetAsync("ci");

        var key = first.RequestsFor("forget-cluster").ShouldHaveSingleItem().Header(WireHeaders.IdempotencyKey);
        second.RequestsFor("forget-cluster").ShouldHaveSingleItem().Header(WireHeaders.IdempotencyKey).ShouldBe(key);
        (await client.GetLeaderAsync()).Term.ShouldBe(4);
    }

    [Fact]
    public async Task ChangeOnHam4db_AGoServerLeadsNext_IsNotSentToIt()
    {
        await using var second = new StubNode(Nodes.GoFollower());
        await using var first = new StubNode(Nodes.GoFollower());
        first.Become(Nodes.Ham4dbLeader(1, _ =>
        {
            first.Become(Nodes.GoFollower());
            second.Become(Nodes.GoLeader());
            return StubAnswer.Reset;
        }));
        await using var client = Ham4dbClient.Create(first.Address, second.Address);

        await Should.ThrowAsync<OutcomeUnknownException>(() => client.Clusters.ForgetAsync("ci"));

        second.RequestsFor("forget-cluster").ShouldBeEmpty();
        second.RequestsFor("mysql/forget-cluster").ShouldBeEmpty();
    }

    [Fact]
    public async Task AnyCall_LeaderDiedBefore_GoesToTheNext()
    {
        await using var second = new StubNode(Nodes.GoFollower());
        var first = new StubNode(Nodes.GoLeader());
        await using var client = Ham4dbClient.Create(Orchestrator(first.Address, second.Address));
        await client.Clusters.ListAsync();
        await first.DisposeAsync();
        second.Become(Nodes.GoLeader(_ => StubAnswer.Http(200, """{"Code":"OK","Message":"","Details":null}""")));

        await client.Clusters.ForgetAsync("ci");

        second.RequestsFor("forget-cluster").Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(421)]
    [InlineData(503)]
    public async Task AnyCall_Ham4dbNodeSaysItDoesNotLead_GoesWhereItPoints(int status)
    {
        await using var second = new StubNode(Nodes.Ham4dbLeader(4, _ => Nodes.Ok("null", 4)));
        await using var first = new StubNode(Nodes.Ham4dbFollower(4));
        first.Become(Nodes.Ham4dbLeader(3, _ =>
        {
            first.Become(Nodes.Ham4dbFollower(4));
            return Nodes.Ham4db(status, """{"Code":"ERROR","Message":"not the leader","Details":null}""", 4, second.Address);
        }));
        await using var client = Ham4dbClient.Create(first.Address);

        await client.Clusters.ForgetAsync("ci");

        second.RequestsFor("forget-cluster").Count.ShouldBe(1);
        (await client.GetLeaderAsync()).Endpoint.ShouldBe(second.Endpoint);
    }

    [Fact]
    public async Task Change_GoNodeSaysUnauthorizedBecauseItFollows_GoesToTheLeader()
    {
        await using var second = new StubNode(Nodes.GoFollower());
        await using var first = new StubNode(Nodes.GoFollower());
        first.Become(Nodes.GoLeader(request =>
        {
            first.Become(Nodes.GoFollower());
            second.Become(Nodes.GoLeader(_ => StubAnswer.Http(200, """{"Code":"OK","Message":"","Details":null}""")));
            return Nodes.GoFollower()(request);
        }));
        await using var client = Ham4dbClient.Create(Orchestrator(first.Address, second.Address));

        await client.Clusters.ForgetAsync("ci");

        second.RequestsFor("forget-cluster").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Change_ProvenGoLeaderSaysUnauthorizedAgain_IsRejected()
    {
        await using var leader = new StubNode(Nodes.GoLeader(_ => StubAnswer.Http(500, """{"Code":"ERROR","Message":"Unauthorized","Details":null}""")));
        await using var client = Ham4dbClient.Create(Orchestrator(leader.Address));

        var thrown = await Should.ThrowAsync<Ham4dbRejectedException>(() => client.Clusters.ForgetAsync("ci"));

        thrown.ServerMessage.ShouldBe("Unauthorized");
        leader.RequestsFor("forget-cluster").Count.ShouldBe(2);
    }

    [Fact]
    public async Task AnyCall_ServerSaysError_IsRejectedWithItsWordsAndNotRepeated()
    {
        await using var leader = new StubNode(Nodes.Ham4dbLeader(3, _ => Nodes.Ham4db(
            409, """{"Code":"ERROR","Message":"maintenance is held by bob","Details":{"Hostname":"db-1","Port":3306}}""", 3)));
        await using var client = Ham4dbClient.Create(leader.Address);

        var thrown = await Should.ThrowAsync<Ham4dbRejectedException>(() => client.Instances.ForgetAsync(Db1));

        thrown.ServerMessage.ShouldBe("maintenance is held by bob");
        thrown.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        thrown.Details!.Value.GetProperty("Port").GetInt32().ShouldBe(3306);
        thrown.Message.ShouldContain(leader.Address);
        leader.RequestsFor("forget/").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Read_StaleLeaderAnswers_IsNotUsed()
    {
        await using var current = new StubNode(Nodes.Ham4dbLeader(7, _ => Nodes.Ham4db(200, """["new"]""", 7)));
        await using var old = new StubNode(Nodes.Ham4dbLeader(6, _ => Nodes.Ham4db(200, """["old"]""", 6)));
        await using var client = Ham4dbClient.Create(old.Address, current.Address);
        await Testing.Eventually.SeeAsync("the leader of term 7", async token => await client.GetLeaderAsync(token), leader => leader.Term == 7);

        var names = await client.Clusters.ListNamesAsync();

        names.ShouldBe(["new"]);
    }

    [Fact]
    public async Task Read_ReplyOfALowerTermThanSeen_IsRepeated()
    {
        await using var leader = new StubNode(Nodes.Ham4dbLeader(7, FirstThen("clusters", Nodes.Ham4db(200, """["old"]""", 6), Nodes.Ham4db(200, """["new"]""", 7))));
        await using var client = Ham4dbClient.Create(leader.Address);

        var names = await client.Clusters.ListNamesAsync();

        names.ShouldBe(["new"]);
    }

    [Fact]
    public async Task Read_LeaderFallsSilentAndAnotherLeads_IsRepeatedThereWellBeforeTheDeadline()
    {
        await using var second = new StubNode(Nodes.Ham4dbFollower(3));
        await using var first = new StubNode(Nodes.Ham4dbFollower(3));
        first.Become(Nodes.Ham4dbLeader(3, _ => Freeze(first, () => second.Become(Nodes.Ham4dbLeader(4, _ => Nodes.Ham4db(200, """["new"]""", 4))))));
        await using var client = Ham4dbClient.Create(new Ham4dbClientOptions { Endpoints = [first.Address, second.Address], Deadline = TimeSpan.FromMinutes(1) });

        var names = await client.Clusters.ListNamesAsync();

        names.ShouldBe(["new"]);
    }

    [Fact]
    public async Task Read_GoLeaderFallsSilentAndAnotherLeads_IsRepeatedThereWellBeforeTheDeadline()
    {
        await using var second = new StubNode(Nodes.GoFollower());
        await using var first = new StubNode(Nodes.GoFollower());
        first.Become(Nodes.GoLeader(_ => Freeze(first, () => second.Become(Nodes.GoLeader(_ => StubAnswer.Http(200, """["new"]"""))))));
        await using var client = Ham4dbClient.Create(new Ham4dbClientOptions { Endpoints = [first.Address, second.Address], Deadline = TimeSpan.FromMinutes(1) });

        var names = await client.Clusters.ListNamesAsync();

        names.ShouldBe(["new"]);
    }

    [Fact]
    public async Task Read_LeaderIsJustSlow_IsWaitedFor()
    {
        await using var follower = new StubNode(Nodes.Ham4dbFollower(3));
        await using var leader = new StubNode(Nodes.Ham4dbLeader(3, _ => Nodes.Ham4db(200, """["slow"]""", 3) with { Delay = TimeSpan.FromMilliseconds(400) }));
        await using var client = Ham4dbClient.Create(new Ham4dbClientOptions
        {
            Endpoints = [leader.Address, follower.Address],
            SilenceBeforeProbe = TimeSpan.FromMilliseconds(20),
        });

        var names = await client.Clusters.ListNamesAsync();

        names.ShouldBe(["slow"]);
        leader.RequestsFor("clusters").Count.ShouldBe(1);
    }

    [Fact]
    public async Task RawChange_AnswerLost_IsSentOnceEvenToHam4db()
    {
        await using var leader = new StubNode(Nodes.Ham4dbLeader(3, _ => StubAnswer.Close));
        await using var client = Ham4dbClient.Create(leader.Address);

        await Should.ThrowAsync<OutcomeUnknownException>(() => client.SendAsync("recover/db-1/3306"));

        leader.RequestsFor("recover").ShouldHaveSingleItem().Method.ShouldBe("GET");
    }

    [Fact]
    public async Task RawRead_AnswerLost_IsRepeated()
    {
        await using var leader = new StubNode(Nodes.Ham4dbLeader(3, FirstThen("replication-analysis", StubAnswer.Close, Nodes.Ok("[]", 3))));
        await using var client = Ham4dbClient.Create(leader.Address);

        var reply = await client.SendAsync("/api/replication-analysis");

        reply.Body.ShouldContain("\"Details\":[]");
        reply.Node.ShouldBe(leader.Endpoint);
        reply.IsError.ShouldBeFalse();
    }

    [Fact]
    public async Task RawCall_ServerSaysError_IsTheReply()
    {
        const string body = """{"Code":"ERROR","Message":"no such cluster","Details":null}""";
        await using var leader = new StubNode(Nodes.GoLeader(_ => StubAnswer.Http(500, body)));
        await using var client = Ham4dbClient.Create(leader.Address);

        var reply = await client.SendAsync("graceful-master-takeover/nosuch");

        reply.ShouldBe(new ApiReply(HttpStatusCode.InternalServerError, body, leader.Endpoint) { IsError = true });
    }

    private static Ham4dbClientOptions Orchestrator(params string[] endpoints)
        => new() { Endpoints = endpoints, Dialect = ServerDialect.Orchestrator };

    private static Func<StubRequest, StubAnswer> FirstThen(string route, StubAnswer first, StubAnswer then)
    {
        var isFirst = 1;
        return request => request.Path.StartsWith($"/api/{route}", StringComparison.Ordinal) && Interlocked.Exchange(ref isFirst, 0) == 1 ? first : then;
    }

    private static StubAnswer Freeze(StubNode node, Action elect)
    {
        node.Become(_ => StubAnswer.Silence);
        elect();
        return StubAnswer.Silence;
    }
}
