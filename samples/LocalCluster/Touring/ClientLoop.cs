using System.Collections.Concurrent;
using Ham4db.Client;

namespace Ham4db.Samples.LocalCluster.Touring;

/// <summary>Makes a call each 10 milliseconds, whether or not the ones before it are answered, and remembers how each went.</summary>
internal sealed class ClientLoop : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    private readonly Func<CancellationToken, Task> _call;
    private readonly TimeProvider _time;
    private readonly long _began;
    private readonly ConcurrentBag<Call> _calls = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public ClientLoop(Func<CancellationToken, Task> call, TimeProvider time)
    {
        _call = call;
        _time = time;
        _began = time.GetTimestamp();
        _running = RunAsync();
    }

    /// <summary>Time on the loop's clock.</summary>
    public TimeSpan Now => _time.GetElapsedTime(_began);

    /// <summary>Calls that have ended so far.</summary>
    public int Ended => _calls.Count;

    /// <summary>Begins no more calls, waits for those under way, and returns all in the order they began.</summary>
    public async Task<IReadOnlyList<Call>> StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
        return [.. _calls.OrderBy(call => call.Began)];
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        var underWay = new List<Task>();
        using var timer = new PeriodicTimer(Interval, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                underWay.RemoveAll(call => call.IsCompleted);
                underWay.Add(CallAsync());
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped: what is under way is still awaited.
        }

        await Task.WhenAll(underWay);
    }

    private async Task CallAsync()
    {
        var began = Now;
        string? failure = null;
        try
        {
            // The call's own deadline bounds it, also when the loop is stopped.
            await _call(CancellationToken.None);
        }
        catch (Ham4dbException exception)
        {
            failure = exception.Message;
        }

        _calls.Add(new Call(began, Now - began, failure));
    }
}
