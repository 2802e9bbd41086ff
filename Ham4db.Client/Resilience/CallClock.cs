namespace Ham4db.Client.Resilience;

/// <summary>One deadline for a whole call, beside the caller's own token.</summary>
internal sealed class CallClock : IDisposable
{
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly CancellationTokenSource _source;
    private readonly ITimer _timer;

    public CallClock(TimeSpan deadline, TimeProvider time, CancellationToken caller)
    {
        (_time, Deadline, _started) = (time, deadline, time.GetTimestamp());
        _source = CancellationTokenSource.CreateLinkedTokenSource(caller);
        _timer = time.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), _source, deadline, Timeout.InfiniteTimeSpan);
    }

    public TimeSpan Deadline { get; }

    /// <summary>Cancelled at the deadline, and with the caller's token.</summary>
    public CancellationToken Token => _source.Token;

    public TimeSpan Elapsed => _time.GetElapsedTime(_started);

    public TimeSpan Remaining => Deadline - Elapsed;

    public void Dispose()
    {
        _timer.Dispose();
        _source.Dispose();
    }
}
