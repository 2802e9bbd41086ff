using System.Collections.Concurrent;
using Ham4db.Client.Contract;

namespace Ham4db.Server.Discovery;

/// <summary>When each server was last begun to be probed, by the monotonic clock.</summary>
internal sealed class ProbeLedger(TimeProvider time)
{
    private static readonly TimeSpan Keep = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<InstanceKey, long> _started = [];

    /// <summary>Notes that a probe begins.</summary>
    public void Start(InstanceKey key) => _started[key] = time.GetTimestamp();

    /// <summary>Whether a server was probed, well or not, as long as this process remembers.</summary>
    public bool WasProbed(InstanceKey key) => _started.ContainsKey(key);

    /// <summary>Whether the last probe began at least <paramref name="interval"/> ago, or never.</summary>
    public bool IsDue(InstanceKey key, TimeSpan interval) => !_started.TryGetValue(key, out var at) || time.GetElapsedTime(at) >= interval;

    /// <summary>Drops what is old and belongs to no known server.</summary>
    public void Prune(InventorySnapshot known)
    {
        foreach (var (key, at) in _started)
        {
            if (known.Find(key) is null && time.GetElapsedTime(at) > Keep)
            {
                _started.TryRemove(key, out _);
            }
        }
    }
}
