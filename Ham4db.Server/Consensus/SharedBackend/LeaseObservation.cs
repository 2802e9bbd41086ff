using Ham4db.Server.Backend.Shared;

namespace Ham4db.Server.Consensus.SharedBackend;

/// <summary>What this server has seen of the lease, timed by its monotonic clock.</summary>
internal sealed class LeaseObservation(TimeProvider time)
{
    private StoredLease? _seen;
    private long _since;

    /// <summary>The last reading; null before the first.</summary>
    public StoredLease? Last => _seen;

    /// <summary>The highest token ever seen.</summary>
    public long HighestToken { get; private set; }

    /// <summary>Takes a reading in.</summary>
    /// <returns>For how long the row has been in this state, as seen from here.</returns>
    public TimeSpan Take(StoredLease lease)
    {
        if (_seen is not { } before || !before.IsSameAs(lease) || before.Database != lease.Database)
        {
            _since = time.GetTimestamp();
        }

        _seen = lease;
        HighestToken = Math.Max(HighestToken, lease.Token);
        return time.GetElapsedTime(_since);
    }

    /// <summary>Whether another server's lease is alive as seen from here.</summary>
    public bool IsAlive(TimeSpan leaseTime) => _seen is { Holder.Length: > 0 } && time.GetElapsedTime(_since) < leaseTime;
}
