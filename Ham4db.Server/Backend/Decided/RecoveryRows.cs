using System.Text.Json;

namespace Ham4db.Server.Backend.Decided;

/// <summary>Detections, recoveries and their steps as rows.</summary>
internal static class RecoveryRows
{
    public static RowChange Detection(FailureDetection detection) => RowChange.Put(
        DecidedSchema.Detection,
        detection.Id,
        detection.Analysis.AnalyzedInstanceKey.Hostname,
        (long)detection.Analysis.AnalyzedInstanceKey.Port,
        detection.Analysis.ClusterDetails.ClusterName,
        detection.Analysis.Analysis,
        detection.Analysis.IsActionableRecovery ? 1L : 0L,
        StoredTime.ToText(detection.DetectedAt),
        StoredTime.ToText(detection.ActiveUntil),
        StoredTime.ToText(detection.KeptUntil),
        JsonSerializer.Serialize(detection, RecoveryJson.Default.FailureDetection));

    public static RowChange Recovery(Recovery recovery) => RowChange.Put(
        DecidedSchema.Recovery,
        recovery.Id,
        recovery.Uid,
        recovery.Analysis.AnalyzedInstanceKey.Hostname,
        (long)recovery.Analysis.AnalyzedInstanceKey.Port,
        recovery.Analysis.ClusterDetails.ClusterName,
        recovery.Analysis.Analysis,
        StoredTime.ToText(recovery.StartedAt),
        TimeOrNull(recovery.EndedAt),
        recovery.Resolution is { } resolution ? (resolution.IsSuccessful ? 1L : 0L) : null,
        StoredTime.ToText(recovery.ActiveUntil),
        TimeOrNull(recovery.Acknowledgement?.At),
        StoredTime.ToText(recovery.KeptUntil),
        JsonSerializer.Serialize(recovery, RecoveryJson.Default.Recovery));

    public static RowChange Step(long id, RecoveryStep step) => RowChange.Put(
        DecidedSchema.RecoveryStep, id, step.RecoveryUid, StoredTime.ToText(step.At), step.Message, StoredTime.ToText(step.KeptUntil));

    public static FailureDetection DetectionIn(StoredRow row)
        => row.Json(9, RecoveryJson.Default.FailureDetection) is { Analysis: not null, Node: not null } read && read.Id == row.Number(0)
            ? read
            : throw row.Unreadable(9);

    public static Recovery RecoveryIn(StoredRow row)
        => row.Json(12, RecoveryJson.Default.Recovery) is { Analysis: not null, Node: not null, Uid: not null } read && read.Id == row.Number(0)
            ? read
            : throw row.Unreadable(12);

    public static RecoveryStep StepIn(StoredRow row) => new(row.Text(1), row.Time(2), row.Text(3), row.Time(4));

    private static string? TimeOrNull(DateTimeOffset? time) => time is { } at ? StoredTime.ToText(at) : null;
}
