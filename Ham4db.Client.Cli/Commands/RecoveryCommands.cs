using Ham4db.Client.Cli.Arguments;
using Ham4db.Client.Contract;

namespace Ham4db.Client.Cli.Commands;

/// <summary>What is wrong, recovering from it, and moving masters.</summary>
internal static class RecoveryCommands
{
    public static readonly IReadOnlyList<Command> All =
    [
        Analyses("replication-analysis", "what is wrong with replication, in every cluster", "", [], (client, _, ct) => client.Recovery.AnalyzeAsync(cancellationToken: ct)),
        Analyses(
            "cluster-analysis", "the same in one cluster, named by its alias or name", "mycluster", [Input.Cluster], (client, call, ct) => client.Recovery.AnalyzeAsync(call.Cluster, ct)),
        Analyses("instance-analysis", "the same of one instance", "db-1:3306", [Input.Instance], AnalyzeInstanceAsync),
        Recover("recover", "recovers from the failure of an instance now, hooks included", (client, key, to, ct) => client.Recovery.RecoverAsync(key, to, cancellationToken: ct)),
        Recover("recover-lite", "recovers without hooks", (client, key, to, ct) => client.Recovery.RecoverLiteAsync(key, to, ct)),
        Takeover(
            "graceful-master-takeover",
            "moves a cluster's master to its replica, or to the one named, without loss; the old one stays stopped below it",
            (client, call, ct) => client.Recovery.GracefulMasterTakeoverAsync(call.Cluster, call.OptionalDestination, ct)),
        Takeover(
            "graceful-master-takeover-auto",
            "the same; picks the successor if need be, and starts replication on the old master",
            (client, call, ct) => client.Recovery.GracefulMasterTakeoverAutoAsync(call.Cluster, call.OptionalDestination, ct)),
        Takeover(
            "force-master-failover", "treats a cluster's master as dead and replaces it, whatever its state",
            (client, call, ct) => client.Recovery.ForceMasterFailoverAsync(call.Cluster, ct))
            with { ExampleArguments = "mycluster", Optional = [] },
        Takeover(
            "force-master-takeover", "the same, with the successor named",
            (client, call, ct) => client.Recovery.ForceMasterTakeoverAsync(call.Cluster, call.Destination, ct))
            with { Required = [Input.Cluster, Input.Destination], Optional = [] },
        .. AcknowledgementCommands.All,
        Switch("disable-global-recoveries", "ends automated recoveries everywhere until they are enabled again", "disabled", (client, ct) => client.Recovery.DisableGloballyAsync(ct)),
        Switch("enable-global-recoveries", "lets automated recoveries begin again", "enabled", (client, ct) => client.Recovery.EnableGloballyAsync(ct)),
        new Command<string>
        {
            Name = "check-global-recoveries",
            Group = CommandGroup.Recovery,
            Summary = "enabled or disabled",
            ExampleArguments = "",
            Request = async (client, _, ct) => await client.Recovery.IsEnabledGloballyAsync(ct).ConfigureAwait(false) ? "enabled" : "disabled",
            Lines = Print.Text,
            Json = WireJson.Default.String,
        },
        new Command<AutomatedRecoveryFilters>
        {
            Name = "automated-recovery-filters",
            Group = CommandGroup.Recovery,
            Summary = "which clusters are recovered on their own, and which hosts never, one filter a line",
            ExampleArguments = "",
            Request = (client, _, ct) => client.Recovery.FiltersAsync(ct),
            Lines = FilterLines,
            Json = WireJson.Default.AutomatedRecoveryFilters,
        },
    ];

    private static Command<IReadOnlyList<ReplicationAnalysis>> Analyses(
        string name,
        string summary,
        string example,
        IReadOnlyList<Input> required,
        Func<IHam4dbClient, Call, CancellationToken, Task<IReadOnlyList<ReplicationAnalysis>>> request)
        => new()
        {
            Name = name,
            Group = CommandGroup.Recovery,
            Summary = summary,
            ExampleArguments = example,
            Required = required,
            Request = request,
            Lines = analyses => analyses.Select(Line),
            Json = WireJson.Default.IReadOnlyListReplicationAnalysis,
        };

    private static Command<InstanceKey> Recover(
        string name, string summary, Func<IHam4dbClient, InstanceKey, InstanceKey?, CancellationToken, Task<InstanceKey>> request)
        => new()
        {
            Name = name,
            Group = CommandGroup.Recovery,
            Summary = summary,
            ExampleArguments = "db-1:3306",
            Required = [Input.Instance],
            Optional = [Input.Destination],
            IsChange = true,
            IsDestructive = true,
            Request = (client, call, ct) => request(client, call.Instance, call.OptionalDestination, ct),
            Lines = Print.Key,
            Json = WireJson.Default.InstanceKey,
        };

    private static Command<TopologyRecovery> Takeover(
        string name, string summary, Func<IHam4dbClient, Call, CancellationToken, Task<TopologyRecovery>> request)
        => new()
        {
            Name = name,
            Group = CommandGroup.Recovery,
            Summary = summary,
            ExampleArguments = "mycluster db-2:3306",
            Required = [Input.Cluster],
            Optional = [Input.Destination],
            IsChange = true,
            IsDestructive = true,
            Request = request,
            Lines = recovery => recovery.SuccessorKey is { } successor ? Print.Key(successor) : [],
            Warning = recovery => recovery.SuccessorKey is null ? $"{name}: the server reported success, but named no new master; look at the topology" : null,
            Json = WireJson.Default.TopologyRecovery,
        };

    private static Command<string> Switch(string name, string summary, string result, Func<IHam4dbClient, CancellationToken, Task> request)
        => new()
        {
            Name = name,
            Group = CommandGroup.Recovery,
            Summary = summary,
            ExampleArguments = "",
            IsChange = true,
            Request = async (client, _, ct) =>
            {
                await request(client, ct).ConfigureAwait(false);
                return result;
            },
            Lines = Print.Text,
            Json = WireJson.Default.String,
        };

    private static async Task<IReadOnlyList<ReplicationAnalysis>> AnalyzeInstanceAsync(IHam4dbClient client, Call call, CancellationToken cancellationToken)
        => await client.Recovery.AnalyzeInstanceAsync(call.Instance, cancellationToken).ConfigureAwait(false) is { } analysis ? [analysis] : [];

    private static string Line(ReplicationAnalysis analysis)
    {
        var finding = analysis is { Analysis: "NoProblem", StructureAnalysis: [var first, ..] } ? first : analysis.Analysis;
        return $"{analysis.AnalyzedInstanceKey} (cluster {analysis.ClusterDetails.ClusterName}): {finding}";
    }

    private static IEnumerable<string> FilterLines(AutomatedRecoveryFilters filters)
        => filters.RecoverMasterClusterFilters.Select(filter => $"master: {filter}")
            .Concat(filters.RecoverIntermediateMasterClusterFilters.Select(filter => $"intermediate master: {filter}"))
            .Concat(filters.RecoveryIgnoreHostnameFilters.Select(filter => $"ignored host: {filter}"));
}
