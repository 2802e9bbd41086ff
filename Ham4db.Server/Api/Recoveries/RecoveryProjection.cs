using Ham4db.Client.Contract;
using Ham4db.Server.Backend.Decided;
using Ham4db.Server.Topology;

namespace Ham4db.Server.Api.Recoveries;

/// <summary>Detections and recoveries as the API sends them.</summary>
internal static class RecoveryProjection
{
    public static TopologyRecovery ToWire(Recovery recovery, DateTimeOffset now)
    {
        var resolution = recovery.Resolution ?? new RecoveryResolution();
        return new TopologyRecovery
        {
            Id = recovery.Id,
            UID = recovery.Uid,
            AnalysisEntry = recovery.Analysis with { SlaveHosts = recovery.Analysis.Replicas },
            SuccessorKey = resolution.Successor,
            SuccessorAlias = resolution.SuccessorAlias,
            SuccessorBinlogCoordinates = resolution.SuccessorCoordinates,
            IsActive = recovery.IsActive(now),
            IsSuccessful = resolution.IsSuccessful,
            LostReplicas = resolution.LostReplicas,
            ParticipatingInstanceKeys = resolution.Participants,
            AllErrors = resolution.Errors,
            RecoveryStartTimestamp = WireTime.Rfc3339(recovery.StartedAt),
            RecoveryEndTimestamp = WireTime.Rfc3339(recovery.EndedAt),
            ProcessingNodeHostname = recovery.Node.Hostname,
            ProcessingNodeToken = recovery.Node.Token,
            Acknowledged = recovery.Acknowledgement is not null,
            AcknowledgedAt = WireTime.Rfc3339(recovery.Acknowledgement?.At),
            AcknowledgedBy = recovery.Acknowledgement?.By ?? string.Empty,
            AcknowledgedComment = recovery.Acknowledgement?.Comment ?? string.Empty,
            LastDetectionId = recovery.LastDetectionId,
            Type = resolution.Type,
            RecoveryType = resolution.RecoveryType,
        };
    }

    /// <param name="detection">The detection.</param>
    /// <param name="recoveryId">The recovery that it led to; 0 when there is none.</param>
    /// <param name="now">The moment to judge by whether it is active.</param>
    public static TopologyRecovery ToWire(FailureDetection detection, long recoveryId, DateTimeOffset now)
    {
        var detectedAt = WireTime.Rfc3339(detection.DetectedAt);
        return new TopologyRecovery
        {
            Id = detection.Id,
            AnalysisEntry = detection.Analysis with { SlaveHosts = detection.Analysis.Replicas, StartActivePeriod = detectedAt },
            IsActive = detection.IsActive(now),
            RecoveryStartTimestamp = detectedAt,
            ProcessingNodeHostname = detection.Node.Hostname,
            ProcessingNodeToken = detection.Node.Token,
            RelatedRecoveryId = recoveryId,
        };
    }

    public static TopologyRecoveryStep ToWire(long id, RecoveryStep step) => new()
    {
        Id = id,
        RecoveryUID = step.RecoveryUid,
        AuditAt = WireTime.Rfc3339(step.At),
        Message = step.Message,
    };
}
