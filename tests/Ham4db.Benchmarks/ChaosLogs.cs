using System.Collections.Concurrent;
using System.Globalization;

namespace Ham4db.Benchmarks;

/// <summary>What the nodes of a <see cref="ChaosCluster"/> print: kept in files when asked to, and looked through for what is worth knowing.</summary>
internal sealed class ChaosLogs : IDisposable
{
    // A node that was killed should find its files whole; one that lagged may get a snapshot.
    private static readonly string[] Remarkable =
    [
        "is damaged", "damaged raft log was moved", "is gone: this node begins empty", "Installed the leader's snapshot",
        "asked for the same snapshot again", "waits for the database", "stands still at entry", "A part of the raft node died",
    ];

    private readonly ConcurrentDictionary<string, int> _noticed = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly StreamWriter?[] _files;
    private bool _isClosed;

    public ChaosLogs(ChaosOptions options)
    {
        _files = new StreamWriter?[options.Nodes];
        if (options.Logs is { } directory)
        {
            Directory.CreateDirectory(directory);
            for (var i = 0; i < _files.Length; i++)
            {
                _files[i] = new StreamWriter(Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"{options.Seed}-{i}.log"))) { AutoFlush = true };
            }
        }
    }

    /// <summary>What was worth knowing, and how often a node said so.</summary>
    public IReadOnlyDictionary<string, int> Noticed => _noticed;

    /// <summary>Takes a line of a node.</summary>
    public void Keep(int position, string line)
    {
        foreach (var what in Remarkable.Where(what => line.Contains(what, StringComparison.Ordinal)))
        {
            _noticed.AddOrUpdate(what, 1, (_, times) => times + 1);
        }

        lock (_gate)
        {
            if (!_isClosed)
            {
                _files[position]?.WriteLine(line);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
            foreach (var file in _files)
            {
                file?.Dispose();
            }
        }
    }
}
