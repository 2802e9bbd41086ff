using System.Collections.Concurrent;
using Ham4db.Client.Leadership;
using Microsoft.Extensions.Logging;

namespace Ham4db.Client.Resilience;

/// <summary>The clocks of a client's calls. One that a call has done with is kept for another.</summary>
internal sealed class CallClocks(LeaderLocator locator, TimeProvider time, ILogger logger) : IDisposable
{
    private const int MostKept = 256;

    private readonly ConcurrentQueue<CallClock> _kept = new();
    private CallClock? _latest;
    private int _count;
    private volatile bool _isDisposed;

    /// <summary>Starts the clock of a call, which ends with it.</summary>
    /// <param name="deadline">How long the call may take.</param>
    /// <param name="caller">The caller's own token.</param>
    public CallClock Start(TimeSpan deadline, CancellationToken caller)
    {
        var clock = Interlocked.Exchange(ref _latest, null);
        if (clock is null && _kept.TryDequeue(out clock))
        {
            Interlocked.Decrement(ref _count);
        }

        clock ??= new CallClock(this, locator, time, logger);
        clock.Begin(deadline, caller);
        return clock;
    }

    /// <summary>Keeps a clock that is at rest.</summary>
    public void TakeBack(CallClock clock)
    {
        if (!_isDisposed && Interlocked.CompareExchange(ref _latest, clock, null) is null)
        {
            return;
        }

        if (!_isDisposed && Interlocked.Increment(ref _count) <= MostKept)
        {
            _kept.Enqueue(clock);
            return;
        }

        Interlocked.Decrement(ref _count);
        clock.Retire();
    }

    /// <summary>Ends the clocks that are at rest; those of calls end with these.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        Interlocked.Exchange(ref _latest, null)?.Retire();
        while (_kept.TryDequeue(out var clock))
        {
            clock.Retire();
        }
    }
}
