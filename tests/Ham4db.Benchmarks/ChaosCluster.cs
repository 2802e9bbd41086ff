using System.Net;
using System.Text.Json;
using Ham4db.Testing;

namespace Ham4db.Benchmarks;

/// <summary>Raft nodes under changes, watched from outside: what can be done to them, and what must be true of them.</summary>
internal sealed class ChaosCluster : IAsyncDisposable
{
    private const string Database = "ham4db";

    // Long: what is waited for must happen, however busy the machine is; a node that has not come back by then is stuck.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly ServerCluster _servers;
    private readonly MariaDbServer? _database;
    private readonly LeaderSampler _sampler;
    private readonly ChaosLogs _logs;
    private ChangeLoad? _load;

    private ChaosCluster(ServerCluster servers, MariaDbServer? database, LeaderSampler sampler, ChaosLogs logs)
        => (_servers, _database, _sampler, _logs) = (servers, database, sampler, logs);

    public IReadOnlyList<ServerProcess> Nodes => _servers.Nodes;

    public LeaderSamples Samples => _sampler.Samples;

    /// <summary>What nodes said that is worth knowing, and how often.</summary>
    public IReadOnlyDictionary<string, int> Noticed => _logs.Noticed;

    public static async Task<ChaosCluster> StartAsync(ChaosOptions options, CancellationToken cancellationToken)
    {
        var logs = new ChaosLogs(options);
        MariaDbServer? database = null;
        ServerCluster? servers = null;
        try
        {
            if (options.IsMixed)
            {
                database = new MariaDbServer();
                await database.StartAsync(cancellationToken);
            }

            servers = new ServerCluster(options.Nodes, configure: (configuration, position) =>
            {
                if (database is not null && position == options.Nodes - 1)
                {
                    configuration["BackendDB"] = "mysql";
                    configuration["MySQLOrchestratorHost"] = database.HostAddress;
                    configuration["MySQLOrchestratorPort"] = database.Port;
                    configuration["MySQLOrchestratorDatabase"] = Database;
                    configuration["MySQLOrchestratorUser"] = MariaDbUsers.TopologyUser;
                    configuration["MySQLOrchestratorPassword"] = MariaDbUsers.TopologyPassword;
                }
            }, onLine: logs.Keep);
            await servers.StartAsync(cancellationToken);
            return new ChaosCluster(servers, database, LeaderSampler.Start(servers, handsOver: true), logs);
        }
        catch
        {
            if (servers is not null)
            {
                await servers.DisposeAsync();
            }

            if (database is not null)
            {
                await database.DisposeAsync();
            }

            await logs.DisposeAsync();
            throw;
        }
    }

    /// <summary>Begins to change things, on instances that were not changed before.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
        => _load = await ChangeLoad.StartAsync(_servers.Addresses, deadline: Limit, cancellationToken: cancellationToken);

    /// <summary>Ends the changes, and waits until all nodes have what was acknowledged, and have stored the same rows in every table.</summary>
    /// <returns>How the calls went, and how many rows each node has.</returns>
    public async Task<(LoadReport Report, int Rows)> VerifyAsync(CancellationToken cancellationToken)
    {
        var load = _load!;
        var report = await load.StopAsync();
        await load.VerifyAsync(_servers.Nodes, Limit, cancellationToken);
        var rows = await StoredTables.BecomeEqualAsync(_servers.Nodes, Limit, cancellationToken);
        await load.DisposeAsync();
        _load = null;
        return (report, rows);
    }

    public async Task<ServerProcess> LeaderAsync(CancellationToken cancellationToken) => await _servers.LeaderAsync(Limit, cancellationToken);

    /// <summary>Stops a node in good order.</summary>
    /// <exception cref="TimeoutException">It did not end.</exception>
    public static async Task StopAsync(ServerProcess node)
    {
        if (!await node.StopAsync(TimeSpan.FromSeconds(60)))
        {
            throw new TimeoutException($"{node.Address} did not end within a minute after SIGTERM.");
        }
    }

    /// <summary>Nodes that have ended, although nobody ended them.</summary>
    public IEnumerable<ServerProcess> EndedByThemselves => _servers.Nodes.Where(node => node.Process.HasExited);

    /// <summary>Removes what a node that is down has stored: its files, and its database.</summary>
    public async Task EmptyAsync(ServerProcess node, CancellationToken cancellationToken)
    {
        node.EmptyDisk();
        if (IsOnMariaDb(node))
        {
            await _database!.ExecuteAsync($"DROP DATABASE {Database}", cancellationToken);
        }
    }

    public async Task<ServerProcess> AddAsync(CancellationToken cancellationToken)
    {
        var added = _servers.Add(_servers.Nodes.First(node => !IsOnMariaDb(node)));
        await added.StartAsync(cancellationToken);
        _sampler.Add(added.Address);
        await MembersAreKnownAsync(cancellationToken);
        return added;
    }

    public async Task RemoveAsync(ServerProcess leaving, CancellationToken cancellationToken)
    {
        await OrderAsync(leaving, $"raft-remove-peer/{RaftAddressOf(leaving)}", cancellationToken);
        await Eventually.BecomesTrueAsync($"{leaving.Address}, which was removed, to end", () => leaving.Process.HasExited, Limit, cancellationToken);
        await _servers.DropAsync(leaving);
        await MembersAreKnownAsync(cancellationToken);
    }

    public static Task YieldAsync(ServerProcess asked, ServerProcess target, CancellationToken cancellationToken)
        => OrderAsync(asked, $"raft-yield/{RaftAddressOf(target)}", cancellationToken);

    public static Task SnapshotAsync(ServerProcess node, CancellationToken cancellationToken) => OrderAsync(node, "raft-snapshot", cancellationToken);

    /// <summary>Waits until every node has applied what the leader has now, and further calls have been answered.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        var leader = await LeaderAsync(cancellationToken);
        var applied = await leader.AppliedIndexAsync(cancellationToken);
        await Eventually.SeeAsync(
            $"every node to have applied {applied}",
            async token => await Task.WhenAll(_servers.Nodes.Select(async node => (node.Address, Applied: await node.AppliedIndexAsync(token)))),
            seen => seen.All(node => node.Applied >= applied),
            Limit,
            cancellationToken);
        await _load!.WaitForCallsAsync(30, Limit, cancellationToken);
    }

    /// <summary>Waits until calls are answered although some nodes are gone.</summary>
    public Task GoesOnAsync(CancellationToken cancellationToken) => _load!.WaitForCallsAsync(60, Limit, cancellationToken);

    public bool CanBeRemoved(ServerProcess node) => !IsOnMariaDb(node) && node.Address != _servers.Nodes[0].Address;

    public async ValueTask DisposeAsync()
    {
        await _sampler.DisposeAsync();
        if (_load is not null)
        {
            await _load.DisposeAsync();
        }

        await _servers.DisposeAsync();
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }

        await _logs.DisposeAsync();
    }

    private static string RaftAddressOf(ServerProcess node) => node.Configuration["RaftAdvertise"]!.GetValue<string>();

    private static bool IsOnMariaDb(ServerProcess node) => node.Configuration["BackendDB"]!.GetValue<string>() == "mysql";

    private static async Task OrderAsync(ServerProcess node, string route, CancellationToken cancellationToken)
    {
        var (status, body) = await Eventually.SeeAsync(
            $"an answer to {route}",
            token => node.PostAsync(route, token),
            answer => answer.Status is not (HttpStatusCode.Conflict or HttpStatusCode.ServiceUnavailable),
            Limit,
            cancellationToken);
        if (status != HttpStatusCode.OK)
        {
            throw new InvalidOperationException($"{route}, asked of {node.Address}, was answered with {(int)status}: {body}");
        }
    }

    private async Task MembersAreKnownAsync(CancellationToken cancellationToken)
    {
        var expected = _servers.Nodes.Select(RaftAddressOf).Order(StringComparer.Ordinal).ToList();
        await Eventually.SeeAsync(
            $"every node to count {expected.Count} members",
            async token => await Task.WhenAll(_servers.Nodes.Select(node => node.GetAsync("raft-peers", token))),
            seen => seen.All(peers => JsonSerializer.Deserialize<string[]>(peers)!.Order(StringComparer.Ordinal).SequenceEqual(expected)),
            Limit,
            cancellationToken);
    }
}
