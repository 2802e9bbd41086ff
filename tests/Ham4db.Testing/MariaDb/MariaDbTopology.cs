namespace Ham4db.Testing;

/// <summary>A replication tree of real servers on 127.0.0.1: one master and its replicas.</summary>
public sealed class MariaDbTopology : IAsyncDisposable
{
    private MariaDbTopology(MariaDbServer master, IReadOnlyList<MariaDbServer> replicas)
    {
        Master = master;
        Replicas = replicas;
    }

    /// <summary>The writable server at the root.</summary>
    public MariaDbServer Master { get; }

    /// <summary>Its direct replicas, read only.</summary>
    public IReadOnlyList<MariaDbServer> Replicas { get; }

    /// <summary>Master and replicas.</summary>
    public IEnumerable<MariaDbServer> All => [Master, .. Replicas];

    /// <summary>Starts a master and its replicas side by side, and waits until every replica replicates.</summary>
    /// <param name="replicas">Number of replicas, 0 or more.</param>
    /// <param name="moreOptions">Further command line options of every server.</param>
    /// <param name="cancellationToken">Ends the start; what was started is taken down.</param>
    /// <exception cref="InvalidOperationException">MariaDB is not installed here, or a server did not start.</exception>
    public static async Task<MariaDbTopology> StartAsync(
        int replicas = 3, IReadOnlyList<string>? moreOptions = null, CancellationToken cancellationToken = default)
    {
        var topology = new MariaDbTopology(
            new MariaDbServer(readOnly: false, moreOptions ?? []),
            [.. Enumerable.Range(0, replicas).Select(_ => new MariaDbServer(readOnly: true, moreOptions ?? []))]);
        try
        {
            await Task.WhenAll(topology.All.Select(server => server.StartAsync(cancellationToken))).ConfigureAwait(false);
            await topology.Master.ExecuteAsync(
                """
                CREATE DATABASE test;
                CREATE TABLE test.heartbeat (id INT PRIMARY KEY, ts DATETIME NOT NULL);
                INSERT INTO test.heartbeat VALUES (1, NOW());
                """,
                cancellationToken).ConfigureAwait(false);
            foreach (var replica in topology.Replicas)
            {
                await replica.ReplicateFromAsync(topology.Master, cancellationToken).ConfigureAwait(false);
            }

            foreach (var replica in topology.Replicas)
            {
                await replica.WaitUntilReplicatingAsync(cancellationToken).ConfigureAwait(false);
            }

            return topology;
        }
        catch
        {
            await topology.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Writes one row on the master, which moves every binary log forward.</summary>
    public Task BeatAsync(CancellationToken cancellationToken = default)
        => Master.ExecuteAsync("UPDATE test.heartbeat SET ts = NOW() WHERE id = 1", cancellationToken);

    /// <summary>Kills every server and removes its files.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var server in All)
        {
            await server.DisposeAsync().ConfigureAwait(false);
        }
    }
}
