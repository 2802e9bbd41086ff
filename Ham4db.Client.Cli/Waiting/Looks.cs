using System.Net;
using Ham4db.Client.Contract;

namespace Ham4db.Client.Cli.Waiting;

/// <summary>What can be waited for: one look each.</summary>
internal static class Looks
{
    private const string NoProblem = "NoProblem";

    /// <summary>Whether a node leads.</summary>
    public static async Task<Look> AtLeaderAsync(IHam4dbClient client, CancellationToken cancellationToken)
    {
        var leader = await client.GetLeaderAsync(cancellationToken).ConfigureAwait(false);
        return new Look(leader.Endpoint.AbsoluteUri.TrimEnd('/'), []);
    }

    /// <summary>Whether a cluster has a master, no recovery runs, and nothing is wrong with an instance that is not in downtime.</summary>
    public static async Task<Look> AtHealthAsync(IHam4dbClient client, string cluster, CancellationToken cancellationToken)
    {
        var name = (await client.Clusters.GetAsync(cluster, cancellationToken).ConfigureAwait(false)).ClusterName;
        var (instances, analysis, recoveries) = (
            client.Clusters.InstancesAsync(name, cancellationToken), AnalyzeAsync(client, name, cancellationToken), client.Recovery.ActiveAsync(name, cancellationToken));
        await Task.WhenAll(instances, analysis, recoveries).ConfigureAwait(false);
        return Judge(
            cluster, await instances.ConfigureAwait(false), await analysis.ConfigureAwait(false), await recoveries.ConfigureAwait(false));
    }

    /// <summary>Whether no recovery runs in a cluster.</summary>
    public static async Task<Look> AtRecoveriesAsync(IHam4dbClient client, string cluster, CancellationToken cancellationToken)
    {
        var name = (await client.Clusters.GetAsync(cluster, cancellationToken).ConfigureAwait(false)).ClusterName;
        var recoveries = await client.Recovery.ActiveAsync(name, cancellationToken).ConfigureAwait(false);
        return new Look($"{cluster}: no recovery is running", [.. Running(recoveries)]);
    }

    /// <summary>Judges a cluster's health. Pure.</summary>
    internal static Look Judge(
        string cluster, IReadOnlyList<Instance> instances, IReadOnlyList<ReplicationAnalysis> analysis, IReadOnlyList<TopologyRecovery> recoveries)
    {
        var excused = instances.Where(instance => instance.IsDowntimed).Select(instance => instance.Key).ToHashSet();
        return new Look(
            $"{cluster} is healthy: {instances.Count} {(instances.Count == 1 ? "instance" : "instances")}",
            [
                .. Running(recoveries),
                .. instances.Any(instance => !instance.MasterKey.IsValid || instance.IsCoMaster) ? (string[])[] : ["no master is known"],
                .. instances
                    .Where(instance => !excused.Contains(instance.Key) && (instance.Problems.Count > 0 || !instance.IsLastCheckValid))
                    .Select(instance => $"{instance.Key}: {string.Join(", ", instance.Problems.DefaultIfEmpty("last_check_invalid"))}"),
                .. analysis
                    .Where(entry => entry.Analysis is not (NoProblem or "") && !excused.Contains(entry.AnalyzedInstanceKey))
                    .Select(entry => $"{entry.AnalyzedInstanceKey}: {entry.Analysis}"),
            ]);
    }

    private static IEnumerable<string> Running(IReadOnlyList<TopologyRecovery> recoveries)
        => recoveries.Select(recovery => $"a recovery of {recovery.AnalysisEntry.AnalyzedInstanceKey} ({recovery.AnalysisEntry.Analysis}) is running");

    private static async Task<IReadOnlyList<ReplicationAnalysis>> AnalyzeAsync(IHam4dbClient client, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await client.Recovery.AnalyzeAsync(name, cancellationToken).ConfigureAwait(false);
        }
        catch (Ham4dbRejectedException rejected) when (rejected.StatusCode == HttpStatusCode.NotImplemented)
        {
            // A server without an analysis; the instances' own problems are what there is to go by.
            return [];
        }
    }
}
