using System.Net;
using Ham4db.Client;
using Ham4db.Client.Contract;

namespace Ham4db.Samples.DeployGate;

/// <summary>What one look at a cluster found.</summary>
/// <param name="Name">The cluster's exact name.</param>
/// <param name="Instances">Its instances.</param>
/// <param name="Obstacles">Why the command must not run now, a line each; empty when it may.</param>
internal sealed record ClusterLook(string Name, IReadOnlyList<Instance> Instances, IReadOnlyList<string> Obstacles)
{
    private const string NoProblem = "NoProblem";

    /// <summary>Looks once.</summary>
    /// <param name="client">The client to ask.</param>
    /// <param name="cluster">The cluster's name, alias, or one of its instances.</param>
    /// <param name="owner">Whose downtime excuses nothing: one that is left from an earlier run.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    /// <exception cref="Ham4dbException">A question was not answered, for example because the cluster is not known.</exception>
    public static async Task<ClusterLook> TakeAsync(IHam4dbClient client, string cluster, string owner, CancellationToken cancellationToken)
    {
        var name = (await client.Clusters.GetAsync(cluster, cancellationToken)).ClusterName;
        var instances = client.Clusters.InstancesAsync(name, cancellationToken);
        var analysis = AnalyzeAsync(client, name, cancellationToken);
        var recoveries = client.Recovery.ActiveAsync(name, cancellationToken);
        await Task.WhenAll(instances, analysis, recoveries);

        // Who is in downtime is expected to fail, and stops nobody.
        var excused = (await instances).Where(instance => instance.IsDowntimed && instance.DowntimeOwner != owner).Select(instance => instance.Key).ToHashSet();
        return new ClusterLook(
            name,
            await instances,
            [
                .. Recoveries(await recoveries),
                .. Roots(await instances),
                .. Troubles([.. (await instances).Where(instance => !excused.Contains(instance.Key))]),
                .. Findings((await analysis).Where(entry => !excused.Contains(entry.AnalyzedInstanceKey))),
            ]);
    }

    /// <summary>Recoveries that run, a line each.</summary>
    public static IEnumerable<string> Recoveries(IEnumerable<TopologyRecovery> active)
        => active.Select(recovery => $"a recovery of {recovery.AnalysisEntry.AnalyzedInstanceKey} ({recovery.AnalysisEntry.Analysis}) is running");

    private static IEnumerable<string> Roots(IReadOnlyList<Instance> instances)
        => instances.Any(instance => !instance.MasterKey.IsValid || instance.IsCoMaster) ? [] : ["no master is known"];

    private static IEnumerable<string> Troubles(IReadOnlyList<Instance> instances)
        => instances
            .Where(instance => instance.Problems.Count > 0 || !instance.IsLastCheckValid)
            .Select(instance => $"{instance.Key}: {string.Join(", ", instance.Problems.DefaultIfEmpty("last_check_invalid"))}");

    private static IEnumerable<string> Findings(IEnumerable<ReplicationAnalysis> analysis)
        => analysis.Where(entry => entry.Analysis is not (NoProblem or "")).Select(entry => $"{entry.AnalyzedInstanceKey}: {entry.Analysis}");

    private static async Task<IReadOnlyList<ReplicationAnalysis>> AnalyzeAsync(IHam4dbClient client, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await client.Recovery.AnalyzeAsync(name, cancellationToken);
        }
        catch (Ham4dbRejectedException rejected) when (rejected.StatusCode == HttpStatusCode.NotImplemented)
        {
            // A server without an analysis; the instances' own problems are what there is to go by.
            return [];
        }
    }
}
