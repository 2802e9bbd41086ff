using Ham4db.Client.Leadership;
using Microsoft.Extensions.Logging;

namespace Ham4db.Client.Resilience;

/// <summary>
/// One deadline for a whole call, beside the caller's own token, and the silence of the try under way: one source and one timer for all. Serves
/// one call after the other, since nearly every call ends before any of it matters: the timer is left to run into a call that has not begun yet,
/// and looks then what is due, and the leader's end is listened to for as long as the same node leads.
/// </summary>
internal sealed class CallClock : IDisposable
{
    private static readonly TimeSpan Never = TimeSpan.MaxValue;
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly CallClocks _clocks;
    private readonly TimeProvider _time;
    private readonly long _epoch;
    private readonly ITimer _timer;
    private readonly SilenceWatch _watch;
    private readonly Lock _gate = new();
    private CancellationTokenSource _source = new();
    private CancellationTokenRegistration _callerGaveUp;
    private CancellationTokenRegistration _superseded;
    private KnownLeader? _heard;
    private KnownLeader? _asked;
    private bool _isRunning;
    private volatile string? _droppedBecause;
    private bool _hasWatchBegun;
    private long _try;

    // Moments, counted from the epoch.
    private TimeSpan _began;
    private TimeSpan _over = Never;
    private TimeSpan _silent = Never;
    private TimeSpan _armedFor = Never;

    public CallClock(CallClocks clocks, LeaderLocator locator, TimeProvider time, ILogger logger)
    {
        (_clocks, _time, _epoch) = (clocks, time, time.GetTimestamp());
        _watch = new SilenceWatch(locator, time, logger, this);
        _timer = time.CreateTimer(static clock => ((CallClock)clock!).Strike(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public TimeSpan Deadline { get; private set; }

    /// <summary>The caller's own token.</summary>
    public CancellationToken Caller { get; private set; }

    /// <summary>Cancelled at the deadline, with the caller's token, and when the try under way is dropped.</summary>
    public CancellationToken Token => _source.Token;

    public TimeSpan Elapsed => Now - _began;

    public TimeSpan Remaining => Deadline - Elapsed;

    /// <summary>Whether the deadline has passed or the caller has given up: no further try is made.</summary>
    public bool IsOver => Caller.IsCancellationRequested || Elapsed >= Deadline;

    /// <summary>Why whoever paces the tries dropped the one under way, or the next; null when it did not.</summary>
    public string? DroppedBecause => _droppedBecause;

    /// <summary>Why the try under way was dropped, by its watch or by whoever paces the tries; null when it was not.</summary>
    public string? EndedBecause => _watch.DroppedBecause ?? _droppedBecause;

    private TimeSpan Now => _time.GetElapsedTime(_epoch);

    /// <summary>Begins a call. The clock must be at rest.</summary>
    public void Begin(TimeSpan deadline, CancellationToken caller)
    {
        (Deadline, Caller) = (deadline, caller);
        lock (_gate)
        {
            _began = Now;
            _over = Later(_began, deadline);
            _isRunning = true;
            Arm(_over, _began);
        }

        _callerGaveUp = caller.UnsafeRegister(static clock => ((CallClock)clock!).Cancel(), this);
    }

    /// <summary>Begins a try, whose token is <see cref="Token"/> from now on.</summary>
    public void BeginTry()
    {
        if (!_source.IsCancellationRequested)
        {
            return;
        }

        lock (_gate)
        {
            if (!IsOver && _droppedBecause is null)
            {
                _source.Dispose();
                _source = new CancellationTokenSource();
            }
        }
    }

    /// <summary>Drops the try when another leads than the one that it asks, and watches its silence.</summary>
    /// <param name="leader">The leader that is asked.</param>
    /// <param name="path">The route, for the log.</param>
    /// <param name="silence">How long the leader may be silent before the others are asked; null never asks them.</param>
    /// <param name="limit">After how long the request is dropped and made again although the leader is alive: it may have been lost.</param>
    public void Watch(KnownLeader leader, string path, TimeSpan? silence, TimeSpan limit)
    {
        if (_heard != leader)
        {
            _superseded.Unregister();
            _heard = leader;
            _superseded = leader.End.UnsafeRegister(static clock => ((CallClock)clock!).EndWith(), this);
        }

        lock (_gate)
        {
            var now = Now;
            _asked = leader;
            _hasWatchBegun = false;
            _watch.Aim(++_try, leader, path, silence ?? TimeSpan.Zero, limit);
            _silent = silence is { } moment ? Later(now, moment) : Never;
            Arm(_silent, now);
        }

        if (leader.End.IsCancellationRequested)
        {
            // It ended before anybody was told that this try asks it.
            EndWith();
        }
    }

    /// <summary>The try has ended: neither its silence nor its leader's end matters any more.</summary>
    public ValueTask EndTryAsync()
    {
        lock (_gate)
        {
            _asked = null;
            _silent = Never;
            if (!_hasWatchBegun)
            {
                return ValueTask.CompletedTask;
            }
        }

        return _watch.EndAsync();
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
            if (_isRunning)
            {
                // Elsewhere: what it cancels may call back.
                _ = _source.CancelAsync();
            }
        }
    }

    /// <summary>Ends the call; the clock serves another.</summary>
    public void Dispose()
    {
        _callerGaveUp.Dispose();
        lock (_gate)
        {
            _isRunning = false;
            (_over, _silent, _asked, _droppedBecause) = (Never, Never, null, null);
            if (!_source.TryReset())
            {
                _source.Dispose();
                _source = new CancellationTokenSource();
            }
        }

        Caller = CancellationToken.None;
        _clocks.TakeBack(this);
    }

    /// <summary>Ends the clock, which is at rest and not used again.</summary>
    public void Retire()
    {
        _superseded.Unregister();
        _timer.Dispose();
        _source.Dispose();
    }

    private static TimeSpan Later(TimeSpan now, TimeSpan wait) => wait > Never - now ? Never : now + wait;

    private void EndWith()
    {
        lock (_gate)
        {
            if (_isRunning && _asked is { End.IsCancellationRequested: true })
            {
                _ = _source.CancelAsync();
            }
        }
    }

    /// <summary>Lets the timer run until a moment at the latest. One that ends earlier is left to do so: that costs less than to set it for each call.</summary>
    private void Arm(TimeSpan moment, TimeSpan now)
    {
        if (moment >= _armedFor)
        {
            return;
        }

        // Upwards: what is left of a millisecond would be no wait at all to a timer.
        var wait = TimeSpan.FromMilliseconds(Math.Ceiling(Math.Clamp((moment - now).TotalMilliseconds, 0, LongestWait.TotalMilliseconds)));
        _armedFor = moment;
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private void Strike()
    {
        bool isSilent;
        long number;
        lock (_gate)
        {
            _armedFor = Never;
            if (!_isRunning)
            {
                return;
            }

            var now = Now;
            if (now >= _over)
            {
                _ = _source.CancelAsync();
                return;
            }

            (isSilent, number) = (now >= _silent, _try);
            if (isSilent)
            {
                _silent = Never;
                _hasWatchBegun = true;
            }

            Arm(_silent < _over ? _silent : _over, now);
        }

        if (isSilent)
        {
            // Not under the lock: asking runs code of others. The try may have ended meanwhile, and another have begun.
            _watch.Begin(number);
        }
    }
}
