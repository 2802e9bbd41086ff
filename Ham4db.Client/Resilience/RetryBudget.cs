namespace Ham4db.Client.Resilience;

/// <summary>
/// Paces the repetitions of all calls of a client, so that many callers who fail over and over do not make an outage worse. Each call's first
/// repetition is free; further ones take a token. Without a token a repetition waits for one; it is never dropped.
/// </summary>
internal sealed class RetryBudget(TimeProvider time)
{
    private const double Capacity = 500;
    private const double TokensPerSecond = 100;

    private readonly Lock _gate = new();
    private double _tokens = Capacity;
    private long _refilledAt = time.GetTimestamp();

    /// <summary>Takes a token, now or in the future.</summary>
    /// <returns>How long to wait until it is there; zero when it is there now.</returns>
    public TimeSpan Take()
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            _tokens = Math.Min(Capacity, _tokens + (time.GetElapsedTime(_refilledAt, now).TotalSeconds * TokensPerSecond));
            _refilledAt = now;
            _tokens--;
            return _tokens >= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(-_tokens / TokensPerSecond);
        }
    }
}
