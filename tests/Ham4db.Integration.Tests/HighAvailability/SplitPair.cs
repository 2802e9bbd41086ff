using Ham4db.Testing;

namespace Ham4db.Integration.Tests.HighAvailability;

/// <summary>The three servers of <c>samples/semi-ha</c>, each with a proxy of its own to two databases that can fall apart.</summary>
internal sealed class SplitPair : IAsyncDisposable
{
    private const int Size = 3;

    private readonly MasterMasterPair _pair;
    private readonly IReadOnlyList<MySqlProxy> _proxies;

    private SplitPair(MasterMasterPair pair, IReadOnlyList<MySqlProxy> proxies)
    {
        _pair = pair;
        _proxies = proxies;
        Servers = SampleServers.OnDatabases("semi-ha", [.. proxies.Select(proxy => ("127.0.0.1", proxy.Port))]);
        foreach (var server in Servers.Nodes)
        {
            server.Configuration["ActiveNodeExpireSeconds"] = SharedServers.LeaseSeconds;
        }
    }

    public ServerCluster Servers { get; }

    /// <summary>Starts databases and proxies; the servers are not started.</summary>
    public static async Task<SplitPair> StartAsync()
    {
        var pair = await MasterMasterPair.StartAsync();
        try
        {
            return new SplitPair(pair, await Task.WhenAll(Enumerable.Range(0, Size).Select(_ => MySqlProxy.StartAsync(pair.Servers))));
        }
        catch
        {
            await pair.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the servers, all on the first database, and then lets nothing pass between the two any more.</summary>
    /// <returns>The one server that leads.</returns>
    public async Task<ServerProcess> StartAndTearAsync()
    {
        var leader = await Servers.StartAsync();
        await Eventually.SeeAsync(
            "the lease to arrive at the second database",
            token => _pair.Servers[1].ScalarAsync($"SELECT holder FROM {SharedServers.Database}.leader_lease", token),
            holder => holder is string { Length: > 0 });
        await Task.WhenAll(_pair.Servers.Select(server => server.ExecuteAsync("STOP SLAVE")));
        return leader;
    }

    /// <summary>Lets the proxy of a server lose sight of the first database, or see it again.</summary>
    /// <returns>When the server is connected to the side that is left to it, and to no other.</returns>
    public async Task LeadAsync(ServerProcess server, int side)
    {
        var proxy = _proxies[Servers.Nodes.ToList().IndexOf(server)];
        await proxy.SetInServiceAsync(0, isInService: side == 0);
        await proxy.WaitUntilActiveAsync(side, TimeSpan.FromSeconds(60));
    }

    public async ValueTask DisposeAsync()
    {
        await Servers.DisposeAsync();
        foreach (var proxy in _proxies)
        {
            await proxy.DisposeAsync();
        }

        await _pair.DisposeAsync();
    }
}
