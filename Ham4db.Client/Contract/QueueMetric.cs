namespace Ham4db.Client.Contract;

/// <summary>The discovery queue in one second.</summary>
public sealed record QueueMetric
{
    /// <summary>Instances being probed.</summary>
    public long Active { get; init; }

    /// <summary>Instances waiting for it.</summary>
    public long Queued { get; init; }
}
