using System.Text.Json.Serialization;

namespace Ham4db.Client.Contract;

/// <summary>One probe of an instance. ham4db (Go) counts in nanoseconds under other names; these are read into the same properties.</summary>
public sealed record DiscoveryMetric
{
    private const double NanosecondsPerSecond = 1e9;

    /// <summary>When it began.</summary>
    public DateTimeOffset Timestamp { get; init; }

    /// <summary>Host name of the instance.</summary>
    public string Hostname
    {
        get => field ?? InstanceKey?.Hostname ?? string.Empty;
        init;
    }

    /// <summary>TCP port of the instance.</summary>
    public int Port
    {
        get => field == 0 ? InstanceKey?.Port ?? 0 : field;
        init;
    }

    /// <summary>Seconds that the service's own database took.</summary>
    public double BackendLatencySeconds
    {
        get => BackendLatency is { } nanoseconds ? nanoseconds / NanosecondsPerSecond : field;
        init;
    }

    /// <summary>Seconds that the instance took.</summary>
    public double InstanceLatencySeconds
    {
        get => InstanceLatency is { } nanoseconds ? nanoseconds / NanosecondsPerSecond : field;
        init;
    }

    /// <summary>Seconds in all.</summary>
    public double TotalLatencySeconds
    {
        get => TotalLatency is { } nanoseconds ? nanoseconds / NanosecondsPerSecond : field;
        init;
    }

    /// <summary>Why it failed; null when it did not.</summary>
    public ReportedError? Err { get; init; }

    /// <summary>As ham4db (Go) sends it; null from other servers. Read <see cref="Hostname"/> and <see cref="Port"/>.</summary>
    [JsonInclude, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    internal InstanceKey? InstanceKey { get; init; }

    /// <summary>Nanoseconds, as ham4db (Go) sends it; null from other servers. Read <see cref="BackendLatencySeconds"/>.</summary>
    [JsonInclude, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    internal long? BackendLatency { get; init; }

    /// <summary>Nanoseconds, as ham4db (Go) sends it; null from other servers. Read <see cref="InstanceLatencySeconds"/>.</summary>
    [JsonInclude, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    internal long? InstanceLatency { get; init; }

    /// <summary>Nanoseconds, as ham4db (Go) sends it; null from other servers. Read <see cref="TotalLatencySeconds"/>.</summary>
    [JsonInclude, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    internal long? TotalLatency { get; init; }
}
