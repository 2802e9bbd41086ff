using Ham4db.Server.Backend.Shared;

namespace Ham4db.Server.Consensus.SharedBackend;

/// <summary>Follows what other servers decided: what the log says is new at each look, everything now and then.</summary>
internal sealed class LedgerRefresh(ISharedLedger ledger, SharedTimings timings, TimeProvider time)
{
    private static readonly TimeSpan Full = TimeSpan.FromSeconds(10);

    private readonly DatabaseCalls _calls = new(timings, time);
    private long _refreshedAt;

    /// <summary>Reads what is new.</summary>
    /// <exception cref="Backend.BackendException">The database did not answer in time, or what it holds cannot be read.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (time.GetElapsedTime(_refreshedAt) >= Full)
        {
            await ReadAllAsync(cancellationToken);
            _refreshedAt = time.GetTimestamp();
            return;
        }

        await _calls.WithinAsync(token => ledger.RefreshAsync(everything: false, token), cancellationToken);
    }

    /// <summary>Reads everything.</summary>
    /// <exception cref="Backend.BackendException">The database did not answer in time, or what it holds cannot be read.</exception>
    public Task ReadAllAsync(CancellationToken cancellationToken)
        => _calls.WithinAsync(token => ledger.RefreshAsync(everything: true, token), cancellationToken);
}
