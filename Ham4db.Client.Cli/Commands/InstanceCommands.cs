using Ham4db.Client.Cli.Arguments;
using Ham4db.Client.Contract;

namespace Ham4db.Client.Cli.Commands;

/// <summary>Instances: looking them up, discovering and forgetting them.</summary>
internal static class InstanceCommands
{
    public static readonly IReadOnlyList<Command> All =
    [
        new Command<Instance>
        {
            Name = "discover",
            Group = CommandGroup.Instances,
            Summary = "probes an instance now, and from then on follows its topology",
            ExampleArguments = "db-1:3306",
            Required = [Input.Instance],
            IsChange = true,
            Request = (client, call, ct) => client.Instances.DiscoverAsync(call.Instance, ct),
            Lines = Print.Key,
            Json = WireJson.Default.Instance,
        },
        Change("async-discover", "queues an instance for discovery and returns at once", (client, key, ct) => client.Instances.DiscoverInBackgroundAsync(key, ct), Print.Key),
        Change("refresh", "probes a known instance again now", (client, key, ct) => client.Instances.RefreshAsync(key, ct), Print.Key),
        Change("forget", "forgets an instance", (client, key, ct) => client.Instances.ForgetAsync(key, ct), Print.Nothing),
        One("instance", "host:port of a known instance, spelt as the service knows it", Print.Key),
        One("which-instance", "the same as instance", Print.Key),
        One("which-master", "the instance that this one replicates from; :0 for a master", instance => [instance.MasterKey.ToString()], "instance-master-identify"),
        One("is-replicating", "prints the instance when both replication threads run", WhenThreadsAre(ReplicationThreadState.Running), "repl-is-replicating"),
        One("is-replication-stopped", "prints the instance when both replication threads are stopped", WhenThreadsAre(ReplicationThreadState.Stopped), "repl-is-replication-stopped"),
        One("which-gtid-errant", "transactions that the instance has and its master has not", instance => [instance.GtidErrant]),
        Replicas("which-replicas", "direct replicas of an instance", Print.Keys, "repl-list-replica"),
        Replicas("which-broken-replicas", "direct replicas that stopped with an error", replicas => Print.Keys([.. replicas.Where(IsBroken)])),
        new Command<IReadOnlyList<Instance>>
        {
            Name = "all-instances",
            Group = CommandGroup.Instances,
            Summary = "every known instance",
            ExampleArguments = "",
            Request = (client, _, ct) => client.Instances.ListAsync(ct),
            Lines = Print.Keys,
            Json = WireJson.Default.IReadOnlyListInstance,
        },
        new Command<IReadOnlyList<Instance>>
        {
            Name = "search",
            Group = CommandGroup.Instances,
            Summary = "instances whose host, cluster, version, alias, server id or port match a text",
            ExampleArguments = "db-1",
            Required = [Input.Text],
            Request = (client, call, ct) => client.Instances.SearchAsync(call[Input.Text], ct),
            Lines = Print.Keys,
            Json = WireJson.Default.IReadOnlyListInstance,
        },
        new Command<IReadOnlyList<Instance>>
        {
            Name = "problems",
            Group = CommandGroup.Instances,
            Summary = "instances that have a problem, and which; of one cluster, named exactly, or of all",
            ExampleArguments = "",
            Optional = [Input.ClusterFilter],
            Request = (client, call, ct) => client.Instances.ProblemsAsync(call.Find(Input.ClusterFilter), ct),
            Lines = instances => instances.Select(instance => $"{instance.Key} (cluster {instance.ClusterName}): {string.Join(',', instance.Problems)}"),
            Json = WireJson.Default.IReadOnlyListInstance,
        },
    ];

    private static Command<Instance> One(string name, string summary, Func<Instance, IEnumerable<string>> lines, params string[] otherNames)
        => new()
        {
            Name = name,
            OtherNames = otherNames,
            Group = CommandGroup.Instances,
            Summary = summary,
            ExampleArguments = "db-2:3306",
            Required = [Input.Instance],
            Request = (client, call, ct) => client.Instances.GetAsync(call.Instance, ct),
            Lines = lines,
            Json = WireJson.Default.Instance,
        };

    private static Command<IReadOnlyList<Instance>> Replicas(
        string name, string summary, Func<IReadOnlyList<Instance>, IEnumerable<string>> lines, params string[] otherNames)
        => new()
        {
            Name = name,
            OtherNames = otherNames,
            Group = CommandGroup.Instances,
            Summary = summary,
            ExampleArguments = "db-1:3306",
            Required = [Input.Instance],
            Request = (client, call, ct) => client.Instances.ReplicasAsync(call.Instance, ct),
            Lines = lines,
            Json = WireJson.Default.IReadOnlyListInstance,
        };

    private static Command<InstanceKey> Change(
        string name,
        string summary,
        Func<IHam4dbClient, InstanceKey, CancellationToken, Task<InstanceKey>> request,
        Func<InstanceKey, IEnumerable<string>> lines)
        => new()
        {
            Name = name,
            Group = CommandGroup.Instances,
            Summary = summary,
            ExampleArguments = "db-1:3306",
            Required = [Input.Instance],
            IsChange = true,
            Request = (client, call, ct) => request(client, call.Instance, ct),
            Lines = lines,
            Json = WireJson.Default.InstanceKey,
        };

    private static Func<Instance, IEnumerable<string>> WhenThreadsAre(ReplicationThreadState state)
        => instance => instance.ReplicationSQLThreadState == state && instance.ReplicationIOThreadState == state ? Print.Key(instance) : [];

    private static bool IsBroken(Instance replica)
        => (!replica.ReplicationSQLThreadRuning || !replica.ReplicationIOThreadRuning)
            && (replica.LastSQLError.Length > 0 || replica.LastIOError.Length > 0);
}
