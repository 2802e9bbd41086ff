using System.Collections.Concurrent;
using Ham4db.Client.Contract;
using Ham4db.Server.Configuration;

namespace Ham4db.Server.Discovery;

/// <summary>Instances that were forgotten a moment ago: probes under way must not bring them back.</summary>
internal sealed class ForgottenInstances(ILiveOptions options, TimeProvider time)
{
    private const int Polls = 3;

    private readonly ConcurrentDictionary<InstanceKey, long> _forgotten = [];

    private TimeSpan Period => Polls * options.Current.Discovery.PollInterval;

    /// <summary>Ignores an instance from now on, for three poll intervals.</summary>
    public void Add(InstanceKey key) => _forgotten[key] = time.GetTimestamp();

    /// <summary>Ignores what was forgotten shortly before this node started.</summary>
    public void AddRecent(IEnumerable<KeyValuePair<InstanceKey, DateTimeOffset>> forgotten)
    {
        var since = time.GetUtcNow() - Period;
        foreach (var (key, at) in forgotten)
        {
            if (at > since)
            {
                Add(key);
            }
        }
    }

    /// <summary>No longer ignores an instance: somebody asked for it again.</summary>
    public void Recall(InstanceKey key) => _forgotten.TryRemove(key, out _);

    /// <summary>Whether an instance is ignored now.</summary>
    public bool Contains(InstanceKey key) => _forgotten.TryGetValue(key, out var at) && time.GetElapsedTime(at) < Period;

    /// <summary>Drops what is over.</summary>
    public void Prune()
    {
        foreach (var key in _forgotten.Keys)
        {
            if (!Contains(key))
            {
                _forgotten.TryRemove(key, out _);
            }
        }
    }
}
