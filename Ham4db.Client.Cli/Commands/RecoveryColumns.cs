using Ham4db.Client.Cli.Output;
using Ham4db.Client.Contract;

namespace Ham4db.Client.Cli.Commands;

/// <summary>What tables say of recoveries and detections.</summary>
internal static class RecoveryColumns
{
    /// <summary>In a list.</summary>
    public static IReadOnlyList<Column<TopologyRecovery>> Listed =>
    [
        new("ID", recovery => Cells.Number(recovery.Id)) { IsNumber = true },
        new("CLUSTER", recovery => recovery.AnalysisEntry.ClusterDetails.ClusterName),
        new("ANALYSIS", recovery => recovery.AnalysisEntry.Analysis),
        new("FAILED", recovery => recovery.AnalysisEntry.AnalyzedInstanceKey.ToString()),
        new("SUCCESSOR", recovery => recovery.SuccessorKey is { Port: > 0 } successor ? successor.ToString() : string.Empty),
        new("RESULT", Result),
        new("BEGAN", recovery => recovery.RecoveryStartTimestamp),
        new("ENDED", recovery => recovery.RecoveryEndTimestamp),
        new("ACKNOWLEDGED", recovery => Cells.YesNo(recovery.Acknowledged)),
    ];

    /// <summary>Of one alone.</summary>
    public static IReadOnlyList<Column<TopologyRecovery>> Whole =>
    [
        .. Listed,
        new("UID", recovery => recovery.UID),
        new("TYPE", recovery => recovery.RecoveryType.Length > 0 ? recovery.RecoveryType : recovery.Type),
        new("LOST-REPLICAS", recovery => Cells.Keys(recovery.LostReplicas)),
        new("PARTICIPANTS", recovery => Cells.Keys(recovery.ParticipatingInstanceKeys)),
        new("ERRORS", recovery => string.Join("; ", recovery.AllErrors ?? [])),
        new("NODE", recovery => recovery.ProcessingNodeHostname),
        new("ACKNOWLEDGED-BY", recovery => recovery.AcknowledgedBy),
        new("COMMENT", recovery => recovery.AcknowledgedComment),
    ];

    private static string Result(TopologyRecovery recovery) => recovery switch
    {
        { IsSuccessful: true } => "recovered",
        { IsActive: true, RecoveryEndTimestamp: "" } => "running",
        _ => "failed",
    };
}
