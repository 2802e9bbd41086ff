namespace Ham4db.Client.Contract;

/// <summary>The writes of instances over a stretch of time, in numbers. All measured ones are 0 when there was none.</summary>
public sealed record AggregatedWriteBufferMetrics
{
    /// <summary>Configured: how many instances are written at once.</summary>
    public long InstanceWriteBufferSize { get; init; }

    /// <summary>Configured: milliseconds after which they are written in any case.</summary>
    public long InstanceFlushIntervalMilliseconds { get; init; }

    /// <summary>How many instances were written.</summary>
    public long CountInstances { get; init; }

    /// <summary>Largest number of instances in one write.</summary>
    public double MaxInstances { get; init; }

    /// <summary>Mean number of instances in one write.</summary>
    public double MeanInstances { get; init; }

    /// <summary>Median number of instances in one write.</summary>
    public double MedianInstances { get; init; }

    /// <summary>95th percentile number of instances in one write.</summary>
    public double P95Instances { get; init; }

    /// <summary>Largest of the seconds that instances waited.</summary>
    public double MaxWaitSeconds { get; init; }

    /// <summary>Mean of the seconds that instances waited.</summary>
    public double MeanWaitSeconds { get; init; }

    /// <summary>Median of the seconds that instances waited.</summary>
    public double MedianWaitSeconds { get; init; }

    /// <summary>95th percentile of the seconds that instances waited.</summary>
    public double P95WaitSeconds { get; init; }

    /// <summary>Largest of the seconds that a write took.</summary>
    public double MaxWriteSeconds { get; init; }

    /// <summary>Mean of the seconds that a write took.</summary>
    public double MeanWriteSeconds { get; init; }

    /// <summary>Median of the seconds that a write took.</summary>
    public double MedianWriteSeconds { get; init; }

    /// <summary>95th percentile of the seconds that a write took.</summary>
    public double P95WriteSeconds { get; init; }
}
