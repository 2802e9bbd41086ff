using Ham4db.Client.Diagnostics;
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
    private readonly CancellationTokenSource _request;
    private readonly ITimer? _timer;
    private readonly Lock _gate = new();
    private CancellationTokenSource? _end;
    private Task _watching = Task.CompletedTask;
    private string? _droppedBecause;

    /// <param name="locator">Who asks the other nodes.</param>
    /// <param name="leader">The leader that is asked.</param>
    /// <param name="path">The route, for the log.</param>
    /// <param name="silence">How long the leader may be silent before the others are asked; null never asks them.</param>
    /// <param name="limit">After how long the request is dropped and made again although the leader is alive: it may have been lost.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where to log.</param>
    /// <param name="call">The call's own token.</param>
    public SilenceWatch(
        LeaderLocator locator, KnownLeader leader, string path, TimeSpan? silence, TimeSpan limit, TimeProvider time, ILogger logger, CancellationToken call)
    {
        (_locator, _leader, _path, _silence, _limit, _time, _logger) = (locator, leader, path, silence ?? TimeSpan.Zero, limit, time, logger);
        _started = time.GetTimestamp();
        _request = CancellationTokenSource.CreateLinkedTokenSource(call, leader.End);
        _timer = silence is { } moment ? time.CreateTimer(static state => ((SilenceWatch)state!).Begin(), this, moment, Timeout.InfiniteTimeSpan) : null;
    }

    /// <summary>Cancelled with the call, or when another node leads.</summary>
    public CancellationToken RequestToken => _request.Token;

    /// <summary>Why the request was dropped; null when it was not.</summary>
    public string? DroppedBecause
        => Volatile.Read(ref _droppedBecause) ?? (_leader.End.IsCancellationRequested ? $"dropped, since {Now()} leads" : null);

    /// <summary>Ends the watch. When it never had to begin, this costs a timer.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_timer is not null)
        {
            await _timer.DisposeAsync().ConfigureAwait(false);
        }

        CancellationTokenSource? end;
        Task watching;
        lock (_gate)
        {
            (end, watching) = (_end, _watching);
        }

        if (end is not null)
        {
            await end.CancelAsync().ConfigureAwait(false);
            await watching.ConfigureAwait(false);
            end.Dispose();
        }

        _request.Dispose();
    }

    private string Now() => _locator.Current is { } now ? $"{now.Endpoint} in term {now.Term}" : "another";

    private void Begin()
    {
        lock (_gate)
        {
            _end = new CancellationTokenSource();
            _watching = WatchAsync(_end.Token);
        }
    }

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
                    await _request.CancelAsync().ConfigureAwait(false);
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
