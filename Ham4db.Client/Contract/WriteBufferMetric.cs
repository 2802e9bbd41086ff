namespace Ham4db.Client.Contract;

/// <summary>One write of buffered instances to the service's own database.</summary>
public sealed record WriteBufferMetric
{
    /// <summary>When it began.</summary>
    public DateTimeOffset Timestamp { get; init; }

    /// <summary>How many instances were written.</summary>
    public long Instances { get; init; }

    /// <summary>Nanoseconds that they had waited.</summary>
    public long WaitLatency { get; init; }

    /// <summary>Nanoseconds that writing them took.</summary>
    public long WriteLatency { get; init; }
}
