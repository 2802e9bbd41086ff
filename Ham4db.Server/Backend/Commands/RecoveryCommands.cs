using Ham4db.Client.Contract;
using Ham4db.Server.Backend.Decided;

namespace Ham4db.Server.Backend.Commands;

/// <summary>No node recovers anything by itself from now on.</summary>
public sealed record DisableGlobalRecoveries : Command;

/// <summary>Failures are recovered from again.</summary>
public sealed record EnableGlobalRecoveries : Command;

/// <summary>
/// Registers a detected failure; a <see cref="CommandStatus.Conflict"/> while one of the same instance, actionable or not as this one, is active.
/// </summary>
/// <param name="Analysis">What was found.</param>
/// <param name="Node">The node that found it.</param>
/// <param name="ActivePeriod">How long it keeps another one from being registered, counted from <see cref="CommandEnvelope.SubmittedAt"/>.</param>
/// <param name="KeepFor">How long it is kept, counted from the same.</param>
public sealed record RegisterFailureDetection(ReplicationAnalysis Analysis, ProcessingNode Node, TimeSpan ActivePeriod, TimeSpan KeepFor) : Command;

/// <summary>Registers a recovery that begins; a <see cref="CommandStatus.Conflict"/> while one of the same instance is active.</summary>
/// <param name="Uid">Its identity; registering the same again changes nothing and gives the same number.</param>
/// <param name="Analysis">What is to be recovered from.</param>
/// <param name="Node">The node that carries it out.</param>
/// <param name="LastDetectionId">The detection that led to it; 0 when there is none.</param>
/// <param name="ActivePeriod">How long it keeps another one from being registered, counted from <see cref="CommandEnvelope.SubmittedAt"/>.</param>
/// <param name="KeepFor">How long it is kept, counted from the same.</param>
public sealed record WriteRecovery(
    string Uid, ReplicationAnalysis Analysis, ProcessingNode Node, long LastDetectionId, TimeSpan ActivePeriod, TimeSpan KeepFor) : Command;

/// <summary>Adds a line to what a recovery did, be the recovery registered or not.</summary>
/// <param name="RecoveryUid">The recovery.</param>
/// <param name="Message">What was done.</param>
/// <param name="KeepFor">How long it is kept, counted from <see cref="CommandEnvelope.SubmittedAt"/>.</param>
public sealed record WriteRecoveryStep(string RecoveryUid, string Message, TimeSpan KeepFor) : Command;

/// <summary>A recovery ended; nothing happens when it is not registered.</summary>
public sealed record ResolveRecovery(string Uid, RecoveryResolution Resolution) : Command;

/// <summary>
/// Acknowledges recoveries, so that they no longer keep others from beginning: those that fit any of the selectors and nobody acknowledged
/// before. Selected by instance or cluster, detections stop being active too.
/// </summary>
/// <param name="Owner">Who acknowledges.</param>
/// <param name="Comment">What they have to say.</param>
public sealed record AckRecovery(string Owner, string Comment) : Command
{
    /// <summary>Those of this instance; null selects none.</summary>
    public InstanceKey? Key { get; init; }

    /// <summary>Those of the cluster with this name; null selects none.</summary>
    public string? ClusterName { get; init; }

    /// <summary>Those of the cluster with this alias, which outlives a failover where the name does not; null selects none.</summary>
    public string? ClusterAlias { get; init; }

    /// <summary>That with this number; null selects none.</summary>
    public long? Id { get; init; }

    /// <summary>That with this identity; null selects none.</summary>
    public string? Uid { get; init; }

    /// <summary>All of them.</summary>
    public bool All { get; init; }
}
