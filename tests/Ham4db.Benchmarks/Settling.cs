using System.Net;
using Ham4db.Testing;

namespace Ham4db.Benchmarks;

/// <summary>Waits until what was done to a cluster is over, so that one measurement does not pay for the one before.</summary>
internal static class Settling
{
    /// <summary>Waits until every node leads or follows, and a while longer.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="quiet">How long nothing is to happen then.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task WaitAsync(ServerCluster cluster, TimeSpan quiet, CancellationToken cancellationToken)
    {
        await Eventually.SeeAsync(
            "every node to be healthy",
            async token => await Task.WhenAll(cluster.Nodes.Select(node => node.GetStatusAsync("raft-health", token))),
            seen => seen.All(status => status == HttpStatusCode.OK),
            cancellationToken: cancellationToken);
        await Task.Delay(quiet, cancellationToken);
    }
}
