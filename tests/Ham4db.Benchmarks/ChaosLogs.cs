using System.Collections.Concurrent;

namespace Ham4db.Benchmarks;

/// <summary>What the nodes of a <see cref="ChaosCluster"/> print: kept in files when asked to, and looked through for what is worth knowing.</summary>
internal sealed class ChaosLogs(ChaosOptions options) : IAsyncDisposable
{
    // A node that was killed should find its files whole; one that lagged may get a snapshot.
    private static readonly string[] Remarkable =
    [
        "is damaged", "damaged raft log was moved", "is gone: this node begins empty", "Installed the leader's snapshot",
        "asked for the same snapshot again", "waits for the database", "stands still at entry", "A part of the raft node died",
    ];

    private readonly ConcurrentDictionary<string, int> _noticed = new(StringComparer.Ordinal);
    private readonly NodeLogs _files = new(options.Logs);

    /// <summary>What was worth knowing, and how often a node said so.</summary>
    public IReadOnlyDictionary<string, int> Noticed => _noticed;

    /// <summary>Takes a line of a node.</summary>
    public void Keep(int position, string line)
    {
        foreach (var what in Remarkable.Where(what => line.Contains(what, StringComparison.Ordinal)))
        {
            _noticed.AddOrUpdate(what, 1, (_, times) => times + 1);
        }

        _files.Write(position, line);
    }

    public ValueTask DisposeAsync() => _files.DisposeAsync();
}
