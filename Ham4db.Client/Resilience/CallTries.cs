using Ham4db.Client.Diagnostics;
using Ham4db.Client.Leadership;
using Microsoft.Extensions.Logging;

namespace Ham4db.Client.Resilience;

/// <summary>
/// The tries of one call, as a pipeline asks for them. What must not be repeated is not sent again, and no two tries run at once, whatever the
/// pipeline does: it may be the user's.
/// </summary>
internal sealed class CallTries : IDisposable
{
    private readonly Call _call;
    private readonly CallClock _clock;
    private readonly AttemptSender _sender;
    private readonly LeaderLocator _locator;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly CancellationTokenSource _closed = new();
    private readonly CancellationTokenSource _deadline;
    private readonly CancellationTokenSource _end;
    private CallTry? _told;
    private CallTry? _untold;
    private long _endedAt;
    private bool _isOver;

    public CallTries(Call call, CallClock clock, AttemptSender sender, LeaderLocator locator, TimeProvider time, ILogger logger)
    {
        (_call, _clock, _sender, _locator, _time, _logger) = (call, clock, sender, locator, time, logger);
        _deadline = new CancellationTokenSource(clock.Remaining > TimeSpan.Zero ? clock.Remaining : TimeSpan.Zero, time);
        _end = CancellationTokenSource.CreateLinkedTokenSource(_deadline.Token, clock.Caller);
    }

    /// <summary>The last try that was made; null before the first.</summary>
    public Attempt? Last { get; private set; }

    /// <summary>Whether the call has its result: nothing more is sent.</summary>
    public bool IsDecided => Last is { Next: not Next.LocateAndRepeat };

    /// <summary>Whether the change may have been made by what was tried.</summary>
    public bool MayBeDone => !_call.IsRead && (_call.MayBeDone || Last is { Outcome: RequestOutcome.Unknown or RequestOutcome.Succeeded });

    /// <summary>Whether the deadline or the caller ended the call, and not the pipeline.</summary>
    public bool IsOver => _isOver || _deadline.IsCancellationRequested || _clock.IsOver;

    /// <summary>Cancelled at the deadline, with the caller's token, and when a pipeline goes on after the call has its result.</summary>
    public CancellationToken Token => _end.Token;

    /// <summary>Takes in a try that was made already; the pipeline is told of it first.</summary>
    public void Begin(Attempt first) => _untold = Take(first);

    /// <summary>Makes the next try; or tells of the last one again when the call has its result.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="dropped"/> was cancelled before it began, or the call is over.</exception>
    public async ValueTask<CallTry> NextAsync(CancellationToken dropped)
    {
        // A strategy that asks for two at once gets one after the other.
        await _turn.WaitAsync(dropped).ConfigureAwait(false);
        try
        {
            _closed.Token.ThrowIfCancellationRequested();
            if (_untold is { } made)
            {
                (_untold, _told) = (null, made);
                return made;
            }

            if (IsDecided)
            {
                // The pipeline repeats everything: it would do so until the deadline.
                await _end.CancelAsync().ConfigureAwait(false);
                return _told!;
            }

            LogRepeat();
            return _told = Take(await TryAsync(dropped).ConfigureAwait(false));
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Lets no further try begin, and ends one that a pipeline left alone.</summary>
    public async ValueTask CloseAsync()
    {
        await _closed.CancelAsync().ConfigureAwait(false);
        await _turn.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        _turn.Release();
    }

    public void Dispose()
    {
        _end.Dispose();
        _deadline.Dispose();
        _closed.Dispose();
        _turn.Dispose();
    }

    private async Task<Attempt> TryAsync(CancellationToken dropped)
    {
        dropped.ThrowIfCancellationRequested();
        _clock.Allow();
        using var drop = dropped.UnsafeRegister(static tries => ((CallTries)tries!).Drop(), this);
        using var close = _closed.Token.UnsafeRegister(static tries => ((CallTries)tries!).Drop(), this);
        var started = _time.GetTimestamp();
        try
        {
            return await _sender.SendAsync(_call, _clock).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_clock.DroppedBecause is { } because && !_clock.IsOver && !_clock.Caller.IsCancellationRequested)
        {
            // No node was asked yet.
            return new Attempt(null, RequestOutcome.NotSent, _time.GetElapsedTime(started), because, Next.LocateAndRepeat);
        }
        catch (OperationCanceledException)
        {
            // The timer may be a moment before the clock.
            _isOver = true;
            await _end.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    private void Drop()
    {
        if (!_end.IsCancellationRequested)
        {
            _clock.Drop("ended by the resilience pipeline");
        }
    }

    private CallTry Take(Attempt ended)
    {
        Last = ended;
        _endedAt = _time.GetTimestamp();
        var mayBeRepeated = ended.Next == Next.LocateAndRepeat;
        var number = _call.Attempts.Count + 1;
        var report = ended.Report;
        if (mayBeRepeated)
        {
            _call.Add(report);
            _call.Phase = CallPhase.Searching;
            _call.Asking = null;
            ClientDiagnostics.AttemptEnded(ended.Outcome);
            if (ended.Leader is { } leader)
            {
                _locator.Doubt(leader);
            }
        }

        var remaining = _clock.Remaining;
        return new CallTry(_call.Path, _call.IsRead, number, report, mayBeRepeated, remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero);
    }

    private void LogRepeat()
    {
        if (Last is { } last)
        {
            _logger.Repeating(
                _call.Path, _call.Attempts.Count, last.Endpoint, last.Outcome, last.Reason, (long)_time.GetElapsedTime(_endedAt).TotalMilliseconds);
        }
    }
}
