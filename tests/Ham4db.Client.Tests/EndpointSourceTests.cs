using Ham4db.Client.Tests.Stubs;
using Ham4db.Testing;

namespace Ham4db.Client.Tests;

/// <summary>Where the addresses of nodes come from.</summary>
public sealed class EndpointSourceTests : IDisposable
{
    /// <summary>Real time; only a failure takes so long.</summary>
    private static readonly TimeSpan Room = TimeSpan.FromSeconds(30);

    private readonly VirtualCluster _cluster = new();

    public void Dispose() => _cluster.Dispose();

    [Fact]
    public async Task FindEndpoints_Alone_ItsNodesAreUsed()
    {
        _cluster.Set("b", _cluster.Leader(5));
        await using var client = _cluster.Connect(new Ham4dbClientOptions { FindEndpoints = Finds("http://a", "http://b/api") });

        (await client.GetLeaderAsync()).Endpoint.ShouldBe(new Uri("http://b/api/"));

        client.Nodes.Endpoints.Select(node => node.Host).ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task FindEndpoints_FindsOtherNodesLater_TheyAreAskedByTheSearchThatNeedsThem()
    {
        var nodes = new List<string> { "http://a" };
        _cluster.Set("a", _cluster.Leader(5));
        await using var client = _cluster.Connect(new Ham4dbClientOptions { FindEndpoints = _ => Task.FromResult<IReadOnlyList<string>>([.. nodes]) });
        await client.Clusters.ListAsync();

        _cluster.Set("a", (_, _) => throw new HttpRequestException(HttpRequestError.ConnectionError, "gone"));
        _cluster.Set("b", _cluster.Leader(6));
        nodes[0] = "http://b";
        _cluster.Time.Advance(TimeSpan.FromSeconds(31));

        (await client.Clusters.ListAsync().WaitAsync(Room)).ShouldBeEmpty();
        client.Nodes.Endpoints.Select(node => node.Host).ShouldBe(["b"]);
    }

    [Fact]
    public async Task FindEndpoints_Fails_ConfiguredNodesAreUsed()
    {
        _cluster.Set("a", _cluster.Leader(5));
        await using var client = _cluster.Connect(new Ham4dbClientOptions
        {
            Endpoints = ["http://a"],
            FindEndpoints = _ => throw new InvalidOperationException("the registry is away"),
        });

        var call = client.GetLeaderAsync();
        await _cluster.PassAsync(TimeSpan.FromSeconds(10), call);

        (await call.WaitAsync(Room)).Endpoint.Host.ShouldBe("a");
    }

    [Fact]
    public async Task FindEndpoints_FindsNothing_EndsAtTheDeadlineAndSaysWhy()
    {
        await using var client = _cluster.Connect(new Ham4dbClientOptions { FindEndpoints = _ => throw new InvalidOperationException("the registry is away") });

        var call = client.Clusters.ListAsync();
        await _cluster.PassAsync(TimeSpan.FromSeconds(31), call, stepMilliseconds: 100);

        (await Should.ThrowAsync<NoLeaderException>(() => call.WaitAsync(Room))).Message.ShouldContain("the registry is away");
    }

    [Fact]
    public async Task ResolveAddresses_NameOfManyAddresses_EachIsANodeUnderThatName()
    {
        await using var node = new StubNode(Nodes.Ham4dbLeader(5));
        var port = new Uri(node.Address).Port;
        await using var client = Ham4dbClient.Create(new Ham4dbClientOptions { Endpoints = [$"http://localhost:{port}"], ResolveAddresses = true });

        (await client.GetLeaderAsync()).Endpoint.ShouldBe(node.Endpoint);

        client.Nodes.Endpoints.ShouldAllBe(endpoint => endpoint.HostNameType != UriHostNameType.Dns);
        node.Requests[0].Headers["Host"].ShouldBe($"localhost:{port}");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task LearnEndpoints_MemberThatWasNotConfigured_IsAskedWhenTheLeaderIsLost(bool learns)
    {
        _cluster.Set("a", _cluster.Leader(5, body: """["a:10008","c:10008","[::1]:10008",":","http://x/"]"""));
        await using var client = _cluster.Connect(new Ham4dbClientOptions { Endpoints = ["http://a:3000"], LearnEndpoints = learns });
        await client.GetLeaderAsync();
        await client.Clusters.ListNamesAsync();
        if (learns)
        {
            await Eventually.BecomesTrueAsync("the members to be known", () => client.Nodes.Endpoints.Count > 1);
            client.Nodes.Endpoints.ShouldContain(new Uri("http://c:3000/api/"));
        }

        _cluster.Set("a", (_, _) => throw new HttpRequestException(HttpRequestError.ConnectionError, "gone"));
        _cluster.Set("c", _cluster.Leader(6));
        var call = client.WithDeadline(TimeSpan.FromSeconds(5)).Clusters.ListAsync();
        await _cluster.PassAsync(TimeSpan.FromSeconds(6), call, stepMilliseconds: 50);

        if (learns)
        {
            (await call.WaitAsync(Room)).ShouldBeEmpty();
        }
        else
        {
            await Should.ThrowAsync<NoLeaderException>(() => call.WaitAsync(Room));
        }
    }

    [Fact]
    public void FromEnvironment_IsWhatTheShellClientsRead()
    {
        var before = Environment.GetEnvironmentVariable("HAM4DB_API");
        Environment.SetEnvironmentVariable("HAM4DB_API", "http://a:3000/api  http://b:3000/api");
        try
        {
            Ham4dbEndpoints.FromEnvironment().ShouldBe(["http://a:3000/api", "http://b:3000/api"]);
        }
        finally
        {
            Environment.SetEnvironmentVariable("HAM4DB_API", before);
        }
    }

    private static Func<CancellationToken, Task<IReadOnlyList<string>>> Finds(params string[] addresses)
        => _ => Task.FromResult<IReadOnlyList<string>>(addresses);
}
