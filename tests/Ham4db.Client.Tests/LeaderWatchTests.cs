using System.Net;
using Ham4db.Client.Leadership;
using Ham4db.Client.Tests.Stubs;
using Ham4db.Testing;

namespace Ham4db.Client.Tests;

/// <summary>What the nodes tell of the leader, unasked. The clock stands still unless a test says otherwise.</summary>
public sealed class LeaderWatchTests : IDisposable
{
    /// <summary>Real time; only a failure takes so long.</summary>
    private static readonly TimeSpan Room = TimeSpan.FromSeconds(30);

    private readonly VirtualCluster _cluster = new();
    private readonly ToldStream _a = new();
    private readonly ToldStream _b = new();

    public void Dispose() => _cluster.Dispose();

    [Fact]
    public async Task AnotherNodeTellsThatItLeads_NextCallGoesThereAtOnce()
    {
        await using var client = await ConnectAsync();
        var probes = _cluster.Count("a", "leader-check") + _cluster.Count("b", "leader-check");

        _cluster.Set("b", _b.Beside(_cluster.Leader(6)));
        await _b.TellAsync(6, isLeader: true);
        await BecomesKnownAsync(client, "b");
        await client.Clusters.ListAsync();

        (_cluster.Count("a", "clusters-info"), _cluster.Count("b", "clusters-info")).ShouldBe((1, 1));
        (_cluster.Count("a", "leader-check") + _cluster.Count("b", "leader-check")).ShouldBe(probes);
    }

    [Fact]
    public async Task AnotherNodeTellsThatItLeads_ReadThatWaitsIsRepeatedThere()
    {
        await using var client = await ConnectAsync();
        _cluster.Set("a", VirtualCluster.Silent);
        var read = client.Clusters.ListAsync();
        await Eventually.BecomesTrueAsync("the read to be sent", () => _cluster.Count("a", "clusters-info") == 2);

        _cluster.Set("b", _b.Beside(_cluster.Leader(6)));
        await _b.TellAsync(6, isLeader: true);

        (await read.WaitAsync(Room)).ShouldBeEmpty();
        _cluster.Count("b", "clusters-info").ShouldBe(1);
    }

    [Fact]
    public async Task AnotherNodeTellsThatItLeads_ChangeThatWaitsIsRepeatedThereUnderItsKey()
    {
        await using var client = await ConnectAsync();
        _cluster.Set("a", VirtualCluster.Silent);
        var change = client.Clusters.ForgetAsync("c");
        await Eventually.BecomesTrueAsync("the change to be sent", () => _cluster.Count("a", "forget-cluster/c") == 1);

        _cluster.Set("b", _b.Beside(_cluster.Leader(6, body: """{"Code":"OK","Message":"done","Details":null}""")));
        await _b.TellAsync(6, isLeader: true);

        await change.WaitAsync(Room);
        Key("b").ShouldBe(Key("a"));

        string Key(string host) => _cluster.To(host, "forget-cluster/c").Single().Headers.GetValues("Idempotency-Key").Single();
    }

    [Fact]
    public async Task AnotherNodeTellsThatItLeads_RawChangeThatWaitsEndsAsUnknown()
    {
        await using var client = await ConnectAsync();
        _cluster.Set("a", async (request, token) =>
        {
            await request.Content!.CopyToAsync(Stream.Null, token);
            return await VirtualCluster.Silent(request, token);
        });
        var change = client.SendAsync("some-change");
        await Eventually.BecomesTrueAsync("the change to be sent", () => _cluster.Count("a", "some-change") == 1);

        _cluster.Set("b", _b.Beside(_cluster.Leader(6)));
        await _b.TellAsync(6, isLeader: true);

        var unknown = await Should.ThrowAsync<OutcomeUnknownException>(() => change.WaitAsync(Room));
        unknown.Attempts.Single().Reason.ShouldContain("leads");
        _cluster.Count("b", "some-change").ShouldBe(0);
    }

    [Fact]
    public async Task LeaderTellsThatItLeadsNoMore_NextCallAsksFirst()
    {
        await using var client = await ConnectAsync();
        _cluster.Set("a", _cluster.Follower(6));
        _cluster.Set("b", _cluster.Leader(6));

        await _a.TellAsync(6, isLeader: false);
        await BecomesKnownAsync(client, "b");
        await client.Clusters.ListAsync();

        (_cluster.Count("a", "clusters-info"), _cluster.Count("b", "clusters-info")).ShouldBe((1, 1));
    }

    [Fact]
    public async Task FollowerNamesTheNextLeader_ItIsAskedAndKnown()
    {
        await using var client = await ConnectAsync();
        _cluster.Set("c", _cluster.Leader(6));

        await _b.TellAsync(6, isLeader: false, leader: "http://c");

        await BecomesKnownAsync(client, "c");
    }

    [Fact]
    public async Task StreamOfTheLeaderBreaks_TheNextIsFoundBeforeACallFails()
    {
        await using var client = await ConnectAsync();
        _cluster.Set("a", (_, _) => throw new HttpRequestException(HttpRequestError.ConnectionError, "refused"));
        _cluster.Set("b", _cluster.Leader(6));

        await _a.EndAsync();

        await BecomesKnownAsync(client, "b");
        _cluster.Count("a", "clusters-info").ShouldBe(1);
    }

    [Fact]
    public async Task StreamOfTheLeaderBreaksAndACallFails_EachNodeIsAskedOnce()
    {
        await using var client = await ConnectAsync();
        var before = _cluster.Count("b", "leader-check");
        var elected = new TaskCompletionSource();
        var leader = _cluster.Leader(6);
        _cluster.Set("a", (_, _) => throw new HttpRequestException(HttpRequestError.ConnectionError, "refused"));
        _cluster.Set("b", async (request, token) =>
        {
            await elected.Task.WaitAsync(token);
            return await leader(request, token);
        });

        await _a.EndAsync();
        await Eventually.BecomesTrueAsync("the others to be asked", () => _cluster.Count("b", "leader-check") == before + 1, Room);
        var call = client.Clusters.ListAsync();
        await Eventually.BecomesTrueAsync("the call to fail at the old leader", () => client.Cluster.Current.Leader is null, Room);
        var asked = client.GetLeaderAsync();
        elected.SetResult();

        (await call.WaitAsync(Room)).ShouldBeEmpty();
        (await asked.WaitAsync(Room)).Endpoint.Host.ShouldBe("b");
        _cluster.Count("b", "leader-check").ShouldBe(before + 1);
    }

    [Fact]
    public async Task NodeOfALowerTermTellsThatItLeads_IsNotBelieved()
    {
        await using var client = await ConnectAsync();

        await _b.TellAsync(4, isLeader: true);
        await _b.TellAsync(5, isLeader: true);
        await client.Clusters.ListAsync();

        _cluster.Count("b", "clusters-info").ShouldBe(0);
        (await client.GetLeaderAsync()).ShouldBe(new Leader(new Uri("http://a/api/"), 5, IsRouted: false));
    }

    [Fact]
    public async Task WatchLeaderAsync_TellsTheLeaderAndEachChange()
    {
        await using var client = await ConnectAsync();
        await using var leaders = client.WatchLeaderAsync().GetAsyncEnumerator();
        await leaders.MoveNextAsync().AsTask().WaitAsync(Room);
        leaders.Current.Endpoint.Host.ShouldBe("a");
        var next = leaders.MoveNextAsync().AsTask();

        _cluster.Set("b", _b.Beside(_cluster.Leader(6)));
        await _b.TellAsync(6, isLeader: true);

        (await next.WaitAsync(Room)).ShouldBeTrue();
        leaders.Current.ShouldBe(new Leader(new Uri("http://b/api/"), 6, IsRouted: false));
    }

    [Fact]
    public async Task WatchLeaderAsync_NodesThatDoNotTell_AreAskedEachSecond()
    {
        _cluster.Set("a", _cluster.Leader(0));
        _cluster.Set("b", _cluster.Follower(0));
        await using var client = _cluster.Connect(new Ham4dbClientOptions { Endpoints = ["http://a", "http://b"] });
        await using var leaders = client.WatchLeaderAsync().GetAsyncEnumerator();
        await leaders.MoveNextAsync().AsTask().WaitAsync(Room);
        var next = leaders.MoveNextAsync().AsTask();

        _cluster.Set("a", _cluster.Follower(0));
        _cluster.Set("b", _cluster.Leader(0));
        await _cluster.PassAsync(TimeSpan.FromSeconds(10), next, stepMilliseconds: 50);

        (await next.WaitAsync(Room)).ShouldBeTrue();
        leaders.Current.Endpoint.Host.ShouldBe("b");
        _cluster.Count("a", "leader-watch").ShouldBe(0);
    }

    [Fact]
    public async Task WatchLeaderAsync_Cancelled_Ends()
    {
        await using var client = await ConnectAsync();
        using var stop = new CancellationTokenSource();
        await using var leaders = client.WatchLeaderAsync(stop.Token).GetAsyncEnumerator();
        await leaders.MoveNextAsync().AsTask().WaitAsync(Room);
        var next = leaders.MoveNextAsync().AsTask();

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => next.WaitAsync(Room));
    }

    [Fact]
    public async Task NodesComeAndGo_ThoseThatCameAreHeard_ThoseThatWentNoMore()
    {
        string[] nodes = ["http://a", "http://b"];
        var c = new ToldStream();
        _cluster.Set("a", _a.Beside(_cluster.Leader(5)));
        _cluster.Set("b", _b.Beside(_cluster.Follower(5)));
        _cluster.Set("c", c.Beside(_cluster.Follower(5)));
        await using var client = _cluster.Connect(new Ham4dbClientOptions { FindEndpoints = _ => Task.FromResult<IReadOnlyList<string>>(nodes) });
        await client.Clusters.ListAsync();
        await Eventually.BecomesTrueAsync("the client to listen", () => _a.IsHeard && _b.IsHeard);

        nodes = ["http://a", "http://c"];
        _cluster.Time.Advance(TimeSpan.FromSeconds(31));
        await _a.TellAsync(5, isLeader: false);

        await Eventually.BecomesTrueAsync("the node that came to be heard", () => c.IsHeard);
        await Eventually.SeeAsync("the node that went to be left", _ => _b.IsLeftAsync(), left => left);
        (await _a.IsLeftAsync()).ShouldBeFalse();
        client.Cluster.Current.Endpoints.Select(node => node.Endpoint.Host).ShouldBe(["a", "c"]);
        _cluster.Set("c", c.Beside(_cluster.Leader(6)));
        await c.TellAsync(6, isLeader: true);
        await BecomesKnownAsync(client, "c");
    }

    [Fact]
    public async Task LeaderThatWasNotConfigured_IsHeardForAsLongAsItLeads()
    {
        var c = new ToldStream();
        await using var client = await ConnectAsync();
        _cluster.Set("c", c.Beside(_cluster.Leader(6)));
        await _b.TellAsync(6, isLeader: false, leader: "http://c");
        await BecomesKnownAsync(client, "c");
        await Eventually.BecomesTrueAsync("the leader to be heard", () => c.IsHeard);

        _cluster.Set("b", _b.Beside(_cluster.Leader(7)));
        await _b.TellAsync(7, isLeader: true);

        await BecomesKnownAsync(client, "b");
        await Eventually.SeeAsync("it to be left", _ => c.IsLeftAsync(), left => left);
    }

    [Fact]
    public async Task LeaderTellsThatItLeads_WhileANodeThatOnlyRoutesIsUsed_IsUsedItself()
    {
        var follower = _cluster.Follower(5);
        _cluster.Set("a", _a.Beside((request, token) => request.RequestUri!.AbsolutePath.EndsWith("/leader-check", StringComparison.Ordinal)
            ? follower(request, token)
            : Task.FromResult(VirtualCluster.Reply(HttpStatusCode.OK, VirtualCluster.IsCheck(request) ? "\"OK\"" : "[]", 5))));
        _cluster.Set("b", _b.Beside(follower));
        await using var client = _cluster.Connect(new Ham4dbClientOptions { Endpoints = ["http://a", "http://b"] });
        await client.Clusters.ListAsync();
        (await client.GetLeaderAsync()).IsRouted.ShouldBeTrue();
        await Eventually.BecomesTrueAsync("the client to listen", () => _a.IsHeard && _b.IsHeard);

        _cluster.Set("b", _b.Beside(_cluster.Leader(5)));
        await _b.TellAsync(5, isLeader: true);

        await BecomesKnownAsync(client, "b");
        await client.Clusters.ListAsync();
        _cluster.Count("b", "clusters-info").ShouldBe(1);
    }

    [Fact]
    public async Task MemberThatTheLeaderNames_IsHeard()
    {
        var c = new ToldStream();
        _cluster.Set("a", _a.Beside(_cluster.Leader(5, body: """["a:10008","c:10008"]""")));
        _cluster.Set("c", c.Beside(_cluster.Follower(5)));
        await using var client = _cluster.Connect(new Ham4dbClientOptions { Endpoints = ["http://a"], LearnEndpoints = true });

        await client.Clusters.ListNamesAsync();

        await Eventually.BecomesTrueAsync("the member to be heard", () => c.IsHeard);
    }

    [Fact]
    public async Task Deposed_ConnectionsToItAreClosed()
    {
        await using var a = new StubNode(Nodes.Ham4dbLeader(5));
        await using var b = new StubNode(Nodes.Ham4dbFollower(5));
        await using var client = Ham4dbClient.Create(new Ham4dbClientOptions { Endpoints = [a.Address, b.Address] });
        await client.Clusters.ListAsync();
        (await client.GetLeaderAsync()).Endpoint.ShouldBe(a.Endpoint);
        a.EndedConnections.ShouldBe(0);

        a.Become(Nodes.Ham4dbFollower(6, b.Address));
        b.Become(Nodes.Ham4dbLeader(6));
        await client.Clusters.ListAsync();

        b.RequestsFor("clusters-info").Count.ShouldBe(1);
        await Eventually.BecomesTrueAsync("the connections to the deposed leader to be closed", () => a.EndedConnections > 0);
    }

    private static Task BecomesKnownAsync(IHam4dbClient client, string host)
        => Eventually.PassesAsync($"{host} to be known", async token => (await client.GetLeaderAsync(token)).Endpoint.Host.ShouldBe(host));

    private async Task<IHam4dbClient> ConnectAsync()
    {
        _cluster.Set("a", _a.Beside(_cluster.Leader(5)));
        _cluster.Set("b", _b.Beside(_cluster.Follower(5)));
        var client = _cluster.Connect(new Ham4dbClientOptions { Endpoints = ["http://a", "http://b"] });
        await client.Clusters.ListAsync();
        await Eventually.BecomesTrueAsync("the client to listen", () => _a.IsHeard && _b.IsHeard);
        return client;
    }
}
