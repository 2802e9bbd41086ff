using System.Collections.Concurrent;
using Ham4db.Client.Contract;
using Ham4db.Server.Backend;

namespace Ham4db.Server.Tests.Discovery;

/// <summary>Stored instances in memory: what outlives a node in a test.</summary>
internal sealed class MemoryInventoryStore : IInventoryStore
{
    public bool IsShared => false;

    public ConcurrentDictionary<InstanceKey, Instance> Rows { get; } = [];

    /// <summary>Rows written so far, repeated writes counted.</summary>
    public int RowsWritten { get; private set; }

    /// <summary>Size of the largest batch so far.</summary>
    public int LargestBatch { get; private set; }

    /// <summary>Why writing fails; null when it works.</summary>
    public string? Trouble { get; set; }

    public Task<IReadOnlyList<Instance>> ReadAllAsync(CancellationToken cancellationToken)
        => Task.FromResult<IReadOnlyList<Instance>>([.. Rows.Values]);

    public Task WriteAsync(
        IReadOnlyCollection<Instance> changed, IReadOnlyCollection<InstanceKey> removed, CancellationToken cancellationToken)
    {
        if (Trouble is { } trouble)
        {
            throw new IOException(trouble);
        }

        LargestBatch = Math.Max(LargestBatch, changed.Count + removed.Count);
        foreach (var instance in changed)
        {
            Rows[instance.Key] = instance;
            RowsWritten++;
        }

        foreach (var key in removed)
        {
            Rows.TryRemove(key, out _);
        }

        return Task.CompletedTask;
    }
}
