using Ham4db.Server.Backend.Shared;

namespace Ham4db.Server.Consensus.SharedBackend;

/// <summary>
/// Notices that another database server answers than before, as a proxy brings about when it fails over. Under asynchronous replication that
/// one may lack the last writes of the other, which can still arrive. So nothing is written there before a leader has begun a new term on it:
/// what arrives late from the old term is then older than everything written since. Another node of the same synchronous cluster is no other
/// database: it has all that the one before had.
/// </summary>
internal sealed class DatabaseSwitch(SharedTimings timings, TimeProvider time)
{
    private volatile string? _database;
    private string _cluster = string.Empty;
    private long _floor;
    private long _at;

    /// <summary>The database server of the last reading; null before the first. To be read before <see cref="Floor"/>.</summary>
    public string? Database => _database;

    /// <summary>Lowest token to write under; 0 when any will do.</summary>
    public long Floor => Volatile.Read(ref _floor);

    /// <summary>Whether what this server stored on the one before is still to be written again on this one.</summary>
    public bool OwesWrites { get; private set; }

    /// <summary>Whether to wait for the other servers to write again what they stored: for a lease at most, since one may have gone.</summary>
    public bool WaitsForOthers => Floor > 0 && time.GetElapsedTime(_at) < timings.Lease;

    /// <summary>What this server stored has been written again.</summary>
    public void Arrived() => OwesWrites = false;

    /// <summary>Takes a reading in.</summary>
    /// <param name="lease">The reading.</param>
    /// <param name="highestToken">The highest token seen before it.</param>
    /// <param name="unchangedFor">For how long the row has been in this state.</param>
    /// <returns>Whether the database is another one than at the last reading, which may lack what that one had.</returns>
    public bool Take(StoredLease lease, long highestToken, TimeSpan unchangedFor)
    {
        var moved = _database is { } before && before != lease.Database && !IsOfSameCluster(lease);
        if (moved)
        {
            Volatile.Write(ref _floor, highestToken + 1);
            _at = time.GetTimestamp();
            OwesWrites = true;
        }
        else if (Floor > 0 && (lease.Token >= Floor || IsRenewedHere(lease, unchangedFor)))
        {
            Volatile.Write(ref _floor, 0);
        }

        _database = lease.Database;
        _cluster = lease.Cluster;
        return moved;
    }

    private bool IsOfSameCluster(StoredLease lease) => lease.Cluster.Length > 0 && lease.Cluster == _cluster;

    // In a synchronous cluster that cannot be told for one, only this server may have been moved to another node: then the leader goes on
    // renewing, and no new term comes.
    private bool IsRenewedHere(StoredLease lease, TimeSpan unchangedFor)
        => time.GetElapsedTime(_at) >= timings.Lease && lease.Holder.Length > 0 && unchangedFor < timings.Claim;
}
