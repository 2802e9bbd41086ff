namespace Ham4db.Benchmarks;

/// <summary>Several callers that each make one call after the other.</summary>
internal static class Callers
{
    /// <summary>Lets them call for a while.</summary>
    /// <returns>How long each call took, in milliseconds, and how long all of it.</returns>
    public static async Task<(IReadOnlyList<double> Calls, TimeSpan Elapsed)> RunForAsync(
        int callers, TimeSpan duration, Func<CancellationToken, Task> call, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        var each = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => CallAsync(() => TimeProvider.System.GetElapsedTime(began) < duration, call, cancellationToken)));
        return ([.. each.SelectMany(times => times)], TimeProvider.System.GetElapsedTime(began));
    }

    /// <summary>Lets them make so many calls together.</summary>
    public static Task RunAsync(int callers, int calls, Func<CancellationToken, Task> call, CancellationToken cancellationToken)
    {
        var left = calls;
        return Task.WhenAll(Enumerable.Range(0, callers).Select(_ => CallAsync(() => Interlocked.Decrement(ref left) >= 0, call, cancellationToken)));
    }

    private static async Task<List<double>> CallAsync(Func<bool> goesOn, Func<CancellationToken, Task> call, CancellationToken cancellationToken)
    {
        await Task.Yield();
        var times = new List<double>();
        while (goesOn())
        {
            var began = TimeProvider.System.GetTimestamp();
            await call(cancellationToken);
            times.Add(TimeProvider.System.GetElapsedTime(began).TotalMilliseconds);
        }

        return times;
    }
}
