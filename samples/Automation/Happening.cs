using System.Globalization;
using Ham4db.Client.Contract;
using Ham4db.Client.Leadership;

namespace Ham4db.Samples.Automation;

/// <summary>Something that happened, as a hook is told of it.</summary>
/// <param name="Text">The happening in one line.</param>
/// <param name="Variables">The environment variables that tell a hook the rest.</param>
internal sealed record Happening(string Text, IReadOnlyDictionary<string, string> Variables)
{
    public static Happening LeaderChanged(Leader before, Leader now) => new(
        string.Create(CultureInfo.InvariantCulture, $"{now.Endpoint} leads in term {now.Term}, after {before.Endpoint} in term {before.Term}"),
        new Dictionary<string, string>
        {
            ["HAPPENING"] = "leader-changed",
            ["LEADER"] = now.Endpoint.ToString(),
            ["TERM"] = now.Term.ToString(CultureInfo.InvariantCulture),
        });

    public static Happening RecoveryBegan(TopologyRecovery recovery) => new(
        $"Recovery of {recovery.AnalysisEntry.AnalyzedInstanceKey} began: {recovery.AnalysisEntry.Analysis}", Of("recovery-began", recovery));

    public static Happening RecoveryEnded(TopologyRecovery recovery) => new(
        $"Recovery of {recovery.AnalysisEntry.AnalyzedInstanceKey} {(recovery.IsSuccessful ? $"ended, {recovery.SuccessorKey} took over" : "failed")}",
        Of(recovery.IsSuccessful ? "recovery-succeeded" : "recovery-failed", recovery));

    private static Dictionary<string, string> Of(string happening, TopologyRecovery recovery) => new()
    {
        ["HAPPENING"] = happening,
        ["RECOVERY"] = recovery.UID,
        ["CLUSTER"] = recovery.AnalysisEntry.ClusterDetails.ClusterName,
        ["ANALYSIS"] = recovery.AnalysisEntry.Analysis,
        ["FAILED"] = recovery.AnalysisEntry.AnalyzedInstanceKey.ToString(),
        ["SUCCESSOR"] = recovery.SuccessorKey is { IsValid: true } successor ? successor.ToString() : string.Empty,
    };
}
