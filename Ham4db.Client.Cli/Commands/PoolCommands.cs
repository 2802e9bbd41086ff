using System.Globalization;
using Ham4db.Client.Cli.Arguments;
using Ham4db.Client.Contract;

namespace Ham4db.Client.Cli.Commands;

/// <summary>Pools of instances, and the stores where masters are published.</summary>
internal static class PoolCommands
{
    public static readonly IReadOnlyList<Command> All =
    [
        new Command<IReadOnlyList<KVPair>>
        {
            Name = "submit-masters-to-kv-stores",
            Group = CommandGroup.Pools,
            Summary = "publishes the master of a cluster, or of all, in the key-value stores; key:value each",
            ExampleArguments = "mycluster",
            Optional = [Input.ClusterFilterByAlias],
            IsChange = true,
            Request = (client, call, ct) => client.Kv.SubmitMastersAsync(call.Find(Input.ClusterFilterByAlias), ct),
            Lines = pairs => pairs.Select(pair => $"{pair.Key}:{pair.Value}"),
            Json = WireJson.Default.IReadOnlyListKVPair,
        },
        new Command<string>
        {
            Name = "submit-pool-instances",
            Group = CommandGroup.Pools,
            Summary = "says which instances a pool has; those it had before are replaced",
            ExampleArguments = "db-2:3306,db-3:3306 reports",
            Required = [Input.Instances, Input.Pool],
            IsChange = true,
            Request = SubmitAsync,
            Lines = Print.Text,
            Json = WireJson.Default.String,
        },
        new Command<IReadOnlyList<Instance>>
        {
            Name = "which-heuristic-cluster-pool-instances",
            Group = CommandGroup.Pools,
            Summary = "instances of a cluster that are in a pool, or in any, and fit for use",
            ExampleArguments = "mycluster reports",
            Required = [Input.Cluster],
            Optional = [Input.Pool],
            Request = (client, call, ct) => client.Pools.InstancesAsync(call.Cluster, call.Find(Input.Pool), ct),
            Lines = Print.Keys,
            Json = WireJson.Default.IReadOnlyListInstance,
        },
        new Command<IReadOnlyDictionary<string, IReadOnlyList<InstanceKey>>>
        {
            Name = "cluster-pool-instances",
            Group = CommandGroup.Pools,
            Summary = "pools of a cluster, named exactly, and what is in them; pool host:port each",
            ExampleArguments = "db-1:3306",
            Required = [Input.ClusterName],
            Optional = [Input.Pool],
            Request = (client, call, ct) => client.Pools.ListAsync(call[Input.ClusterName], call.Find(Input.Pool), ct),
            Lines = pools => pools.SelectMany(pool => pool.Value.Select(key => $"{pool.Key} {key}")),
            Json = WireJson.Default.IReadOnlyDictionaryStringIReadOnlyListInstanceKey,
        },
        new Command<long>
        {
            Name = "heuristic-cluster-pool-lag",
            Group = CommandGroup.Pools,
            Summary = "seconds by which the slowest instance of a cluster's pool lags",
            ExampleArguments = "mycluster reports",
            Required = [Input.Cluster],
            Optional = [Input.Pool],
            Request = async (client, call, ct) => (long)(await client.Pools.LagAsync(call.Cluster, call.Find(Input.Pool), ct).ConfigureAwait(false)).TotalSeconds,
            Lines = seconds => [seconds.ToString(CultureInfo.InvariantCulture)],
            Json = WireJson.Default.Int64,
        },
    ];

    private static async Task<string> SubmitAsync(IHam4dbClient client, Call call, CancellationToken cancellationToken)
    {
        await client.Pools.SubmitAsync(call[Input.Pool], call.Instances, cancellationToken).ConfigureAwait(false);
        return call[Input.Pool];
    }
}
