using Ham4db.Client.Leadership;

namespace Ham4db.Client.Resilience;

/// <summary>
/// One deadline for a whole call, beside the caller's own token, and the silence of the try under way: one source and one timer for all, since
/// nearly every call ends before any of them matters.
/// </summary>
internal sealed class CallClock : IDisposable
{
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly CancellationTokenRegistration _callerGaveUp;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private CancellationTokenSource _source = new();
    private SilenceWatch? _watch;
    private bool _isDisposed;
    private volatile string? _droppedBecause;

    public CallClock(TimeSpan deadline, TimeProvider time, CancellationToken caller)
    {
        (_time, Deadline, _started, Caller) = (time, deadline, time.GetTimestamp(), caller);
        _timer = time.CreateTimer(static clock => ((CallClock)clock!).Strike(), this, deadline, Timeout.InfiniteTimeSpan);
        _callerGaveUp = caller.UnsafeRegister(static clock => ((CallClock)clock!).Cancel(), this);
    }

    public TimeSpan Deadline { get; }

    /// <summary>The caller's own token.</summary>
    public CancellationToken Caller { get; }

    /// <summary>Cancelled at the deadline, with the caller's token, and when the try under way is dropped.</summary>
    public CancellationToken Token => _source.Token;

    public TimeSpan Elapsed => _time.GetElapsedTime(_started);

    public TimeSpan Remaining => Deadline - Elapsed;

    /// <summary>Whether the deadline has passed or the caller has given up: no further try is made.</summary>
    public bool IsOver => Caller.IsCancellationRequested || Elapsed >= Deadline;

    /// <summary>Why whoever paces the tries dropped the one under way, or the next; null when it did not.</summary>
    public string? DroppedBecause => _droppedBecause;

    /// <summary>Begins a try, whose token is <see cref="Token"/> from now on.</summary>
    public void BeginTry()
    {
        lock (_gate)
        {
            if (_source.IsCancellationRequested && !IsOver && _droppedBecause is null)
            {
                _source.Dispose();
                _source = new CancellationTokenSource();
            }
        }
    }

    /// <summary>Lets <paramref name="watch"/> begin when the try has been silent for so long; null never lets it.</summary>
    public void Watch(SilenceWatch watch, TimeSpan? silence)
    {
        lock (_gate)
        {
            _watch = silence is null ? null : watch;
            if (silence is { } moment && moment < Remaining)
            {
                _timer.Change(moment, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>The try has ended: its silence does not matter any more.</summary>
    public void EndTry()
    {
        lock (_gate)
        {
            _watch = null;
        }
    }

    /// <summary>Cancels the try under way, and those that begin until <see cref="Allow"/>.</summary>
    public void Drop(string because)
    {
        _droppedBecause = because;
        Cancel();
    }

    /// <summary>Undoes <see cref="Drop"/>: the next try may begin.</summary>
    public void Allow() => _droppedBecause = null;

    /// <summary>Cancels the try under way.</summary>
    public void Cancel()
    {
        lock (_gate)
        {
            if (!_isDisposed)
            {
                // Elsewhere: what it cancels may call back.
                _ = _source.CancelAsync();
            }
        }
    }

    public void Dispose()
    {
        _callerGaveUp.Dispose();
        _timer.Dispose();
        lock (_gate)
        {
            _isDisposed = true;
            _source.Dispose();
        }
    }

    private void Strike()
    {
        SilenceWatch? watch;
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            var remaining = Remaining;
            if (remaining <= TimeSpan.Zero)
            {
                _ = _source.CancelAsync();
                return;
            }

            _timer.Change(remaining, Timeout.InfiniteTimeSpan);
            (watch, _watch) = (_watch, null);
        }

        watch?.Begin();
    }
}
