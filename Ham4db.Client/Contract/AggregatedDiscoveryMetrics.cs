namespace Ham4db.Client.Contract;

/// <summary>The probes of a stretch of time, in numbers. All are 0 when there was none.</summary>
public sealed record AggregatedDiscoveryMetrics
{
    /// <summary>When the first of these probes began.</summary>
    public DateTimeOffset FirstSeen { get; init; }

    /// <summary>When the last one began.</summary>
    public DateTimeOffset LastSeen { get; init; }

    /// <summary>How many instances were probed.</summary>
    public long CountDistinctInstanceKeys { get; init; }

    /// <summary>How many of them successfully, once at least.</summary>
    public long CountDistinctOkInstanceKeys { get; init; }

    /// <summary>How many of them without success, once at least.</summary>
    public long CountDistinctFailedInstanceKeys { get; init; }

    /// <summary>Probes that failed.</summary>
    public long FailedDiscoveries { get; init; }

    /// <summary>Probes that did not.</summary>
    public long SuccessfulDiscoveries { get; init; }

    /// <summary>Mean of the seconds in all, over successful probes.</summary>
    public double MeanTotalSeconds { get; init; }

    /// <summary>Mean of the seconds that the service's own database took, over successful probes.</summary>
    public double MeanBackendSeconds { get; init; }

    /// <summary>Mean of the seconds that the instance took, over successful probes.</summary>
    public double MeanInstanceSeconds { get; init; }

    /// <summary>Mean of the seconds in all, over failed probes.</summary>
    public double FailedMeanTotalSeconds { get; init; }

    /// <summary>Mean of the seconds that the service's own database took, over failed probes.</summary>
    public double FailedMeanBackendSeconds { get; init; }

    /// <summary>Mean of the seconds that the instance took, over failed probes.</summary>
    public double FailedMeanInstanceSeconds { get; init; }

    /// <summary>Largest of the seconds in all, over successful probes.</summary>
    public double MaxTotalSeconds { get; init; }

    /// <summary>Largest of the seconds that the service's own database took, over successful probes.</summary>
    public double MaxBackendSeconds { get; init; }

    /// <summary>Largest of the seconds that the instance took, over successful probes.</summary>
    public double MaxInstanceSeconds { get; init; }

    /// <summary>Largest of the seconds in all, over failed probes.</summary>
    public double FailedMaxTotalSeconds { get; init; }

    /// <summary>Largest of the seconds that the service's own database took, over failed probes.</summary>
    public double FailedMaxBackendSeconds { get; init; }

    /// <summary>Largest of the seconds that the instance took, over failed probes.</summary>
    public double FailedMaxInstanceSeconds { get; init; }

    /// <summary>Median of the seconds in all, over successful probes.</summary>
    public double MedianTotalSeconds { get; init; }

    /// <summary>Median of the seconds that the service's own database took, over successful probes.</summary>
    public double MedianBackendSeconds { get; init; }

    /// <summary>Median of the seconds that the instance took, over successful probes.</summary>
    public double MedianInstanceSeconds { get; init; }

    /// <summary>Median of the seconds in all, over failed probes.</summary>
    public double FailedMedianTotalSeconds { get; init; }

    /// <summary>Median of the seconds that the service's own database took, over failed probes.</summary>
    public double FailedMedianBackendSeconds { get; init; }

    /// <summary>Median of the seconds that the instance took, over failed probes.</summary>
    public double FailedMedianInstanceSeconds { get; init; }

    /// <summary>95th percentile of the seconds in all, over successful probes.</summary>
    public double P95TotalSeconds { get; init; }

    /// <summary>95th percentile of the seconds that the service's own database took, over successful probes.</summary>
    public double P95BackendSeconds { get; init; }

    /// <summary>95th percentile of the seconds that the instance took, over successful probes.</summary>
    public double P95InstanceSeconds { get; init; }

    /// <summary>95th percentile of the seconds in all, over failed probes.</summary>
    public double FailedP95TotalSeconds { get; init; }

    /// <summary>95th percentile of the seconds that the service's own database took, over failed probes.</summary>
    public double FailedP95BackendSeconds { get; init; }

    /// <summary>95th percentile of the seconds that the instance took, over failed probes.</summary>
    public double FailedP95InstanceSeconds { get; init; }
}
