using Ham4db.Simulator;
using Ham4db.Testing;

namespace Ham4db.Samples.LocalCluster.Databases;

/// <summary>Simulated MariaDB servers inside this program, which speak the real protocol.</summary>
internal sealed class FleetDatabases(string reason) : IDatabases
{
    private readonly SimulatedFleet _fleet = new();

    public string Description => $"an embedded fleet: simulated MariaDB servers, one master and three replicas ({reason})";

    public string Master => All[0];

    public IReadOnlyList<string> All => [.. _fleet.Instances.Select(instance => instance.Address)];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var master = _fleet.Add(Options());
        for (var i = 0; i < DatabaseChoice.Replicas; i++)
        {
            _fleet.AddReplicaOf(master, Options());
        }

        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => _fleet.DisposeAsync();

    private static SimulatedInstanceOptions Options() => new()
    {
        Port = FreePort.Next(),
        User = MariaDbUsers.TopologyUser,
        Password = MariaDbUsers.TopologyPassword,
    };
}
