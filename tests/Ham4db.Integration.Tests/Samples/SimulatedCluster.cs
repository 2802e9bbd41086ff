using Ham4db.Client;
using Ham4db.Simulator;
using Ham4db.Testing;

namespace Ham4db.Integration.Tests.Samples;

/// <summary>Three server processes over a simulated master and its two replicas, shared by the tests of one class, which leave it as they found it.</summary>
public sealed class SimulatedCluster : IAsyncLifetime, IAsyncDisposable
{
    private readonly SimulatedFleet _fleet = new();
    private readonly ServerCluster _servers;

    public SimulatedCluster()
    {
        Master = _fleet.Add(Options());
        Replica = _fleet.AddReplicaOf(Master, Options());
        _fleet.AddReplicaOf(Master, Options());
        _servers = new ServerCluster(nodes: 3, seeds: [Master.Address]);
        Client = Ham4dbClient.Create(new Ham4dbClientOptions { Endpoints = [.. _servers.Addresses] });
    }

    public ServerCluster Servers => _servers;

    public IHam4dbClient Client { get; }

    public SimulatedInstance Master { get; }

    /// <summary>A replica to break and to mend.</summary>
    public SimulatedInstance Replica { get; }

    public IReadOnlyList<string> All => [.. _fleet.Instances.Select(instance => instance.Address).Order(StringComparer.Ordinal)];

    public async Task InitializeAsync()
    {
        await _servers.StartAsync();
        await HealthyAsync();
    }

    /// <summary>Waits until every instance is known and has no problem.</summary>
    public Task HealthyAsync() => Eventually.SeeAsync(
        "every instance to be healthy",
        async token => string.Join(' ', (await Client.Instances.ListAsync(token))
            .Where(instance => instance.IsLastCheckValid && instance.Problems.Count == 0)
            .Select(instance => instance.Key.ToString()).Order(StringComparer.Ordinal)),
        healthy => healthy == string.Join(' ', All),
        TimeSpan.FromMinutes(1));

    /// <summary>The instances in downtime, sorted.</summary>
    public async Task<IReadOnlyList<string>> InDowntimeAsync()
        => [.. (await Client.Downtime.ListAsync()).Select(instance => instance.Key.ToString()).Order(StringComparer.Ordinal)];

    public async Task DisposeAsync()
    {
        await Client.DisposeAsync();
        await _servers.DisposeAsync();
        await _fleet.DisposeAsync();
    }

    ValueTask IAsyncDisposable.DisposeAsync() => new(DisposeAsync());

    private static SimulatedInstanceOptions Options() => new() { User = MariaDbUsers.TopologyUser, Password = MariaDbUsers.TopologyPassword };
}
