using Ham4db.Client.Contract;

namespace Ham4db.Server.Discovery;

/// <summary>The servers that wait for a probe, first come, first served. A server that waits or is being probed is not taken in again.</summary>
/// <remarks>
/// Servers that did not answer last time wait in a lane of their own, which gets at most half of the workers: many dead servers, each of
/// which keeps a worker until a timeout, do not delay the living.
/// </remarks>
internal sealed class DiscoveryQueue(int concurrency, int capacity) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _available = new(0);
    private readonly Queue<InstanceKey> _healthy = [];
    private readonly Queue<InstanceKey> _failing = [];
    private readonly HashSet<InstanceKey> _waiting = [];
    private readonly Dictionary<InstanceKey, bool> _inProcess = [];
    private readonly int _failingLimit = Math.Max(1, concurrency / 2);
    private int _failingInProcess;
    private bool _failingHasTurn;

    /// <summary>Servers that may wait.</summary>
    public int Capacity { get; } = capacity;

    /// <summary>Servers that wait now.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>Takes in a server, unless it waits or is being probed already.</summary>
    /// <param name="key">The server.</param>
    /// <param name="isFailing">Whether it did not answer last time.</param>
    /// <returns>False when the queue is full.</returns>
    public bool TryAdd(InstanceKey key, bool isFailing)
    {
        lock (_gate)
        {
            if (_inProcess.ContainsKey(key) || _waiting.Contains(key))
            {
                return true;
            }

            if (_waiting.Count >= Capacity)
            {
                return false;
            }

            _waiting.Add(key);
            (isFailing ? _failing : _healthy).Enqueue(key);
        }

        _available.Release();
        return true;
    }

    /// <summary>Waits for a server to probe. Give it back by <see cref="Release"/>.</summary>
    public async ValueTask<InstanceKey> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _available.WaitAsync(cancellationToken);
            if (TryTake() is { } key)
            {
                return key;
            }
        }
    }

    /// <summary>A probe has ended: the server may be taken in again.</summary>
    public void Release(InstanceKey key)
    {
        var unblocks = false;
        lock (_gate)
        {
            if (_inProcess.Remove(key, out var wasFailing) && wasFailing)
            {
                _failingInProcess--;
                unblocks = _failing.Count > 0;
            }
        }

        if (unblocks)
        {
            _available.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _available.Dispose();

    private InstanceKey? TryTake()
    {
        lock (_gate)
        {
            var mayTakeFailing = _failing.Count > 0 && _failingInProcess < _failingLimit;
            if (!mayTakeFailing && _healthy.Count == 0)
            {
                // The worker's turn is not lost: the end of a probe in the failing lane gives it out again.
                return null;
            }

            var takesFailing = mayTakeFailing && (_healthy.Count == 0 || _failingHasTurn);
            _failingHasTurn = !takesFailing;
            _failingInProcess += takesFailing ? 1 : 0;
            var key = (takesFailing ? _failing : _healthy).Dequeue();
            _waiting.Remove(key);
            _inProcess.Add(key, takesFailing);
            return key;
        }
    }
}
