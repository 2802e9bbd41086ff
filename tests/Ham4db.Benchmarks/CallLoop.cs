namespace Ham4db.Benchmarks;

/// <summary>Makes one call each 10 ms, one after the other, and remembers how it went without an answer.</summary>
internal sealed class CallLoop : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private long _lastAnswer;
    private TimeSpan _longestGap;
    private int _failed;
    private int _calls;
    private readonly Lock _lock = new();

    public CallLoop(Func<CancellationToken, Task> call)
    {
        _lastAnswer = TimeProvider.System.GetTimestamp();
        _running = RunAsync(call);
    }

    /// <summary>What the loop met since it began or was last asked.</summary>
    public (int Calls, int Failed, TimeSpan LongestGap) Take()
    {
        lock (_lock)
        {
            // Who still waits for an answer has a gap that counts.
            var now = TimeProvider.System.GetTimestamp();
            var open = TimeProvider.System.GetElapsedTime(_lastAnswer, now);
            var taken = (_calls, _failed, open > _longestGap ? open : _longestGap);
            (_calls, _failed, _longestGap) = (0, 0, TimeSpan.Zero);
            _lastAnswer = now;
            return taken;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private async Task RunAsync(Func<CancellationToken, Task> call)
    {
        await Task.Yield();
        while (!_stop.IsCancellationRequested)
        {
            var began = TimeProvider.System.GetTimestamp();
            var answered = true;
            try
            {
                await call(CancellationToken.None);
            }
            catch (Exception exception) when (exception is Ham4db.Client.Ham4dbException or HttpRequestException or OperationCanceledException)
            {
                answered = false;
            }

            Count(answered);
            var rest = Interval - TimeProvider.System.GetElapsedTime(began);
            if (rest > TimeSpan.Zero)
            {
                await Task.Delay(rest);
            }
        }
    }

    private void Count(bool answered)
    {
        lock (_lock)
        {
            _calls++;
            if (!answered)
            {
                _failed++;
                return;
            }

            var now = TimeProvider.System.GetTimestamp();
            var gap = TimeProvider.System.GetElapsedTime(_lastAnswer, now);
            _longestGap = gap > _longestGap ? gap : _longestGap;
            _lastAnswer = now;
        }
    }
}
