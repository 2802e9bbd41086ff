using Ham4db.Client.Cli.Arguments;
using Ham4db.Client.Contract;

namespace Ham4db.Client.Cli.Commands;

/// <summary>Clusters and their masters.</summary>
internal static class ClusterCommands
{
    public static readonly IReadOnlyList<Command> All =
    [
        new Command<IReadOnlyList<ClusterInfo>>
        {
            Name = "clusters",
            Group = CommandGroup.Clusters,
            Summary = "names of all clusters",
            ExampleArguments = "",
            Request = (client, _, ct) => client.Clusters.ListAsync(ct),
            Lines = clusters => clusters.Select(cluster => cluster.ClusterName),
            Json = WireJson.Default.IReadOnlyListClusterInfo,
        },
        new Command<IReadOnlyList<ClusterInfo>>
        {
            Name = "clusters-alias",
            OtherNames = ["list-cluster-alias"],
            Group = CommandGroup.Clusters,
            Summary = "names and aliases of all clusters",
            ExampleArguments = "",
            Request = (client, _, ct) => client.Clusters.ListAsync(ct),
            Lines = clusters => clusters.Select(cluster => $"{cluster.ClusterName},{cluster.ClusterAlias}"),
            Json = WireJson.Default.IReadOnlyListClusterInfo,
        },
        OneCluster("which-cluster", "name of the cluster of an instance or alias", cluster => [cluster.ClusterName]),
        OneCluster("which-cluster-alias", "alias of the cluster of an instance or alias", cluster => [cluster.ClusterAlias]),
        new Command<Instance>
        {
            Name = "which-cluster-master",
            OtherNames = ["cluster-master"],
            Group = CommandGroup.Clusters,
            Summary = "cluster name of a cluster's master, as the scripts print it; with --output json the master itself",
            ExampleArguments = "mycluster",
            Required = [Input.Cluster],
            Request = (client, call, ct) => client.Clusters.MasterAsync(call.Cluster, ct),
            Lines = master => [master.ClusterName],
            Json = WireJson.Default.Instance,
        },
        new Command<IReadOnlyList<Instance>>
        {
            Name = "which-cluster-instances",
            OtherNames = ["list-cluster-instance"],
            Group = CommandGroup.Clusters,
            Summary = "instances of a cluster",
            ExampleArguments = "mycluster",
            Required = [Input.Cluster],
            Request = (client, call, ct) => client.Clusters.InstancesAsync(call.Cluster, ct),
            Lines = Print.Keys,
            Json = WireJson.Default.IReadOnlyListInstance,
        },
        SchemaChangeReplicas("which-cluster-osc-replicas", "replicas of a cluster whose lag an online schema change should watch", Print.Keys),
        SchemaChangeReplicas("which-cluster-osc-running-replicas", "those of them that replicate", replicas => Print.Keys([.. replicas.Where(IsRunning)])),
        new Command<IReadOnlyList<Instance>>
        {
            Name = "all-clusters-masters",
            Group = CommandGroup.Clusters,
            Summary = "writable master of each cluster",
            ExampleArguments = "",
            Request = (client, _, ct) => client.Clusters.MastersAsync(ct),
            Lines = Print.Keys,
            Json = WireJson.Default.IReadOnlyListInstance,
        },
        new Command<IReadOnlyList<Instance>>
        {
            Name = "dominant-dc",
            Group = CommandGroup.Clusters,
            Summary = "data center that most masters are in",
            ExampleArguments = "",
            Request = (client, _, ct) => client.Clusters.MastersAsync(ct),
            Lines = MostFrequentDataCenter,
            Json = WireJson.Default.IReadOnlyListInstance,
        },
        new Command<ClusterAlias>
        {
            Name = "set-cluster-alias",
            Group = CommandGroup.Clusters,
            Summary = "gives a cluster, named exactly, an alias that wins over a detected one; an empty one removes it",
            ExampleArguments = "db-1:3306 mycluster",
            Required = [Input.ClusterName, Input.Alias],
            IsChange = true,
            Request = SetAliasAsync,
            Lines = given => [$"{given.ClusterName},{given.Alias}"],
            Json = CliJson.Default.ClusterAlias,
        },
        new Command<string>
        {
            Name = "forget-cluster",
            Group = CommandGroup.Clusters,
            Summary = "forgets every instance of a cluster",
            ExampleArguments = "mycluster",
            Required = [Input.Cluster],
            IsChange = true,
            IsDestructive = true,
            Request = ForgetAsync,
            Lines = Print.Nothing,
            Json = WireJson.Default.String,
        },
    ];

    /// <summary>The scripts' <c>sort | uniq -c | sort -nr</c>: of equally frequent names the last one wins.</summary>
    internal static IEnumerable<string> MostFrequentDataCenter(IReadOnlyList<Instance> masters)
        => masters
            .GroupBy(master => master.DataCenter)
            .OrderByDescending(group => group.Count())
            .ThenByDescending(group => group.Key, StringComparer.Ordinal)
            .Take(1)
            .Select(group => group.Key);

    private static Command<ClusterInfo> OneCluster(string name, string summary, Func<ClusterInfo, IEnumerable<string>> lines)
        => new()
        {
            Name = name,
            Group = CommandGroup.Clusters,
            Summary = summary,
            ExampleArguments = "db-1:3306",
            Required = [Input.Cluster],
            Request = (client, call, ct) => client.Clusters.GetAsync(call.Cluster, ct),
            Lines = lines,
            Json = WireJson.Default.ClusterInfo,
        };

    private static Command<IReadOnlyList<Instance>> SchemaChangeReplicas(string name, string summary, Func<IReadOnlyList<Instance>, IEnumerable<string>> lines)
        => new()
        {
            Name = name,
            Group = CommandGroup.Clusters,
            Summary = summary,
            ExampleArguments = "mycluster",
            Required = [Input.Cluster],
            Request = (client, call, ct) => client.Clusters.SchemaChangeReplicasAsync(call.Cluster, ct),
            Lines = lines,
            Json = WireJson.Default.IReadOnlyListInstance,
        };

    private static bool IsRunning(Instance replica) => replica.ReplicationSQLThreadRuning && replica.ReplicationIOThreadRuning;

    private static async Task<ClusterAlias> SetAliasAsync(IHam4dbClient client, Call call, CancellationToken cancellationToken)
    {
        var (name, alias) = (call[Input.ClusterName], call[Input.Alias]);
        await client.Clusters.SetAliasAsync(name, alias, cancellationToken).ConfigureAwait(false);
        return new ClusterAlias(name, alias);
    }

    private static async Task<string> ForgetAsync(IHam4dbClient client, Call call, CancellationToken cancellationToken)
    {
        await client.Clusters.ForgetAsync(call.Cluster, cancellationToken).ConfigureAwait(false);
        return call.Cluster;
    }
}
