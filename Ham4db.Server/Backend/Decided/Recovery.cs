using Ham4db.Client.Contract;

namespace Ham4db.Server.Backend.Decided;

/// <summary>A recovery that began, and what became of it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Uid">Its identity.</param>
/// <param name="Analysis">What it recovers from, as it was at that time; without the older name of the replicas.</param>
/// <param name="Node">The node that carries it out.</param>
/// <param name="LastDetectionId">The detection that led to it; 0 when there is none.</param>
/// <param name="StartedAt">When it was registered.</param>
/// <param name="ActiveUntil">Until when it keeps others from beginning, unless it is acknowledged before.</param>
/// <param name="KeptUntil">When it is removed.</param>
public sealed record Recovery(
    long Id,
    string Uid,
    ReplicationAnalysis Analysis,
    ProcessingNode Node,
    long LastDetectionId,
    DateTimeOffset StartedAt,
    DateTimeOffset ActiveUntil,
    DateTimeOffset KeptUntil)
{
    /// <summary>When it ended; null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How it ended; null while it runs.</summary>
    public RecoveryResolution? Resolution { get; init; }

    /// <summary>Who has taken note of it; null when nobody has.</summary>
    public RecoveryAcknowledgement? Acknowledgement { get; init; }

    /// <summary>Whether it keeps others from beginning at <paramref name="now"/>, be it over or not.</summary>
    public bool IsActive(DateTimeOffset now) => Acknowledgement is null && now < ActiveUntil;
}
