namespace Ham4db.Client.Contract;

/// <summary>The discovery queue over a stretch of time, in numbers.</summary>
public sealed record AggregatedQueueMetrics
{
    /// <summary>Smallest number of instances being probed; 9000000000 when nothing was measured.</summary>
    public double ActiveMinEntries { get; init; }

    /// <summary>Mean number of instances being probed.</summary>
    public double ActiveMeanEntries { get; init; }

    /// <summary>Median number of instances being probed.</summary>
    public double ActiveMedianEntries { get; init; }

    /// <summary>95th percentile number of instances being probed.</summary>
    public double ActiveP95Entries { get; init; }

    /// <summary>Largest number of instances being probed.</summary>
    public double ActiveMaxEntries { get; init; }

    /// <summary>Smallest number of instances waiting; 9000000000 when nothing was measured.</summary>
    public double QueuedMinEntries { get; init; }

    /// <summary>Mean number of instances waiting.</summary>
    public double QueuedMeanEntries { get; init; }

    /// <summary>Median number of instances waiting.</summary>
    public double QueuedMedianEntries { get; init; }

    /// <summary>95th percentile number of instances waiting.</summary>
    public double QueuedP95Entries { get; init; }

    /// <summary>Largest number of instances waiting.</summary>
    public double QueuedMaxEntries { get; init; }
}
