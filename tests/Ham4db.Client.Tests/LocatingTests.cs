using Ham4db.Client.Contract;
using Ham4db.Client.Leadership;
using Ham4db.Client.Tests.Stubs;
using Ham4db.Testing;

namespace Ham4db.Client.Tests;

public class LocatingTests
{
    [Fact]
    public async Task ListAsync_OneDeadOneSilentOneLeading_AnswersFromTheLeader()
    {
        using var dead = new DeadEndpoint();
        await using var silent = new StubNode(_ => StubAnswer.Silence);
        await using var leader = new StubNode(Nodes.Ham4dbLeader(3));
        await using var client = Ham4dbClient.Create(dead.Address, silent.Address, leader.Address);

        var clusters = await client.Clusters.ListAsync();
        var found = await client.GetLeaderAsync();

        clusters.ShouldBeEmpty();
        found.ShouldBe(new Leader(leader.Endpoint, 3, IsRouted: false));
        silent.RequestsFor("clusters-info").ShouldBeEmpty();
    }

    [Fact]
    public async Task Create_NoCallYet_SendsNothing()
    {
        await using var leader = new StubNode(Nodes.Ham4dbLeader(3));

        await using (Ham4dbClient.Create(leader.Address))
        {
        }

        leader.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task GetLeaderAsync_KnownLeader_SendsNothingMore()
    {
        await using var leader = new StubNode(Nodes.Ham4dbLeader(3));
        await using var client = Ham4dbClient.Create(leader.Address);
        await client.GetLeaderAsync();

        await client.GetLeaderAsync();

        leader.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task GetLeaderAsync_ProxyPageWithStatus200_IsNoLeader()
    {
        await using var proxy = new StubNode(_ => StubAnswer.Http(200, "<html>Welcome</html>", "text/html"));
        await using var leader = new StubNode(Nodes.GoLeader());
        await using var client = Ham4dbClient.Create(proxy.Address, leader.Address);

        var found = await client.GetLeaderAsync();

        found.ShouldBe(new Leader(leader.Endpoint, 0, IsRouted: false));
    }

    [Fact]
    public async Task GetLeaderAsync_TwoClaim_EndsWithTheHigherTerm()
    {
        await using var old = new StubNode(Nodes.Ham4dbLeader(5));
        await using var current = new StubNode(Nodes.Ham4dbLeader(6));
        await using var client = Ham4dbClient.Create(old.Address, current.Address);

        var found = await Eventually.SeeAsync("a leader", async token => await client.GetLeaderAsync(token), leader => leader.Term == 6);

        found.Endpoint.ShouldBe(current.Endpoint);
    }

    [Fact]
    public async Task GetLeaderAsync_TwoGoServersClaim_StaysWithOne()
    {
        await using var one = new StubNode(Nodes.GoLeader());
        await using var two = new StubNode(Nodes.GoLeader());
        await using var client = Ham4dbClient.Create(one.Address, two.Address);
        var first = await client.GetLeaderAsync();

        for (var i = 0; i < 20; i++)
        {
            await client.Clusters.ListAsync();
        }

        (await client.GetLeaderAsync()).ShouldBe(first);
        (first.Endpoint == one.Endpoint ? two : one).RequestsFor("clusters-info").ShouldBeEmpty();
    }

    [Fact]
    public async Task GetLeaderAsync_OnlyAFollowerCanBeReached_RoutesThroughIt()
    {
        using var dead = new DeadEndpoint();
        await using var follower = new StubNode(request => request.Path switch
        {
            "/api/leader-check" => StubAnswer.Http(404, "\"Not leader\""),
            "/api/routed-leader-check" => StubAnswer.Http(200, "\"OK\""),
            _ => StubAnswer.Http(200, """["ci"]"""),
        });
        await using var client = Ham4dbClient.Create(dead.Address, follower.Address);

        var found = await client.GetLeaderAsync();
        var names = await client.Clusters.ListNamesAsync();

        found.ShouldBe(new Leader(follower.Endpoint, 0, IsRouted: true));
        names.ShouldBe(["ci"]);
    }

    [Fact]
    public async Task GetLeaderAsync_FollowerNamesALeaderThatIsNotConfigured_FindsIt()
    {
        await using var leader = new StubNode(Nodes.Ham4dbLeader(4));
        await using var follower = new StubNode(Nodes.Ham4dbFollower(4, leader.Address));
        await using var client = Ham4dbClient.Create(follower.Address);

        var found = await client.GetLeaderAsync();

        found.ShouldBe(new Leader(leader.Endpoint, 4, IsRouted: false));
    }

    [Fact]
    public async Task GetLeaderAsync_FollowerNamesANodeThatDoesNotLead_IsNotBelieved()
    {
        await using var other = new StubNode(Nodes.Ham4dbFollower(4));
        await using var follower = new StubNode(Nodes.Ham4dbFollower(4, other.Address));
        await using var client = Ham4dbClient.Create(follower.Address).WithDeadline(TimeSpan.FromMilliseconds(1500));

        await Should.ThrowAsync<NoLeaderException>(() => client.GetLeaderAsync());
    }

    [Fact]
    public async Task AnyCall_NoLeaderAtFirst_GoesOnWhenOneIsElected()
    {
        await using var node = new StubNode(Nodes.Ham4dbFollower(3));
        await using var client = Ham4dbClient.Create(node.Address);
        var call = client.Clusters.ListAsync();
        await Eventually.BecomesTrueAsync("some questions", () => node.RequestsFor("leader-check").Count >= 3);

        node.Become(Nodes.Ham4dbLeader(4));

        (await call).ShouldBeEmpty();
    }

    [Fact]
    public async Task AnyCall_ClusterWasBuiltAnew_IsFoundAlthoughItsTermsStartAgain()
    {
        await using var one = new StubNode(Nodes.Ham4dbLeader(70));
        await using var two = new StubNode(Nodes.Ham4dbFollower(70));
        await using var client = Ham4dbClient.Create(one.Address, two.Address);
        (await client.GetLeaderAsync()).Term.ShouldBe(70);
        one.Become(Nodes.Ham4dbFollower(1));
        two.Become(Nodes.Ham4dbLeader(1));

        var clusters = await client.Clusters.ListAsync();

        clusters.ShouldBeEmpty();
        (await client.GetLeaderAsync()).ShouldBe(new Leader(two.Endpoint, 1, IsRouted: false));
    }

    [Fact]
    public async Task AnyCall_AThousandCallersLoseTheLeader_ShareOneSearch()
    {
        await using var second = new StubNode(Nodes.Ham4dbFollower(3));
        await using var first = new StubNode(Nodes.Ham4dbLeader(3));
        await using var client = Ham4dbClient.Create(new Ham4dbClientOptions
        {
            Endpoints = [first.Address, second.Address],

            // A thousand connections at once can take longer than the usual silence, which is another reason to ask.
            SilenceBeforeProbe = TimeSpan.FromMinutes(1),
        });
        await client.Clusters.ListAsync();
        second.Become(Nodes.Ham4dbLeader(4));
        first.Become(Nodes.Ham4dbFollower(4, second.Address));
        var before = second.RequestsFor("leader-check").Count;

        await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => client.Clusters.ListAsync()));

        (second.RequestsFor("leader-check").Count - before).ShouldBeInRange(1, 3);
        second.RequestsFor("clusters-info").Count.ShouldBe(1000);
    }

    [Fact]
    public async Task AnyCall_ToAHam4dbServer_SaysWhoAsksAndHowLongItWaits()
    {
        await using var leader = new StubNode(Nodes.Ham4dbLeader(3));
        await using var client = Ham4dbClient.Create(leader.Address);

        await client.Clusters.ListAsync();

        var request = leader.RequestsFor("clusters-info").Single();
        request.Header(WireHeaders.Client).ShouldStartWith("Ham4db.Client/");
        request.Header(WireHeaders.Term).ShouldBe("3");
        long.Parse(request.Header(WireHeaders.DeadlineMilliseconds)!).ShouldBeInRange(1, 30_000);
        leader.RequestsFor("leader-check")[0].Header(WireHeaders.Client).ShouldStartWith("Ham4db.Client/");
    }

    [Fact]
    public async Task AnyCall_ToAGoServer_SendsNoneOfTheHeadersItDoesNotKnow()
    {
        await using var leader = new StubNode(Nodes.GoLeader());
        await using var client = Ham4dbClient.Create(new Ham4dbClientOptions { Endpoints = [leader.Address], Dialect = ServerDialect.Orchestrator });

        await client.Clusters.ListAsync();
        await client.SendAsync("recover/db-1/3306");

        foreach (var request in leader.Requests)
        {
            request.Headers.Keys.ShouldNotContain(WireHeaders.Term);
            request.Headers.Keys.ShouldNotContain(WireHeaders.DeadlineMilliseconds);
            request.Headers.Keys.ShouldNotContain(WireHeaders.IdempotencyKey);
        }
    }

    [Fact]
    public async Task DisposeAsync_WhileSearching_EndsTheCalls()
    {
        await using var silent = new StubNode(_ => StubAnswer.Silence);
        var client = Ham4dbClient.Create(silent.Address);
        var call = client.GetLeaderAsync();
        await Eventually.BecomesTrueAsync("the question", () => silent.Requests.Count > 0);

        await client.DisposeAsync();

        await Should.ThrowAsync<ObjectDisposedException>(() => call);
        await Should.ThrowAsync<ObjectDisposedException>(() => client.GetLeaderAsync());
    }
}
