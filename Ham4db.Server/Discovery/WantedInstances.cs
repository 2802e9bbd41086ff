using System.Collections.Concurrent;
using Ham4db.Client.Contract;

namespace Ham4db.Server.Discovery;

/// <summary>Servers that somebody named, seeds and registered ones, and that were not met yet. They are shown even when they cannot be reached.</summary>
internal sealed class WantedInstances
{
    private readonly ConcurrentDictionary<InstanceKey, byte> _wanted = [];

    /// <summary>The wanted ones.</summary>
    public IEnumerable<InstanceKey> Keys => _wanted.Keys;

    /// <summary>Wants a server, until it is met or forgotten.</summary>
    public void Add(InstanceKey key) => _wanted[key] = 0;

    /// <summary>Whether it is wanted still.</summary>
    public bool Contains(InstanceKey key) => _wanted.ContainsKey(key);

    /// <summary>It was met, or is wanted no more.</summary>
    public void Remove(InstanceKey key) => _wanted.TryRemove(key, out _);
}
