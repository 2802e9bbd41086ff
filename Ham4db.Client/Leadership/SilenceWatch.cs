using Ham4db.Client.Diagnostics;
using Ham4db.Client.Resilience;
using Microsoft.Extensions.Logging;

namespace Ham4db.Client.Leadership;

/// <summary>
/// Stands beside one try. Where it is safe (reads, and changes that can be repeated under their key) it asks the other nodes when the leader has
/// been silent for a moment. When another is known to lead, it drops the waiting request.
/// </summary>
internal sealed class SilenceWatch : IAsyncDisposable
{
    /// <summary>A leader that proved to be alive is asked again only after this many silences: the call is just slow.</summary>
    private const int RestInSilences = 10;

    private readonly LeaderLocator _locator;
    private readonly KnownLeader _leader;
    private readonly string _path;
    private readonly TimeSpan _silence;
    private readonly TimeSpan _limit;
    private readonly long _started;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CallClock _clock;
    private readonly CancellationTokenRegistration _superseded;
    private readonly Lock _gate = new();
    private CancellationTokenSource? _end;
    private Task _watching = Task.CompletedTask;
    private bool _hasEnded;
    private string? _droppedBecause;

    /// <param name="locator">Who asks the other nodes.</param>
    /// <param name="leader">The leader that is asked.</param>
    /// <param name="path">The route, for the log.</param>
    /// <param name="silence">How long the leader may be silent before the others are asked; null never asks them.</param>
    /// <param name="limit">After how long the request is dropped and made again although the leader is alive: it may have been lost.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where to log.</param>
    /// <param name="clock">The call's clock, whose try this watches.</param>
    public SilenceWatch(
        LeaderLocator locator, KnownLeader leader, string path, TimeSpan? silence, TimeSpan limit, TimeProvider time, ILogger logger, CallClock clock)
    {
        (_locator, _leader, _path, _silence, _limit, _time, _logger, _clock) = (locator, leader, path, silence ?? TimeSpan.Zero, limit, time, logger, clock);
        _started = time.GetTimestamp();
        _superseded = leader.End.UnsafeRegister(static clock => ((CallClock)clock!).Cancel(), clock);
        clock.Watch(this, silence);
    }

    /// <summary>Why the request was dropped; null when it was not.</summary>
    public string? DroppedBecause
        => Volatile.Read(ref _droppedBecause) ?? (_leader.End.IsCancellationRequested ? $"dropped, since {Now()} leads" : null);

    /// <summary>Begins to ask the other nodes.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            if (!_hasEnded)
            {
                _end = new CancellationTokenSource();
                _watching = WatchAsync(_end.Token);
            }
        }
    }

    /// <summary>Ends the watch. When it never had to begin, this costs next to nothing.</summary>
    public ValueTask DisposeAsync()
    {
        _clock.EndTry();
        _superseded.Dispose();
        CancellationTokenSource? end;
        lock (_gate)
        {
            _hasEnded = true;
            end = _end;
        }

        return end is null ? ValueTask.CompletedTask : EndAsync(end);
    }

    private async ValueTask EndAsync(CancellationTokenSource end)
    {
        await end.CancelAsync().ConfigureAwait(false);
        await _watching.ConfigureAwait(false);
        end.Dispose();
    }

    private string Now() => _locator.Current is { } now ? $"{now.Endpoint} in term {now.Term}" : "another";

    private async Task WatchAsync(CancellationToken end)
    {
        _logger.Silent(_leader.Endpoint, _path, (long)_silence.TotalMilliseconds);
        try
        {
            while (await LeaderNowAsync(end).ConfigureAwait(false) is var leading)
            {
                var silent = _time.GetElapsedTime(_started);
                if (leading != _leader || silent >= _limit)
                {
                    Volatile.Write(
                        ref _droppedBecause,
                        leading != _leader
                            ? $"silent, while {leading.Endpoint} leads in term {leading.Term}"
                            : $"silent for {silent.TotalMilliseconds:0} ms");
                    _clock.Cancel();
                    return;
                }

                await Task.WhenAny(Task.Delay(_silence * RestInSilences, _time, end), _leader.Superseded).ConfigureAwait(false);
                end.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The answer came, or the call ended: there is nothing left to watch.
        }
    }

    private async Task<KnownLeader> LeaderNowAsync(CancellationToken end)
    {
        using var besides = CancellationTokenSource.CreateLinkedTokenSource(end);
        var asking = _locator.AskBesideAsync(_leader, besides.Token);
        if (await Task.WhenAny(asking, _leader.Superseded).ConfigureAwait(false) != asking)
        {
            await besides.CancelAsync().ConfigureAwait(false);
            await ((Task)asking).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return await _locator.FindAsync(end).ConfigureAwait(false);
        }

        return await asking.ConfigureAwait(false);
    }
}
