namespace Ham4db.Server.Consensus.SharedBackend;

/// <summary>
/// This server's leadership under one token: what it may claim, and until when, by the monotonic clock. A new token is a new claim; a claim
/// that has lapsed is never revived.
/// </summary>
internal sealed class LeaseClaim : IDisposable
{
    private readonly SharedTimings _timings;
    private readonly TimeProvider _time;
    private readonly long? _notBefore;
    private readonly CancellationTokenSource _leading;
    private Round _last;

    /// <summary>Begins a claim.</summary>
    /// <param name="token">The fencing token.</param>
    /// <param name="database">The database server that holds the lease.</param>
    /// <param name="round">When the taking began.</param>
    /// <param name="mayBeClaimed">Whether another may still claim the lease under an earlier token.</param>
    /// <param name="timings">The durations.</param>
    /// <param name="time">The clock.</param>
    public LeaseClaim(long token, string database, Round round, bool mayBeClaimed, SharedTimings timings, TimeProvider time)
    {
        Token = token;
        Database = database;
        _timings = timings;
        _time = time;
        _last = round;
        _notBefore = mayBeClaimed ? time.GetTimestamp() : null;
        _leading = new CancellationTokenSource(Left(round), time);
        Leading = _leading.Token;
    }

    /// <summary>The fencing token.</summary>
    public long Token { get; }

    /// <summary>The database server that holds the lease.</summary>
    public string Database { get; }

    /// <summary>Cancelled when the claim ends.</summary>
    public CancellationToken Leading { get; }

    /// <summary>The time to note before a round to the database, and to the peers, starts.</summary>
    public static Round Begin(TimeProvider time) => new(time.GetTimestamp(), time.GetUtcNow());

    /// <summary>The lease was renewed in a round that began then.</summary>
    public void Renewed(Round round)
    {
        Volatile.Write(ref _last, round);
        _leading.CancelAfter(Left(round));
    }

    /// <summary>Whether the claim has not ended; it may have to wait before it is made.</summary>
    public bool IsAlive()
    {
        var last = Volatile.Read(ref _last);
        // The wall clock goes on while a suspended machine's monotonic clock stands still; it can only say no.
        return !Leading.IsCancellationRequested
            && _time.GetElapsedTime(last.StartedAt) < _timings.Claim
            && _time.GetUtcNow() - last.WallClock < _timings.Claim;
    }

    /// <summary>Whether no other server leads at this moment.</summary>
    public bool IsHeld() => IsAlive() && IsSettled;

    /// <summary>Whether every claim under an earlier token is over, so that whoever comes after this one need not wait for those.</summary>
    public bool IsSettled => _notBefore is not { } taken || _time.GetElapsedTime(taken) >= _timings.WaitOut;

    /// <summary>Ends the claim.</summary>
    public void End() => _leading.Cancel();

    public void Dispose() => _leading.Dispose();

    private TimeSpan Left(Round round)
    {
        var left = _timings.Claim - _time.GetElapsedTime(round.StartedAt);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    internal sealed record Round(long StartedAt, DateTimeOffset WallClock);
}
