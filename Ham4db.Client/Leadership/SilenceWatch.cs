using System.Diagnostics.CodeAnalysis;
using Ham4db.Client.Diagnostics;
using Ham4db.Client.Resilience;
using Microsoft.Extensions.Logging;

namespace Ham4db.Client.Leadership;

/// <summary>
/// Stands beside one try after the other. Where it is safe (reads, and changes that can be repeated under their key) it asks the other nodes when
/// the leader has been silent for a moment. When another is known to lead, it drops the waiting request.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Each try ends with EndAsync, which disposes of the source.")]
internal sealed class SilenceWatch(LeaderLocator locator, TimeProvider time, ILogger logger, CallClock clock)
{
    /// <summary>A leader that proved to be alive is asked again only after this many silences: the call is just slow.</summary>
    private const int RestInSilences = 10;

    private readonly Lock _gate = new();
    private KnownLeader? _leader;
    private string _path = string.Empty;
    private TimeSpan _silence;
    private TimeSpan _limit;
    private long _started;
    private long _try;
    private CancellationTokenSource? _end;
    private Task _watching = Task.CompletedTask;
    private string? _droppedBecause;

    /// <summary>Why the request was dropped; null when it was not.</summary>
    public string? DroppedBecause
        => Volatile.Read(ref _droppedBecause) ?? (_leader is { End.IsCancellationRequested: true } ? $"dropped, since {Now()} leads" : null);

    /// <summary>Turns to a try, which must be the only one.</summary>
    /// <param name="number">Names the try; never 0, and never one that was used before.</param>
    /// <param name="leader">The leader that is asked.</param>
    /// <param name="path">The route, for the log.</param>
    /// <param name="silence">How long the leader has been silent when the watch begins; zero when it never does.</param>
    /// <param name="limit">After how long the request is dropped and made again although the leader is alive: it may have been lost.</param>
    public void Aim(long number, KnownLeader leader, string path, TimeSpan silence, TimeSpan limit)
    {
        // Without the lock, since no watch is under way: one that began was ended, and one that is late knows its try by the number.
        (_leader, _path, _silence, _limit) = (leader, path, silence, limit);
        _started = time.GetTimestamp();
        _droppedBecause = null;
        Volatile.Write(ref _try, number);
    }

    /// <summary>Begins to ask the other nodes, unless that try has ended.</summary>
    public void Begin(long number)
    {
        lock (_gate)
        {
            if (_try == number)
            {
                _end = new CancellationTokenSource();
                _watching = WatchAsync(_leader!, _end.Token);
            }
        }
    }

    /// <summary>Ends the watch of the try, if it began; only then need this be called.</summary>
    public ValueTask EndAsync()
    {
        CancellationTokenSource? end;
        lock (_gate)
        {
            (_try, _leader) = (0, null);
            (end, _end) = (_end, null);
        }

        return end is null ? ValueTask.CompletedTask : EndAsync(end);
    }

    private async ValueTask EndAsync(CancellationTokenSource end)
    {
        await end.CancelAsync().ConfigureAwait(false);
        await _watching.ConfigureAwait(false);
        end.Dispose();
    }

    private string Now() => locator.Current is { } now ? $"{now.Endpoint} in term {now.Term}" : "another";

    private async Task WatchAsync(KnownLeader leader, CancellationToken end)
    {
        logger.Silent(leader.Endpoint, _path, (long)_silence.TotalMilliseconds);
        try
        {
            while (await LeaderNowAsync(leader, end).ConfigureAwait(false) is var leading)
            {
                var silent = time.GetElapsedTime(_started);
                if (leading != leader || silent >= _limit)
                {
                    Volatile.Write(
                        ref _droppedBecause,
                        leading != leader
                            ? $"silent, while {leading.Endpoint} leads in term {leading.Term}"
                            : $"silent for {silent.TotalMilliseconds:0} ms");
                    clock.Cancel();
                    return;
                }

                await Task.WhenAny(Task.Delay(_silence * RestInSilences, time, end), leader.Superseded).ConfigureAwait(false);
                end.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The answer came, or the call ended: there is nothing left to watch.
        }
    }

    private async Task<KnownLeader> LeaderNowAsync(KnownLeader leader, CancellationToken end)
    {
        using var besides = CancellationTokenSource.CreateLinkedTokenSource(end);
        var asking = locator.AskBesideAsync(leader, besides.Token);
        if (await Task.WhenAny(asking, leader.Superseded).ConfigureAwait(false) != asking)
        {
            await besides.CancelAsync().ConfigureAwait(false);
            await ((Task)asking).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return await locator.FindAsync(end).ConfigureAwait(false);
        }

        return await asking.ConfigureAwait(false);
    }
}
