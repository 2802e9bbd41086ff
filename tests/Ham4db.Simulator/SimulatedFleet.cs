using System.Collections.Immutable;

namespace Ham4db.Simulator;

/// <summary>
/// Database servers that exist only in this process. Each listens on a port of 127.0.0.1, speaks the MySQL protocol, and answers what a
/// monitor asks from a model of the replication tree, with positions that advance with time.
/// </summary>
/// <example>
/// <code>
/// await using var fleet = new SimulatedFleet();
/// var master = fleet.Add();
/// var replica = fleet.AddReplicaOf(master);
/// replica.SetLag(TimeSpan.FromSeconds(30));
/// </code>
/// </example>
public sealed class SimulatedFleet : IAsyncDisposable
{
    private ImmutableArray<SimulatedInstance> _instances = [];

    /// <summary>Makes an empty fleet.</summary>
    /// <param name="timeProvider">The clock that positions and lag follow; null is the system's.</param>
    public SimulatedFleet(TimeProvider? timeProvider = null) => Time = timeProvider ?? TimeProvider.System;

    /// <summary>All instances, in the order they were added.</summary>
    public IReadOnlyList<SimulatedInstance> Instances
    {
        get
        {
            lock (ChangeGate)
            {
                return _instances;
            }
        }
    }

    internal TimeProvider Time { get; }

    /// <summary>One change of the model at a time; reading needs no lock.</summary>
    internal Lock ChangeGate { get; } = new();

    /// <summary>A fleet of one master and its direct replicas, all serving.</summary>
    public static SimulatedFleet Tree(int replicas, SimulatedDialect dialect = SimulatedDialect.MariaDb1011, TimeProvider? timeProvider = null)
    {
        var fleet = new SimulatedFleet(timeProvider);
        var master = fleet.Add(new SimulatedInstanceOptions { Dialect = dialect });
        for (var i = 0; i < replicas; i++)
        {
            fleet.AddReplicaOf(master);
        }

        return fleet;
    }

    /// <summary>Adds a writable instance without a source, serving at once.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The port is taken.</exception>
    public SimulatedInstance Add(SimulatedInstanceOptions? options = null)
    {
        var instance = new SimulatedInstance(this, options ?? new SimulatedInstanceOptions());
        lock (ChangeGate)
        {
            _instances = _instances.Add(instance);
        }

        instance.Start();
        return instance;
    }

    /// <summary>Adds a read-only replica, serving and replicating at once.</summary>
    /// <param name="source">Where it reads from.</param>
    /// <param name="options">What it is; null for the same dialect as its source.</param>
    /// <exception cref="System.Net.Sockets.SocketException">The port is taken.</exception>
    public SimulatedInstance AddReplicaOf(SimulatedInstance source, SimulatedInstanceOptions? options = null)
    {
        var replica = Add(options ?? new SimulatedInstanceOptions { Dialect = source.Dialect });
        replica.SetReadOnly(true);
        replica.ReplicateFrom(source);
        return replica;
    }

    /// <summary>Closes every port and connection.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var instance in Instances)
        {
            await instance.DisposeAsync().ConfigureAwait(false);
        }
    }

    internal SimulatedInstance? Find(string host, int port)
        => host is "127.0.0.1" or "localhost" ? Instances.FirstOrDefault(instance => instance.Port == port) : null;
}
