using Ham4db.Client.Contract;
using Ham4db.Client.Resilience;
using Ham4db.Client.Tests.Stubs;

namespace Ham4db.Client.Tests;

public class DeadlineTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(1500);

    [Fact]
    public async Task AnyCall_NobodyLeads_NamesEachNodesReason()
    {
        using var dead = new DeadEndpoint();
        await using var silent = new StubNode(_ => StubAnswer.Silence);
        await using var follower = new StubNode(Nodes.Ham4dbFollower(3));
        await using var page = new StubNode(_ => StubAnswer.Http(200, "<html/>", "text/html"));
        await using var moved = new StubNode(_ => StubAnswer.Http(302, string.Empty, "text/html", ("Location", "http://user:secret@login/?token=secret")));
        await using var down = new StubNode(_ => StubAnswer.Http(503, "<html>none</html>", "text/html"));
        await using var client = Ham4dbClient.Create(new Ham4dbClientOptions
        {
            Endpoints = [dead.Address, silent.Address, follower.Address, page.Address, moved.Address, down.Address],
            ProbeTimeout = TimeSpan.FromMilliseconds(700),
            Deadline = TimeSpan.FromSeconds(3),
        });

        var thrown = await Should.ThrowAsync<NoLeaderException>(() => client.Instances.ForgetAsync(new InstanceKey("db-1", 3306)));

        ReasonOf(thrown, dead.Endpoint).ShouldBe("connection refused");
        ReasonOf(thrown, silent.Endpoint).ShouldBe("no answer within 700 ms");
        ReasonOf(thrown, follower.Endpoint).ShouldBe("not leader");
        ReasonOf(thrown, page.Endpoint).ShouldContain("HTML page");
        ReasonOf(thrown, moved.Endpoint).ShouldContain("redirects to http://login/");
        ReasonOf(thrown, down.Endpoint).ShouldContain("HTTP 503");
        thrown.Attempts.ShouldAllBe(attempt => thrown.Message.Contains(attempt.Reason));
        thrown.Message.ShouldNotContain("secret");
    }

    [Fact]
    public async Task AnyCall_EveryNodeAnswers404_EndsAtTheDeadline()
    {
        await using var one = new StubNode(_ => StubAnswer.Http(404, "404 page not found\n", "text/plain"));
        await using var client = Ham4dbClient.Create(one.Address).WithDeadline(Soon);

        var thrown = await Should.ThrowAsync<NoLeaderException>(() => client.Clusters.ListAsync());

        thrown.Message.ShouldContain("HTTP 404");
        one.RequestsFor("leader-check").Count.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task AnyCall_RepeatedUntilTheDeadline_NeverEndsAsIfTheCallerHadCancelled()
    {
        await using var leader = new StubNode(Nodes.Ham4dbLeader(3, _ => Nodes.Ham4db(503, """{"Code":"ERROR","Message":"not now","Details":null}""", 3)));
        await using var client = Ham4dbClient.Create(leader.Address);
        await client.GetLeaderAsync();

        // Timers count whole milliseconds and may fire a part of one early.
        for (var i = 0; i < 40; i++)
        {
            await Should.ThrowAsync<Ham4dbException>(() => client.WithDeadline(TimeSpan.FromMilliseconds(20.9)).Clusters.ListAsync());
        }
    }

    [Fact]
    public async Task Read_LeaderNeverAnswersAndNobodyElseLeads_IsADeadlineExceeded()
    {
        await using var leader = new StubNode(Nodes.GoLeader(_ => StubAnswer.Silence));
        await using var client = Ham4dbClient.Create(Orchestrator(leader.Address)).WithDeadline(Soon);

        var thrown = await Should.ThrowAsync<DeadlineExceededException>(() => client.Clusters.ListAsync());

        thrown.Message.ShouldContain(leader.Address);
        thrown.Attempts[^1].Endpoint.ShouldBe(leader.Endpoint);
    }

    [Fact]
    public async Task ChangeOnAGoServer_LeaderNeverAnswers_IsUnknownAndSentOnce()
    {
        await using var leader = new StubNode(Nodes.GoLeader(_ => StubAnswer.Silence));
        await using var client = Ham4dbClient.Create(Orchestrator(leader.Address)).WithDeadline(Soon);

        var thrown = await Should.ThrowAsync<OutcomeUnknownException>(() => client.Clusters.ForgetAsync("ci"));

        thrown.Attempts[^1].ShouldSatisfyAllConditions(
            attempt => attempt.Endpoint.ShouldBe(leader.Endpoint),
            attempt => attempt.Outcome.ShouldBe(RequestOutcome.Unknown));
        leader.RequestsFor("forget-cluster").Count.ShouldBe(1);
    }

    [Fact]
    public async Task ChangeOnHam4db_AnswerLostAndNobodyLeadsAfter_IsUnknownRatherThanNoLeader()
    {
        await using var node = new StubNode(Nodes.Ham4dbFollower(3));
        node.Become(Nodes.Ham4dbLeader(3, _ =>
        {
            node.Become(Nodes.Ham4dbFollower(3));
            return StubAnswer.Close;
        }));
        await using var client = Ham4dbClient.Create(node.Address).WithDeadline(Soon);

        await Should.ThrowAsync<OutcomeUnknownException>(() => client.Clusters.ForgetAsync("ci"));
    }

    [Fact]
    public async Task AnyCall_CallerCancels_IsCancelledAndNothingElse()
    {
        await using var silent = new StubNode(Nodes.GoLeader(_ => StubAnswer.Silence));
        await using var client = Ham4dbClient.Create(Orchestrator(silent.Address));
        using var cancel = new CancellationTokenSource();
        var call = client.Clusters.ForgetAsync("ci", cancel.Token);
        await Testing.Eventually.BecomesTrueAsync("the request", () => silent.RequestsFor("forget-cluster").Count == 1);

        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task WithDeadline_View_SharesWhatIsKnownAndLeavesTheClientAlone()
    {
        await using var leader = new StubNode(Nodes.GoLeader());
        await using var client = Ham4dbClient.Create(leader.Address);
        await client.GetLeaderAsync();

        await using (var view = client.WithDeadline(TimeSpan.FromHours(1)))
        {
            await view.GetLeaderAsync();
        }

        leader.Requests.Count.ShouldBe(1);
        await client.Clusters.ListNamesAsync();
        Should.Throw<ArgumentOutOfRangeException>(() => client.WithDeadline(TimeSpan.Zero));
    }

    private static string ReasonOf(Ham4dbException thrown, Uri endpoint) => thrown.Attempts.Single(attempt => attempt.Endpoint == endpoint).Reason;

    private static Ham4dbClientOptions Orchestrator(params string[] endpoints) => new() { Endpoints = endpoints, Dialect = ServerDialect.Orchestrator };
}
