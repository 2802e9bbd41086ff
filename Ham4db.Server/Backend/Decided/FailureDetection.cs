using Ham4db.Client.Contract;

namespace Ham4db.Server.Backend.Decided;

/// <summary>A failure that was detected.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Analysis">What was found, as it was at that time; without the older name of the replicas.</param>
/// <param name="Node">The node that found it.</param>
/// <param name="DetectedAt">When it was registered.</param>
/// <param name="ActiveUntil">Until when it keeps another one of the instance from being registered.</param>
/// <param name="KeptUntil">When it is removed.</param>
public sealed record FailureDetection(
    long Id, ReplicationAnalysis Analysis, ProcessingNode Node, DateTimeOffset DetectedAt, DateTimeOffset ActiveUntil, DateTimeOffset KeptUntil)
{
    /// <summary>Whether it keeps another one from being registered at <paramref name="now"/>.</summary>
    public bool IsActive(DateTimeOffset now) => now < ActiveUntil;
}
