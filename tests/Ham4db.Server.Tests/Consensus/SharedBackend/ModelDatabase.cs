using Ham4db.Server.Backend;
using Ham4db.Server.Backend.Shared;

namespace Ham4db.Server.Tests.Consensus.SharedBackend;

/// <summary>The lease row as a database serialises it, with a clock of its own that can be set.</summary>
internal sealed class ModelDatabase(TimeProvider time)
{
    private readonly Lock _gate = new();
    private StoredLease _row = new(0, string.Empty, null, 0, TimeSpan.Zero, default, default, "db", string.Empty);
    private TimeSpan _clockOffset;

    public long Token => Row.Token;

    private StoredLease Row
    {
        get
        {
            lock (_gate)
            {
                return _row;
            }
        }
    }

    /// <summary>Sets the database's clock forward or back.</summary>
    public void SetClock(TimeSpan by) => _clockOffset += by;

    /// <summary>Identity of the database server that answers.</summary>
    public string Server { get; set; } = "db";

    /// <summary>Identity of the database server that changes are made on; empty for any.</summary>
    public string TermServer { get; set; } = string.Empty;

    /// <summary>Identity of the synchronous cluster that it is a node of; empty for none.</summary>
    public string Cluster { get; set; } = string.Empty;

    public StoredLease Read()
    {
        var row = Row;
        return row with { Age = Now - row.RenewedAt, Database = Server, TermDatabase = TermServer, Cluster = Cluster };
    }

    /// <summary>A lease that another server took.</summary>
    public void Put(string holder, long token) => TryTake(Row, holder, null, token);

    public bool TryTake(StoredLease seen, string holder, Uri? uri, long token)
        => TryWrite(
            row => seen.IsSameAs(row) && token > row.Token,
            (_, now) => new StoredLease(token, holder, uri, 0, TimeSpan.Zero, now, now, "db", string.Empty));

    public bool TryRenew(string holder, long token)
        => TryWrite(
            row => row.Holder == holder && row.Token == token,
            (row, now) => row with { Renewals = row.Renewals + 1, RenewedAt = now });

    public void Release(string holder, long token)
        => TryWrite(
            row => row.Holder == holder && row.Token == token,
            (row, _) => row with { Holder = string.Empty, Renewals = row.Renewals + 1 });

    private bool TryWrite(Func<StoredLease, bool> isExpected, Func<StoredLease, DateTime, StoredLease> next)
    {
        // Asking the clock may run what waits for it, which may come here as well: not between the look at the row and the write.
        var now = Now;
        lock (_gate)
        {
            if (!isExpected(_row))
            {
                return false;
            }

            _row = next(_row, now);
            return true;
        }
    }

    private DateTime Now => (time.GetUtcNow() + _clockOffset).UtcDateTime;
}

/// <summary>
/// One server's way to the database: it can be cut, the server can be stopped before or after the database has done its part, and others get
/// their turn in between.
/// </summary>
internal sealed class ModelConnection(ModelDatabase database) : ILeaseStore
{
    private TaskCompletionSource? _stopped;

    public bool IsCut { get; set; }

    /// <summary>Servers that the database says have not followed yet.</summary>
    public IReadOnlyList<string> Awaited { get; set; } = [];

    /// <summary>What this server noted when it had followed.</summary>
    public List<long> Floors { get; } = [];

    public bool IsStopped => _stopped is not null;

    public void Stop() => _stopped ??= new TaskCompletionSource();

    public void Continue()
    {
        var stopped = _stopped;
        _stopped = null;
        stopped?.SetResult();
    }

    public Task<StoredLease> ReadAsync(CancellationToken cancellationToken) => RunAsync(database.Read);

    public Task<bool> TryTakeAsync(StoredLease seen, string holder, Uri? uri, long token, CancellationToken cancellationToken)
        => RunAsync(() => database.TryTake(seen, holder, uri, token));

    public Task<bool> TryRenewAsync(string holder, long token, CancellationToken cancellationToken)
        => RunAsync(() => database.TryRenew(holder, token));

    public Task ReleaseAsync(string holder, long token, CancellationToken cancellationToken)
        => RunAsync(() =>
        {
            database.Release(holder, token);
            return true;
        });

    public Task ArriveAsync(string holder, long floor, CancellationToken cancellationToken)
        => RunAsync(() =>
        {
            Floors.Add(floor);
            return true;
        });

    public Task<IReadOnlyList<string>> AwaitedAsync(string holder, long floor, CancellationToken cancellationToken) => RunAsync(() => Awaited);

    private async Task<T> RunAsync<T>(Func<T> work)
    {
        await Gate();
        if (IsCut)
        {
            throw new BackendUnreachableException("cut", outcomeUnknown: false);
        }

        var result = work();
        await Gate();
        return !IsCut ? result : throw new BackendUnreachableException("cut", outcomeUnknown: true);
    }

    private async Task Gate()
    {
        await Task.Yield();
        if (_stopped is { } stopped)
        {
            await stopped.Task;
        }
    }
}
