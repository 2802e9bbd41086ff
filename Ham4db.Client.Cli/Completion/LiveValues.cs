using Ham4db.Client.Cli.Arguments;

namespace Ham4db.Client.Cli.Completion;

/// <summary>Values that the service knows.</summary>
internal static class LiveValues
{
    /// <summary>Whether the service knows the values of a kind.</summary>
    public static bool Know(InputKind? kind) => kind is InputKind.Cluster or InputKind.Instance or InputKind.Instances or InputKind.Node;

    /// <summary>Asks for the values of a kind.</summary>
    public static async Task<IEnumerable<Candidate>> AskAsync(IHam4dbClient client, InputKind kind, CancellationToken cancellationToken)
    {
        switch (kind)
        {
            case InputKind.Cluster:
                var clusters = await client.Clusters.ListAsync(cancellationToken).ConfigureAwait(false);
                return clusters
                    .SelectMany(cluster => new[]
                    {
                        new Candidate(cluster.ClusterAlias, $"cluster {cluster.ClusterName}"),
                        new Candidate(cluster.ClusterName, cluster.ClusterAlias == cluster.ClusterName ? "cluster" : $"cluster {cluster.ClusterAlias}"),
                    })
                    .Where(candidate => candidate.Value.Length > 0)
                    .DistinctBy(candidate => candidate.Value);
            case InputKind.Node:
                var peers = await client.Raft.PeersAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
                return peers.Select(peer => new Candidate(peer));
            default:
                var instances = await client.Instances.ListAsync(cancellationToken).ConfigureAwait(false);
                return instances.Select(instance => new Candidate(instance.Key.ToString(), $"cluster {instance.ClusterName}"));
        }
    }
}
