using System.Globalization;
using Ham4db.Client.Cli.Arguments;
using Ham4db.Client.Contract;

namespace Ham4db.Client.Cli.Commands;

/// <summary>What was done, detected and recovered; newest first.</summary>
internal static class AuditCommands
{
    public static readonly IReadOnlyList<Command> All =
    [
        Entries("audit", "what was done by hand and by the service", "", [], (client, call, ct) => client.Audit.ListAsync(call.Page, ct)),
        Entries("audit-instance", "what was done to an instance", "db-1:3306", [Input.Instance], (client, call, ct) => client.Audit.ListOfInstanceAsync(call.Instance, call.Page, ct)),
        Recoveries("audit-recovery", "recoveries, with number and unique name", "", [], (client, call, ct) => client.Audit.RecoveriesAsync(call.Page, cancellationToken: ct)),
        Recoveries(
            "unacknowledged-recoveries", "recoveries that nobody has acknowledged", "", [], (client, call, ct) => client.Audit.RecoveriesAsync(call.Page, unacknowledgedOnly: true, ct)),
        Recoveries(
            "cluster-recoveries",
            "recoveries of one cluster, named exactly",
            "db-1:3306",
            [Input.ClusterName],
            (client, call, ct) => client.Audit.RecoveriesOfClusterAsync(call[Input.ClusterName], call.Page, ct)),
        Unpaged(Recoveries("audit-recovery-id", "one recovery, by its number", "12", [Input.Id], async (client, call, ct) =>
            ToList(await client.Audit.RecoveryAsync(call.Number(Input.Id), ct).ConfigureAwait(false)))),
        Unpaged(Recoveries("audit-recovery-uid", "one recovery, by its unique name", "1764075600000000000:3f2a", [Input.Uid], async (client, call, ct) =>
            ToList(await client.Audit.RecoveryByUidAsync(call[Input.Uid], ct).ConfigureAwait(false)))),
        new Command<IReadOnlyList<TopologyRecoveryStep>>
        {
            Name = "audit-recovery-steps",
            Group = CommandGroup.Audit,
            Summary = "what a recovery did, step by step",
            ExampleArguments = "1764075600000000000:3f2a",
            Required = [Input.Uid],
            Request = (client, call, ct) => client.Audit.RecoveryStepsAsync(call[Input.Uid], ct),
            Lines = steps => steps.Select(step => $"{step.AuditAt} {step.Message}"),
            Json = WireJson.Default.IReadOnlyListTopologyRecoveryStep,
        },
        Unpaged(Recoveries(
            "active-recoveries", "recoveries of one cluster, named exactly, that run now", "db-1:3306", [Input.ClusterName], (client, call, ct) => client.Recovery.ActiveAsync(call[Input.ClusterName], ct))),
        Unpaged(Recoveries(
            "recent-recoveries",
            "recoveries of one cluster, named exactly, that keep the next one from beginning",
            "db-1:3306",
            [Input.ClusterName],
            (client, call, ct) => client.Recovery.RecentlyActiveAsync(call[Input.ClusterName], ct))),
        Unpaged(Recoveries(
            "recent-promotions",
            "recoveries of the last minutes that promoted an instance",
            "db-2:3306",
            [Input.Instance],
            (client, call, ct) => client.Recovery.RecentlyPromotedAsync(call.Instance, ct))),
        new Command<IReadOnlyList<BlockedTopologyRecovery>>
        {
            Name = "blocked-recoveries",
            Group = CommandGroup.Audit,
            Summary = "recoveries that did not begin because of another one, in one cluster, named exactly, or in all",
            ExampleArguments = "",
            Optional = [Input.ClusterFilter],
            Request = (client, call, ct) => client.Recovery.BlockedAsync(call.Find(Input.ClusterFilter), ct),
            Lines = blocked => blocked.Select(each => string.Create(
                CultureInfo.InvariantCulture,
                $"{each.LastBlockedTimestamp} {each.FailedInstanceKey} (cluster {each.ClusterName}): {each.Analysis}, blocked by recovery {each.BlockingRecoveryId}")),
            Json = WireJson.Default.IReadOnlyListBlockedTopologyRecovery,
        },
        Detections("audit-failure-detection", "detected failures", "", [], (client, call, ct) => client.Audit.FailureDetectionsAsync(call.Page, ct)),
        Unpaged(Detections("audit-failure-detection-id", "one detected failure, by its number", "12", [Input.Id], async (client, call, ct) =>
            ToList(await client.Audit.FailureDetectionAsync(call.Number(Input.Id), ct).ConfigureAwait(false)))),
        new Command<IReadOnlyList<ReplicationAnalysisChangelog>>
        {
            Name = "replication-analysis-changelog",
            Group = CommandGroup.Audit,
            Summary = "how the analysis of each instance changed, time;analysis each",
            ExampleArguments = "",
            Request = (client, _, ct) => client.Recovery.AnalysisChangelogAsync(ct),
            Lines = changes => changes.Select(change => $"{change.AnalyzedInstanceKey}: {string.Join(' ', change.Changelog)}"),
            Json = WireJson.Default.IReadOnlyListReplicationAnalysisChangelog,
        },
    ];

    private static Command<IReadOnlyList<AuditEntry>> Entries(
        string name, string summary, string example, IReadOnlyList<Input> required, Func<IHam4dbClient, Call, CancellationToken, Task<IReadOnlyList<AuditEntry>>> request)
        => new()
        {
            Name = name,
            Group = CommandGroup.Audit,
            Summary = summary,
            ExampleArguments = example,
            Required = required,
            Optional = [Input.Page],
            Request = request,
            Lines = entries => entries.Select(entry => $"{entry.AuditTimestamp} {entry.AuditType} {entry.AuditInstanceKey}: {entry.Message}"),
            Json = WireJson.Default.IReadOnlyListAuditEntry,
        };

    private static Command<IReadOnlyList<TopologyRecovery>> Recoveries(
        string name,
        string summary,
        string example,
        IReadOnlyList<Input> required,
        Func<IHam4dbClient, Call, CancellationToken, Task<IReadOnlyList<TopologyRecovery>>> request)
        => new()
        {
            Name = name,
            Group = CommandGroup.Audit,
            Summary = summary,
            ExampleArguments = example,
            Required = required,
            Optional = [Input.Page],
            Request = request,
            Lines = recoveries => recoveries.Select(RecoveryLine),
            Json = WireJson.Default.IReadOnlyListTopologyRecovery,
        };

    private static Command<IReadOnlyList<TopologyRecovery>> Detections(
        string name,
        string summary,
        string example,
        IReadOnlyList<Input> required,
        Func<IHam4dbClient, Call, CancellationToken, Task<IReadOnlyList<TopologyRecovery>>> request)
        => Recoveries(name, summary, example, required, request) with { Lines = detections => detections.Select(Finding) };

    private static Command<IReadOnlyList<TopologyRecovery>> Unpaged(Command<IReadOnlyList<TopologyRecovery>> command) => command with { Optional = [] };

    private static IReadOnlyList<TopologyRecovery> ToList(TopologyRecovery? found) => found is null ? [] : [found];

    private static string RecoveryLine(TopologyRecovery recovery)
    {
        var outcome = recovery switch
        {
            { IsActive: true } => "in progress",
            { IsSuccessful: true, SuccessorKey: { } successor } => $"successor {successor}",
            { IsSuccessful: true } => "successful",
            _ => "failed",
        };
        var seen = recovery.Acknowledged ? $", acknowledged by {recovery.AcknowledgedBy}: {recovery.AcknowledgedComment}" : string.Empty;
        return $"{Finding(recovery)}, {outcome}{seen} [{recovery.UID}]";
    }

    private static string Finding(TopologyRecovery found)
        => string.Create(
            CultureInfo.InvariantCulture,
            $"{found.Id} {found.RecoveryStartTimestamp} {found.AnalysisEntry.AnalyzedInstanceKey} (cluster {found.AnalysisEntry.ClusterDetails.ClusterName}): {found.AnalysisEntry.Analysis}");
}
