using System.Collections.Concurrent;
using System.Net;
using Ham4db.Client.Leadership;
using Ham4db.Client.Tests.Stubs;
using Ham4db.Testing;

namespace Ham4db.Client.Tests;

/// <summary>What the client tells of the nodes without asking them.</summary>
public sealed class ClusterTests : IDisposable
{
    private readonly VirtualCluster _cluster = new();

    public void Dispose() => _cluster.Dispose();

    [Fact]
    public async Task Current_BeforeTheFirstCall_KnowsNothingAndSendsNothing()
    {
        _cluster.Set("a", _cluster.Leader(5));
        await using var client = Connect("a", "b");

        var nodes = client.Cluster.Current;

        nodes.Leader.ShouldBeNull();
        nodes.Endpoints.ShouldBe([new(new Uri("http://a/api/"), EndpointState.Unknown), new(new Uri("http://b/api/"), EndpointState.Unknown)]);
        _cluster.Count("a", "leader-check").ShouldBe(0);
    }

    [Fact]
    public async Task Current_AfterACall_TellsWhatEachNodeWas()
    {
        _cluster.Set("follower", _cluster.Follower(5));
        _cluster.Set("page", (_, _) => Task.FromResult(VirtualCluster.Reply(HttpStatusCode.OK, "<html>", 0)));
        await using var client = Connect("leader", "follower", "page", "dead");
        var call = client.Clusters.ListAsync();
        await Eventually.BecomesTrueAsync("all but the leader to have been asked", () => client.Cluster.Current.Endpoints.Count(node => node.AskedAt is not null) == 4);
        _cluster.Set("leader", _cluster.Leader(5));
        await _cluster.PassAsync(TimeSpan.FromSeconds(10), call);
        await call;

        var nodes = client.Cluster.Current;

        nodes.Leader!.Endpoint.Host.ShouldBe("leader");
        nodes.Endpoints.Select(node => (node.Endpoint.Host, node.State)).ShouldBe(
        [
            ("leader", EndpointState.Leader), ("follower", EndpointState.Follower), ("page", EndpointState.Unhealthy), ("dead", EndpointState.Unreachable),
        ]);
        (nodes.Endpoints[0].Term, nodes.Endpoints[1].Term, nodes.Endpoints[3].Term).ShouldBe((5, 5, null));
        nodes.Endpoints[0].LastError.ShouldNotBeNull();
        nodes.Endpoints[1].LastError.ShouldBeNull();
        nodes.Endpoints[2].Reason.ShouldContain("HTML");
        nodes.Endpoints[3].RoundTrip.ShouldBeNull();
        nodes.Endpoints[1].RoundTrip.ShouldNotBeNull();
    }

    [Fact]
    public async Task Changed_LeaderMoves_TellsAndForgetsThatTheOldOneLed()
    {
        _cluster.Set("a", _cluster.Leader(5));
        _cluster.Set("b", _cluster.Follower(5));
        await using var client = Connect("a", "b");
        await client.Clusters.ListAsync();
        var told = new ConcurrentQueue<ClusterSnapshot>();
        client.Cluster.Changed += (_, change) => told.Enqueue(change.Current);
        client.Cluster.Changed += (_, _) => throw new InvalidOperationException("a subscriber's fault");

        _cluster.Set("a", (_, _) => throw new HttpRequestException(HttpRequestError.ConnectionError, "refused"));
        _cluster.Set("b", _cluster.Leader(6));
        await client.Clusters.ListAsync();

        await Eventually.BecomesTrueAsync("the change to be told", () => told.Any(nodes => nodes.Leader?.Endpoint.Host == "b"));
        client.Cluster.Current.Endpoints.Select(node => node.State).ShouldBe([EndpointState.Unreachable, EndpointState.Leader]);
    }

    private IHam4dbClient Connect(params string[] hosts)
        => _cluster.Connect(new Ham4dbClientOptions { Endpoints = [.. hosts.Select(host => $"http://{host}")] });
}
