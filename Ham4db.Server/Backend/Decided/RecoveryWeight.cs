using Ham4db.Client.Contract;

namespace Ham4db.Server.Backend.Decided;

/// <summary>
/// About how many bytes a record takes in a snapshot. Counted from the record itself and not from its JSON, so that all nodes count the same,
/// whatever version each runs.
/// </summary>
internal static class RecoveryWeight
{
    /// <summary>Of the names and numbers of an analysis; long texts and lists come on top.</summary>
    private const int Analysis = 1_200;

    /// <summary>Of the columns and of the names in a document.</summary>
    private const int Record = 600;

    private const int Step = 150;
    private const int Key = 30;

    public static long Of(FailureDetection detection) => Record + Of(detection.Analysis);

    public static long Of(Recovery recovery)
        => Record + Of(recovery.Analysis) + recovery.Uid.Length + (recovery.Acknowledgement?.Comment.Length ?? 0)
            + (recovery.Resolution is { } resolution
                ? Of(resolution.LostReplicas) + Of(resolution.Participants) + resolution.Errors.Sum(error => (long)(error?.Length ?? 0))
                : 0);

    public static long Of(RecoveryStep step) => Step + step.RecoveryUid.Length + step.Message.Length;

    private static long Of(ReplicationAnalysis analysis)
        => Analysis + analysis.Description.Length + Of(analysis.Replicas);

    private static long Of(IReadOnlyList<InstanceKey> keys) => keys.Sum(key => (long)(Key + key.Hostname.Length));
}
