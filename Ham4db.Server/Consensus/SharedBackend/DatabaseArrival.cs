using Ham4db.Server.Backend;
using Ham4db.Server.Backend.Shared;

namespace Ham4db.Server.Consensus.SharedBackend;

/// <summary>Follows to another database server: writes there again what this server had stored, and waits until the others have done the same.</summary>
internal sealed class DatabaseArrival(
    ILeaseStore leases, ISharedLedger ledger, ProcessIdentity self, SharedTimings timings, TimeProvider time, ILogger logger)
{
    private readonly DatabaseCalls _calls = new(timings, time);

    /// <summary>Writes again what this server stored on the database before, if it has not yet. At each look until it is done: the database may fail in the middle of it.</summary>
    /// <exception cref="BackendException">The database did not take it.</exception>
    public async Task ArriveAsync(DatabaseSwitch databases, CancellationToken cancellationToken)
    {
        if (databases.OwesWrites)
        {
            await _calls.WithinAsync(ledger.ReapplyAsync, timings.Lease, cancellationToken);
            await _calls.WithinAsync(token => leases.ArriveAsync(self.Holder, databases.Floor, token), cancellationToken);
            databases.Arrived();
        }
    }

    /// <summary>Whether another server has yet to write again what it stored. A term that begins before would decide without it.</summary>
    /// <exception cref="BackendException">The database did not answer.</exception>
    public async Task<bool> WaitsForOthersAsync(DatabaseSwitch databases, CancellationToken cancellationToken)
    {
        if (!databases.WaitsForOthers)
        {
            return false;
        }

        var awaited = await _calls.WithinAsync(token => leases.AwaitedAsync(self.Holder, databases.Floor, token), cancellationToken);
        if (awaited.Count > 0)
        {
            logger.WaitsForOthers(string.Join(", ", awaited.Select(ProcessIdentity.Short)));
        }

        return awaited.Count > 0;
    }
}
