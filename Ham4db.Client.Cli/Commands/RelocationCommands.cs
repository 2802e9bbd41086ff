using Ham4db.Client.Cli.Arguments;
using Ham4db.Client.Contract;

namespace Ham4db.Client.Cli.Commands;

/// <summary>Changes of who replicates from whom.</summary>
internal static class RelocationCommands
{
    private static readonly Command<Instance> TakeMaster = Place(
        "take-master",
        "makes an instance the master of its own master: the two change places",
        (client, key, ct) => client.Replication.TakeMasterAsync(key, ct),
        "enslave-master");

    public static readonly IReadOnlyList<Command> All =
    [
        Move("relocate", "puts an instance below another, by whichever means works", (client, key, to, ct) => client.Replication.RelocateAsync(key, to, ct)),
        MoveReplicas(
            "relocate-replicas", "puts the replicas of an instance below another", (client, key, to, pattern, ct) => client.Replication.RelocateReplicasAsync(key, to, pattern, ct)),
        Move("move-below", "puts an instance below its sibling, by binary log positions", (client, key, to, ct) => client.Replication.MoveBelowAsync(key, to, ct)),
        Move(
            "move-equivalent", "puts an instance below another that is known to be equal at some position", (client, key, to, ct) => client.Replication.MoveEquivalentAsync(key, to, ct)),
        Move("repoint", "points an instance to another master at the same position", (client, key, to, ct) => client.Replication.RepointAsync(key, to, ct)),
        Place("move-up", "puts an instance below the master of its master", (client, key, ct) => client.Replication.MoveUpAsync(key, ct)),
        LiftReplicas("move-up-replicas", "puts the replicas of an instance below its master", (client, key, pattern, ct) => client.Replication.MoveUpReplicasAsync(key, pattern, ct)),
        LiftReplicas("repoint-replicas", "points the replicas of an instance to it again", (client, key, pattern, ct) => client.Replication.RepointReplicasAsync(key, pattern, ct)),
        Place("take-siblings", "puts the siblings of an instance below it", (client, key, ct) => client.Replication.TakeSiblingsAsync(key, ct), "enslave-siblings"),
        TakeMaster with { IsDestructive = true },
        Place("make-co-master", "makes an instance and its master replicate from each other", (client, key, ct) => client.Replication.MakeCoMasterAsync(key, ct)),
        new Command<Instance>
        {
            Name = "make-master",
            Group = CommandGroup.Relocation,
            Summary = "makes an instance the master of its siblings, when their master is dead",
            ExampleArguments = "db-2:3306",
            Required = [Input.Instance],
            IsChange = true,
            IsDestructive = true,
            Request = (client, call, ct) => client.Replication.MakeMasterAsync(call.Instance, ct),
            Lines = Print.Key,
            Json = WireJson.Default.Instance,
        },
        Place("make-local-master", "puts an instance above its siblings and below the master of its master", (client, key, ct) => client.Replication.MakeLocalMasterAsync(key, ct)),
        Regroup("regroup-replicas", "picks the best replica of an instance and puts the others below it", (client, key, ct) => client.Replication.RegroupReplicasAsync(key, ct)),
        Regroup("regroup-replicas-bls", "the same among binlog servers", (client, key, ct) => client.Replication.RegroupReplicasBinlogServersAsync(key, ct)),
    ];

    /// <summary>One instance goes below another.</summary>
    internal static Command<Instance> Move(
        string name, string summary, Func<IHam4dbClient, InstanceKey, InstanceKey, CancellationToken, Task<Instance>> request, CommandGroup group = CommandGroup.Relocation)
        => new()
        {
            Name = name,
            Group = group,
            Summary = summary,
            ExampleArguments = "db-3:3306 db-2:3306",
            Required = [Input.Instance, Input.Destination],
            IsChange = true,
            Request = (client, call, ct) => request(client, call.Instance, call.Destination, ct),
            Lines = Print.BelowMaster,
            Json = WireJson.Default.Instance,
        };

    /// <summary>The replicas of one instance go below another.</summary>
    internal static Command<MovedReplicas> MoveReplicas(
        string name,
        string summary,
        Func<IHam4dbClient, InstanceKey, InstanceKey, string?, CancellationToken, Task<MovedReplicas>> request,
        CommandGroup group = CommandGroup.Relocation)
        => new()
        {
            Name = name,
            Group = group,
            Summary = summary,
            ExampleArguments = "db-1:3306 db-2:3306",
            Required = [Input.Instance, Input.Destination],
            Optional = [Input.Pattern],
            IsChange = true,
            Request = (client, call, ct) => request(client, call.Instance, call.Destination, call.Find(Input.Pattern), ct),
            Lines = Print.Moved,
            Warning = Print.NotMoved,
            Json = CliJson.Default.MovedReplicas,
        };

    /// <summary>The replicas of one instance go to a place that the server finds.</summary>
    internal static Command<MovedReplicas> LiftReplicas(
        string name,
        string summary,
        Func<IHam4dbClient, InstanceKey, string?, CancellationToken, Task<MovedReplicas>> request,
        CommandGroup group = CommandGroup.Relocation)
        => new()
        {
            Name = name,
            Group = group,
            Summary = summary,
            ExampleArguments = "db-2:3306",
            Required = [Input.Instance],
            Optional = [Input.Pattern],
            IsChange = true,
            Request = (client, call, ct) => request(client, call.Instance, call.Find(Input.Pattern), ct),
            Lines = Print.Moved,
            Warning = Print.NotMoved,
            Json = CliJson.Default.MovedReplicas,
        };

    /// <summary>One instance goes to a place that the server finds.</summary>
    internal static Command<Instance> Place(
        string name, string summary, Func<IHam4dbClient, InstanceKey, CancellationToken, Task<Instance>> request, params string[] otherNames)
        => new()
        {
            Name = name,
            OtherNames = otherNames,
            Group = CommandGroup.Relocation,
            Summary = summary,
            ExampleArguments = "db-3:3306",
            Required = [Input.Instance],
            IsChange = true,
            Request = (client, call, ct) => request(client, call.Instance, ct),
            Lines = Print.BelowMaster,
            Json = WireJson.Default.Instance,
        };

    /// <summary>One replica of an instance is put above the others.</summary>
    internal static Command<RegroupedReplicas> Regroup(
        string name,
        string summary,
        Func<IHam4dbClient, InstanceKey, CancellationToken, Task<RegroupedReplicas>> request,
        CommandGroup group = CommandGroup.Relocation)
        => new()
        {
            Name = name,
            Group = group,
            Summary = summary,
            ExampleArguments = "db-1:3306",
            Required = [Input.Instance],
            IsChange = true,
            Request = (client, call, ct) => request(client, call.Instance, ct),
            Lines = regrouped => Print.Key(regrouped.Promoted),
            Warning = regrouped => regrouped.Lost > 0 ? regrouped.Message : null,
            Json = CliJson.Default.RegroupedReplicas,
        };
}
