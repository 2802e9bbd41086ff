namespace Ham4db.Client.Contract;

/// <summary>One query of the service's own database.</summary>
public sealed record QueryMetric
{
    /// <summary>When it began.</summary>
    public DateTimeOffset Timestamp { get; init; }

    /// <summary>Nanoseconds until a connection was free.</summary>
    public long WaitLatency { get; init; }

    /// <summary>Nanoseconds that it took then.</summary>
    public long ExecuteLatency { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public ReportedError? Err { get; init; }
}
