using System.Diagnostics;
using Ham4db.Client;

namespace Ham4db.Testing;

/// <summary>How the calls of a load went.</summary>
internal sealed class LoadRecord
{
    private const int FailuresKept = 20;

    private readonly Lock _gate = new();
    private readonly List<string> _failures = [];
    private readonly List<string> _anomalies = [];
    private int _calls;
    private int _failed;
    private long _lastAnswer = Stopwatch.GetTimestamp();
    private TimeSpan _longestGap;
    private TimeSpan _longestSinceTaken;

    /// <summary>What was recorded so far.</summary>
    public LoadReport Report
    {
        get
        {
            lock (_gate)
            {
                return new LoadReport(_calls, _failed, [.. _failures], [.. _anomalies], _longestGap);
            }
        }
    }

    /// <summary>The longest time in which no call was answered, since this was last asked.</summary>
    public TimeSpan TakeLongestGap()
    {
        lock (_gate)
        {
            var taken = _longestSinceTaken;
            _longestSinceTaken = TimeSpan.Zero;
            return taken;
        }
    }

    /// <summary>Makes one call.</summary>
    /// <returns>Why it failed; null when it was answered.</returns>
    public async Task<Exception?> CallAsync(string what, Func<Task> call)
    {
        try
        {
            await call().ConfigureAwait(false);
            Answered();
            return null;
        }
        catch (Ham4dbException failure)
        {
            Failed($"{what}: {failure}");
            return failure;
        }
    }

    /// <summary>Notes something that a correct service never shows.</summary>
    public void Noticed(string anomaly)
    {
        lock (_gate)
        {
            if (_anomalies.Count < FailuresKept)
            {
                _anomalies.Add(anomaly);
            }
        }
    }

    private void Answered()
    {
        lock (_gate)
        {
            var now = Stopwatch.GetTimestamp();
            var gap = Stopwatch.GetElapsedTime(_lastAnswer, now);
            _longestGap = gap > _longestGap ? gap : _longestGap;
            _longestSinceTaken = gap > _longestSinceTaken ? gap : _longestSinceTaken;
            _lastAnswer = now;
            _calls++;
        }
    }

    private void Failed(string failure)
    {
        lock (_gate)
        {
            _calls++;
            _failed++;
            if (_failures.Count < FailuresKept)
            {
                _failures.Add(failure);
            }
        }
    }
}
