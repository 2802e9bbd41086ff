namespace Ham4db.Client.Contract;

/// <summary>A recovery, or a detected failure where a list of detections is asked for. Names and order are those of the HTTP API.</summary>
public sealed record TopologyRecovery
{
    /// <summary>Its number, counted from 1; of the detection in a list of detections.</summary>
    public long Id { get; init; }

    /// <summary>Its identity over all nodes; empty for a detection.</summary>
    public string UID { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>What was found, as it was at that time.</summary>
    public ReplicationAnalysis AnalysisEntry { get; init => field = value ?? new ReplicationAnalysis(); } = new();

    /// <summary>The promoted instance; <see cref="InstanceKey.None"/> when there is none, null for a detection.</summary>
    public InstanceKey? SuccessorKey { get; init; }

    /// <summary>Display alias of the promoted instance; empty when it has none.</summary>
    public string SuccessorAlias { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>End of the promoted instance's binary log when it was promoted; null when unknown.</summary>
    public BinlogCoordinates? SuccessorBinlogCoordinates { get; init; }

    /// <summary>Whether it still keeps other recoveries of the cluster, or detections of the instance, from beginning.</summary>
    public bool IsActive { get; init; }

    /// <summary>Whether it ended well; false while it runs.</summary>
    public bool IsSuccessful { get; init; }

    /// <summary>Replicas that could not be kept.</summary>
    public IReadOnlyList<InstanceKey> LostReplicas { get; init => field = value ?? []; } = [];

    /// <summary>Instances that took part.</summary>
    public IReadOnlyList<InstanceKey> ParticipatingInstanceKeys { get; init => field = value ?? []; } = [];

    /// <summary>What went wrong; null for a detection.</summary>
    public IReadOnlyList<string>? AllErrors { get; init; }

    /// <summary>When it began, RFC 3339.</summary>
    public string RecoveryStartTimestamp { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>When it ended, RFC 3339; empty while it runs.</summary>
    public string RecoveryEndTimestamp { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Host name of the node that carried it out.</summary>
    public string ProcessingNodeHostname { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Token of that node's process.</summary>
    public string ProcessingNodeToken { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Whether somebody has acknowledged it.</summary>
    public bool Acknowledged { get; init; }

    /// <summary>When, RFC 3339; empty when nobody has.</summary>
    public string AcknowledgedAt { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Who; empty when nobody has.</summary>
    public string AcknowledgedBy { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>The comment given with it; empty when nobody has.</summary>
    public string AcknowledgedComment { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>The detection that led to it; 0 when there is none.</summary>
    public long LastDetectionId { get; init; }

    /// <summary>For a detection: the recovery that it led to; 0 when there is none.</summary>
    public long RelatedRecoveryId { get; init; }

    /// <summary><c>MasterRecovery</c>, <c>CoMasterRecovery</c>, <c>IntermediateMasterRecovery</c>, <c>ReplicationGroupMemberRecovery</c> or empty.</summary>
    public string Type { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary><c>NotMasterRecovery</c>, <c>MasterRecoveryGTID</c>, <c>MasterRecoveryPseudoGTID</c>, <c>MasterRecoveryBinlogServer</c> or empty.</summary>
    public string RecoveryType { get; init => field = value ?? string.Empty; } = string.Empty;
}
