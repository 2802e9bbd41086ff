using System.Collections.Immutable;
using Ham4db.Client.Contract;
using Ham4db.Server.Backend.Commands;

namespace Ham4db.Server.Backend.Decided;

/// <summary>What the commands about detections and recoveries mean.</summary>
internal static class RecoveryDecision
{
    private const string DetectionCounter = "failure_detection";
    private const string RecoveryCounter = "recovery";
    private const string StepCounter = "recovery_step";

    public static CommandResult Detect(DecisionDraft draft, RegisterFailureDetection register, DateTimeOffset submittedAt)
    {
        var key = register.Analysis.AnalyzedInstanceKey;
        var active = draft.State.Detections.Values.FirstOrDefault(held => held.IsActive(submittedAt)
            && held.Analysis.AnalyzedInstanceKey == key && held.Analysis.IsActionableRecovery == register.Analysis.IsActionableRecovery);
        if (active is not null)
        {
            return new CommandResult(CommandStatus.Conflict, [key]) { Id = active.Id };
        }

        var id = draft.Next(DetectionCounter);
        draft.PutDetection(new FailureDetection(
            id,
            ToStore(register.Analysis),
            register.Node,
            submittedAt,
            Decision.After(submittedAt, register.ActivePeriod),
            Decision.After(submittedAt, register.KeepFor)));
        DecidedPurge.LimitDetections(draft, submittedAt);
        return Decision.Applied(key) with { Id = id };
    }

    public static CommandResult Begin(DecisionDraft draft, WriteRecovery write, DateTimeOffset submittedAt)
    {
        var key = write.Analysis.AnalyzedInstanceKey;
        if (Find(draft.State, write.Uid) is { } same)
        {
            return Decision.Applied(same.Analysis.AnalyzedInstanceKey) with { Id = same.Id };
        }

        if (draft.State.Recoveries.Values.FirstOrDefault(held => held.IsActive(submittedAt) && held.Analysis.AnalyzedInstanceKey == key) is { } active)
        {
            return new CommandResult(CommandStatus.Conflict, [key]) { Id = active.Id };
        }

        var id = draft.Next(RecoveryCounter);
        draft.PutRecovery(new Recovery(
            id,
            write.Uid,
            ToStore(write.Analysis),
            write.Node,
            write.LastDetectionId,
            submittedAt,
            Decision.After(submittedAt, write.ActivePeriod),
            Decision.After(submittedAt, write.KeepFor)));
        DecidedPurge.LimitRecoveries(draft, submittedAt);
        return Decision.Applied(key) with { Id = id };
    }

    public static CommandResult Step(DecisionDraft draft, WriteRecoveryStep write, DateTimeOffset submittedAt)
    {
        var id = draft.Next(StepCounter);
        draft.PutRecoveryStep(id, new RecoveryStep(write.RecoveryUid, submittedAt, write.Message, Decision.After(submittedAt, write.KeepFor)));
        DecidedPurge.LimitRecoverySteps(draft);
        return Decision.Applied() with { Id = id };
    }

    public static CommandResult Resolve(DecisionDraft draft, ResolveRecovery resolve, DateTimeOffset submittedAt)
    {
        if (Find(draft.State, resolve.Uid) is not { } recovery)
        {
            return Decision.Applied();
        }

        draft.PutRecovery(recovery with { EndedAt = submittedAt, Resolution = resolve.Resolution });
        DecidedPurge.LimitRecoveries(draft, submittedAt);
        return Decision.Applied(recovery.Analysis.AnalyzedInstanceKey) with { Id = recovery.Id };
    }

    /// <returns>The instances whose recoveries were acknowledged, sorted.</returns>
    public static CommandResult Acknowledge(DecisionDraft draft, AckRecovery ack, DateTimeOffset submittedAt)
    {
        var acknowledgement = new RecoveryAcknowledgement(submittedAt, ack.Owner, ack.Comment);
        var selected = draft.State.Recoveries.Values.Where(held => held.Acknowledgement is null && Selects(ack, held)).ToImmutableArray();
        foreach (var recovery in selected)
        {
            draft.PutRecovery(recovery with { Acknowledgement = acknowledgement });
        }

        foreach (var detection in draft.State.Detections.Values.Where(held => held.IsActive(submittedAt) && Selects(ack, held.Analysis)).ToImmutableArray())
        {
            draft.PutDetection(detection with { ActiveUntil = submittedAt });
        }

        DecidedPurge.LimitRecoveries(draft, submittedAt);
        return Decision.Applied([.. selected.Select(recovery => recovery.Analysis.AnalyzedInstanceKey).Distinct().Order()]);
    }

    /// <summary>The list of replicas is in an analysis twice, for callers of old; it is stored once.</summary>
    private static ReplicationAnalysis ToStore(ReplicationAnalysis analysis) => analysis with { SlaveHosts = [] };

    private static bool Selects(AckRecovery ack, Recovery recovery)
        => ack.All || Selects(ack, recovery.Analysis) || ack.Id == recovery.Id || ack.Uid == recovery.Uid;

    /// <summary>Null equals none of what is compared: an analysis has no null in these places.</summary>
    private static bool Selects(AckRecovery ack, ReplicationAnalysis analysis)
        => ack.Key == analysis.AnalyzedInstanceKey
            || ack.ClusterName == analysis.ClusterDetails.ClusterName
            || ack.ClusterAlias == analysis.ClusterDetails.ClusterAlias;

    private static Recovery? Find(DecidedState state, string uid) => state.Recoveries.Values.FirstOrDefault(held => held.Uid == uid);
}
