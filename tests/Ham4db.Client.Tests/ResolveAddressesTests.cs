using System.Net;
using System.Net.Sockets;
using Ham4db.Client.Leadership;
using Ham4db.Client.Tests.Stubs;
using Ham4db.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Ham4db.Client.Tests;

/// <summary>One name that stands for many nodes, over real TLS and in memory. The clock moves only when a test moves it.</summary>
public sealed class ResolveAddressesTests : IDisposable
{
    private const string Name = "nodes.test";

    /// <summary>Real time; only a failure takes so long.</summary>
    private static readonly TimeSpan Room = TimeSpan.FromSeconds(60);

    private readonly TemporaryDirectory _directory = new("client-dns");
    private readonly NodeAuthority _authority = new("ca");
    private readonly VirtualCluster _cluster = new();
    private readonly Dictionary<string, string[]> _zone = [];
    private readonly FakeTimeProvider _time = new();
    private readonly int _port = FreePort.Next();

    public void Dispose()
    {
        _cluster.Dispose();
        _authority.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task Tls_EachAddressIsANode_UnderTheNameItWasFoundBy()
    {
        StubTls[] tls = [Certificate(Name), Certificate(Name)];
        await using var first = At("127.0.0.1", Nodes.Ham4dbFollower(5), tls[0]);
        await using var second = At("127.0.0.2", Nodes.Ham4dbLeader(5), tls[1]);
        _zone[Name] = ["127.0.0.1", "127.0.0.2"];
        await using var client = Connect();

        (await client.Clusters.ListAsync().WaitAsync(Room)).ShouldBeEmpty();

        (await client.GetLeaderAsync()).Endpoint.ShouldBe(second.Endpoint);
        client.Nodes.Endpoints.ShouldBe([first.Endpoint, second.Endpoint]);
        await Eventually.BecomesTrueAsync("the follower to be asked", () => first.Requests.Count > 0);
        first.Requests.Concat(second.Requests).ShouldAllBe(request => request.Header("Host") == $"{Name}:{_port}");
        tls.SelectMany(node => node.ServerNames).ShouldAllBe(name => name == Name);
    }

    [Fact]
    public async Task Tls_CertificateForTheAddressAndNotTheName_IsRefusedAndSaysWhere()
    {
        await using var good = At("127.0.0.1", Nodes.Ham4dbLeader(5), Certificate(Name));
        await using var wrong = At("127.0.0.2", Nodes.Ham4dbLeader(9), Certificate("elsewhere.test", "127.0.0.2"));
        _zone[Name] = ["127.0.0.2", "127.0.0.1"];
        await using var client = Connect();

        (await client.GetLeaderAsync().WaitAsync(Room)).Endpoint.ShouldBe(good.Endpoint);

        var seen = await Eventually.SeeAsync(
            "the wrong certificate to be noticed",
            _ => Task.FromResult(client.Cluster.Current.Endpoints.Single(node => node.Endpoint == wrong.Endpoint)),
            node => node.LastError is not null);
        seen.State.ShouldBe(EndpointState.Unreachable);
        seen.LastError!.ShouldContain("RemoteCertificateNameMismatch");
        wrong.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Tls_NoAddressHasTheRightCertificate_EachIsNamedInTheError()
    {
        await using var one = At("127.0.0.1", Nodes.Ham4dbLeader(5), Certificate("elsewhere.test", "127.0.0.1"));
        await using var two = At("127.0.0.2", Nodes.Ham4dbLeader(5), Certificate("elsewhere.test"));
        _zone[Name] = ["127.0.0.1", "127.0.0.2"];
        await using var client = Connect();
        var call = client.Clusters.ForgetAsync("c");
        await Eventually.BecomesTrueAsync("both to be refused", () => client.Cluster.Current.Endpoints.Count(node => node.LastError is not null) == 2);

        _time.Advance(TimeSpan.FromSeconds(31));

        var thrown = await Should.ThrowAsync<NoLeaderException>(() => call.WaitAsync(Room));
        thrown.Message.ShouldContain($"{one.Endpoint}: TLS failed");
        thrown.Message.ShouldContain($"{two.Endpoint}: TLS failed");
    }

    [Fact]
    public async Task Tls_NameStandsForOthersLater_TheyAreUsedAndTheOthersLeft()
    {
        await using var follower = At("127.0.0.2", Nodes.Ham4dbFollower(5), Certificate(Name));
        var leader = At("127.0.0.1", Nodes.Ham4dbLeader(5), Certificate(Name));
        _zone[Name] = ["127.0.0.1", "127.0.0.2"];
        await using var client = Connect();
        await client.Clusters.ListAsync().WaitAsync(Room);
        await leader.DisposeAsync();

        await using var next = At("127.0.0.3", Nodes.Ham4dbLeader(6), Certificate(Name));
        _zone[Name] = ["127.0.0.3"];
        _time.Advance(TimeSpan.FromSeconds(31));

        (await client.Clusters.ListAsync().WaitAsync(Room)).ShouldBeEmpty();
        (await client.GetLeaderAsync()).Endpoint.ShouldBe(next.Endpoint);
        client.Nodes.Endpoints.ShouldBe([next.Endpoint]);
        await Eventually.BecomesTrueAsync("the others to be left", () => client.Cluster.Current.Endpoints.Count == 1);
    }

    [Fact]
    public async Task NameStandsForOthers_WhileALeaderIsSearched_TheyAreAskedAndTheOthersLeft()
    {
        _zone[Name] = ["10.0.0.1"];
        await using var client = ConnectInMemory(Name);
        var call = client.WithDeadline(TimeSpan.FromMinutes(2)).Clusters.ListNamesAsync();
        await Eventually.BecomesTrueAsync("the node to be asked", () => _cluster.Count("10.0.0.1", "leader-check") > 0);

        _zone[Name] = ["10.0.0.2"];
        _cluster.Set("10.0.0.2", _cluster.Leader(5));
        await _cluster.PassAsync(TimeSpan.FromSeconds(115), call, stepMilliseconds: 500);

        (await call.WaitAsync(Room)).ShouldBeEmpty();
        client.Nodes.Endpoints.Select(node => node.Host).ShouldBe(["10.0.0.2"]);
        client.Cluster.Current.Endpoints.Select(node => node.Endpoint.Host).ShouldBe(["10.0.0.2"]);
    }

    [Fact]
    public async Task OneNameOfTwoIsAwayLater_ItsAddressesAreKept()
    {
        (_zone["east.test"], _zone["west.test"]) = (["10.0.0.1"], ["10.0.1.1"]);
        _cluster.Set("10.0.0.1", _cluster.Leader(5));
        _cluster.Set("10.0.1.1", _cluster.Follower(5));
        await using var client = ConnectInMemory("east.test", "west.test");
        await client.Clusters.ListNamesAsync().WaitAsync(Room);

        _zone.Remove("west.test");
        _zone["east.test"] = ["10.0.0.2"];
        _cluster.Set("10.0.0.1", (_, _) => throw new HttpRequestException(HttpRequestError.ConnectionError, "gone"));
        _cluster.Set("10.0.1.1", _cluster.Leader(6));
        _cluster.Time.Advance(TimeSpan.FromSeconds(31));
        await client.Clusters.ListNamesAsync().WaitAsync(Room);

        await Eventually.BecomesTrueAsync(
            "the addresses to be found", () => client.Nodes.Endpoints.Select(node => node.Host).SequenceEqual(["10.0.0.2", "10.0.1.1"]));
    }

    [Fact]
    public async Task LeaderLeavesTheName_AndLeads_IsUsedUnderTheNameStill()
    {
        _zone[Name] = ["10.0.0.1", "10.0.0.2"];
        _cluster.Set("10.0.0.1", _cluster.Leader(5));
        _cluster.Set("10.0.0.2", _cluster.Follower(5));
        await using var client = ConnectInMemory(Name);
        await client.Clusters.ListNamesAsync().WaitAsync(Room);

        // One lost request is enough to search, and so to look the name up.
        var isLost = 1;
        _cluster.Set("10.0.0.1", (request, token) => Interlocked.Exchange(ref isLost, 0) == 1
            ? throw new HttpRequestException(HttpRequestError.ResponseEnded, "lost")
            : _cluster.Leader(5)(request, token));
        _zone[Name] = ["10.0.0.2"];
        _cluster.Time.Advance(TimeSpan.FromSeconds(31));
        await client.Clusters.ListNamesAsync().WaitAsync(Room);
        await Eventually.BecomesTrueAsync("the name to be looked up", () => client.Nodes.Endpoints.Count == 1);

        await client.Clusters.ListNamesAsync().WaitAsync(Room);

        _cluster.To("10.0.0.1", "clusters").ShouldAllBe(request => request.Headers.Host == Name);
        client.Cluster.Current.Endpoints.Select(node => node.Endpoint.Host).ShouldBe(["10.0.0.2", "10.0.0.1"]);
    }

    [Fact]
    public async Task NameIsNotKnown_SaysSoAtTheDeadline()
    {
        await using var client = ConnectInMemory("nowhere.test");

        var call = client.Clusters.ListAsync();
        await _cluster.PassAsync(TimeSpan.FromSeconds(31), call, stepMilliseconds: 500);

        (await Should.ThrowAsync<NoLeaderException>(() => call.WaitAsync(Room))).Message.ShouldContain("nowhere.test");
    }

    private StubTls Certificate(string name, string? address = null) => new(_authority.Sign(name, address is null ? null : IPAddress.Parse(address)));

    private StubNode At(string address, Func<StubRequest, StubAnswer> behaviour, StubTls tls) => new(behaviour, tls, new IPEndPoint(IPAddress.Parse(address), _port));

    private IHam4dbClient Connect()
    {
        var authorities = _directory.Combine("ca.pem");
        File.WriteAllText(authorities, _authority.Pem);
        return Ham4dbClient.Create(
            new Ham4dbClientOptions
            {
                Endpoints = [$"https://{Name}:{_port}"], ResolveAddresses = true, ResolveHost = ResolveAsync, TlsCaFile = authorities,
            },
            timeProvider: _time);
    }

    private IHam4dbClient ConnectInMemory(params string[] names)
        => _cluster.Connect(new Ham4dbClientOptions { Endpoints = [.. names.Select(name => $"http://{name}")], ResolveAddresses = true, ResolveHost = ResolveAsync });

    private Task<IPAddress[]> ResolveAsync(string name, CancellationToken cancellationToken)
    {
        lock (_zone)
        {
            return _zone.TryGetValue(name, out var addresses)
                ? Task.FromResult(addresses.Select(IPAddress.Parse).ToArray())
                : throw new SocketException((int)SocketError.HostNotFound);
        }
    }
}
