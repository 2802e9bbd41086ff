using System.Text.Json.Serialization;

namespace Ham4db.Client.Contract;

/// <summary>The queries of the service's own database over a stretch of time, in numbers. All are 0 when there was none.</summary>
/// <remarks>ham4db (Go) has other names for some; these are read into the same properties.</remarks>
public sealed record AggregatedQueryMetrics
{
    /// <summary>How many there were.</summary>
    public long Count { get; init; }

    /// <summary>Largest of the seconds that a query took once it had a connection.</summary>
    public double MaxLatencySeconds
    {
        get => MaxExecSeconds ?? field;
        init;
    }

    /// <summary>Mean of the seconds that a query took once it had a connection.</summary>
    public double MeanLatencySeconds
    {
        get => MeanExecSeconds ?? field;
        init;
    }

    /// <summary>Median of the seconds that a query took once it had a connection.</summary>
    public double MedianLatencySeconds
    {
        get => MedianExecSeconds ?? field;
        init;
    }

    /// <summary>95th percentile of the seconds that a query took once it had a connection.</summary>
    public double P95LatencySeconds
    {
        get => P95ExecSeconds ?? field;
        init;
    }

    /// <summary>Largest of the seconds that a query waited for a connection.</summary>
    public double MaxWaitSeconds { get; init; }

    /// <summary>Mean of the seconds that a query waited for a connection.</summary>
    public double MeanWaitSeconds { get; init; }

    /// <summary>Median of the seconds that a query waited for a connection.</summary>
    public double MedianWaitSeconds { get; init; }

    /// <summary>95th percentile of the seconds that a query waited for a connection.</summary>
    public double P95WaitSeconds { get; init; }

    /// <summary>As ham4db (Go) names it; null from other servers. Read <see cref="MaxLatencySeconds"/>.</summary>
    [JsonInclude, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    internal double? MaxExecSeconds { get; init; }

    /// <summary>As ham4db (Go) names it; null from other servers. Read <see cref="MeanLatencySeconds"/>.</summary>
    [JsonInclude, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    internal double? MeanExecSeconds { get; init; }

    /// <summary>As ham4db (Go) names it; null from other servers. Read <see cref="MedianLatencySeconds"/>.</summary>
    [JsonInclude, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    internal double? MedianExecSeconds { get; init; }

    /// <summary>As ham4db (Go) names it; null from other servers. Read <see cref="P95LatencySeconds"/>.</summary>
    [JsonInclude, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    internal double? P95ExecSeconds { get; init; }
}
