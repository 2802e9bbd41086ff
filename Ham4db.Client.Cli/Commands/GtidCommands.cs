using Ham4db.Client.Cli.Arguments;
using Ham4db.Client.Contract;

namespace Ham4db.Client.Cli.Commands;

/// <summary>GTID, pseudo-GTID, and binary logs.</summary>
internal static class GtidCommands
{
    public static readonly IReadOnlyList<Command> All =
    [
        RelocationCommands.Move("move-gtid", "puts an instance below another, by GTID only", (client, key, to, ct) => client.Replication.MoveBelowGtidAsync(key, to, ct), CommandGroup.Gtid)
            with { OtherNames = ["move-below-gtid"] },
        RelocationCommands.MoveReplicas(
            "move-replicas-gtid",
            "puts the replicas of an instance below another, by GTID only",
            (client, key, to, pattern, ct) => client.Replication.MoveReplicasGtidAsync(key, to, pattern, ct),
            CommandGroup.Gtid),
        RelocationCommands.Regroup(
            "regroup-replicas-gtid", "regroup-replicas, by GTID only", (client, key, ct) => client.Replication.RegroupReplicasGtidAsync(key, ct), CommandGroup.Gtid),
        RelocationCommands.Move("match", "puts an instance below another, by pseudo-GTID", (client, key, to, ct) => client.Replication.MatchBelowAsync(key, to, ct), CommandGroup.Gtid)
            with { OtherNames = ["match-below"] },
        RelocationCommands.Place("match-up", "puts an instance below the master of its master, by pseudo-GTID", (client, key, ct) => client.Replication.MatchUpAsync(key, ct))
            with { Group = CommandGroup.Gtid },
        RelocationCommands.MoveReplicas(
            "match-replicas",
            "puts the replicas of an instance below another, by pseudo-GTID",
            (client, key, to, pattern, ct) => client.Replication.MatchReplicasAsync(key, to, pattern, ct),
            CommandGroup.Gtid),
        RelocationCommands.LiftReplicas(
            "match-up-replicas",
            "puts the replicas of an instance below its master, by pseudo-GTID",
            (client, key, pattern, ct) => client.Replication.MatchUpReplicasAsync(key, pattern, ct),
            CommandGroup.Gtid),
        RelocationCommands.Regroup(
            "regroup-replicas-pgtid", "regroup-replicas, by pseudo-GTID", (client, key, ct) => client.Replication.RegroupReplicasPseudoGtidAsync(key, ct), CommandGroup.Gtid),
        Control("enable-gtid", "makes a replica replicate by GTID", (client, key, ct) => client.Replication.EnableGtidAsync(key, ct)),
        Control("disable-gtid", "makes a replica replicate by binary log positions", (client, key, ct) => client.Replication.DisableGtidAsync(key, ct)),
        ReplicationCommands.Verdict(
            "can-replicate-from-gtid",
            "can-replicate-from, by GTID",
            CommandGroup.Gtid,
            (client, key, from, ct) => client.Replication.CanReplicateFromGtidAsync(key, from, ct)),
        new Command<IReadOnlyList<string>>
        {
            Name = "locate-gtid-errant",
            Group = CommandGroup.Gtid,
            Summary = "binary logs of an instance that hold its errant transactions",
            ExampleArguments = "db-2:3306",
            Required = [Input.Instance],
            Request = (client, call, ct) => client.Replication.LocateErrantGtidAsync(call.Instance, ct),
            Lines = Print.Texts,
            Json = WireJson.Default.IReadOnlyListString,
        },
        Control("gtid-errant-reset-master", "removes errant transactions by removing the binary logs of an instance", (client, key, ct) => client.Replication.ErrantGtidResetMasterAsync(key, ct))
            with { IsDestructive = true },
        Control("gtid-errant-inject-empty", "makes errant transactions known everywhere, as empty ones on the master", (client, key, ct) => client.Replication.ErrantGtidInjectEmptyAsync(key, ct))
            with { IsDestructive = true },
        new Command<string>
        {
            Name = "last-pseudo-gtid",
            Group = CommandGroup.Gtid,
            Summary = "the last pseudo-GTID entry in the binary logs of an instance",
            ExampleArguments = "db-2:3306",
            Required = [Input.Instance],
            Request = (client, call, ct) => client.Replication.LastPseudoGtidAsync(call.Instance, ct),
            Lines = Print.Text,
            Json = WireJson.Default.String,
        },
        new Command<IReadOnlyList<InstanceBinlogCoordinates>>
        {
            Name = "master-equivalent",
            Group = CommandGroup.Gtid,
            Summary = "positions on other masters that are known to equal one of this instance, host:port log:position each",
            ExampleArguments = "db-1:3306 mysql-bin.000012 4711",
            Required = [Input.Instance, Input.Binlog, Input.Position],
            Request = (client, call, ct) => client.Replication.MasterEquivalentAsync(
                call.Instance, new BinlogCoordinates(call[Input.Binlog], call.Number(Input.Position), BinlogType.Binary), ct),
            Lines = found => found.Select(each => $"{each.Key} {each.Coordinates}"),
            Json = WireJson.Default.IReadOnlyListInstanceBinlogCoordinates,
        },
        Control("flush-binary-logs", "begins a new binary log", (client, key, ct) => client.Replication.FlushBinaryLogsAsync(key, ct)),
        new Command<Instance>
        {
            Name = "purge-binary-logs",
            Group = CommandGroup.Gtid,
            Summary = "removes the binary logs of an instance before one of them",
            ExampleArguments = "db-1:3306 mysql-bin.000012",
            Required = [Input.Instance, Input.Binlog],
            IsChange = true,
            IsDestructive = true,
            Request = (client, call, ct) => client.Replication.PurgeBinaryLogsAsync(call.Instance, call[Input.Binlog], cancellationToken: ct),
            Lines = Print.Key,
            Json = WireJson.Default.Instance,
        },
    ];

    private static Command<Instance> Control(string name, string summary, Func<IHam4dbClient, InstanceKey, CancellationToken, Task<Instance>> request)
        => ReplicationCommands.Control(name, summary, request) with { Group = CommandGroup.Gtid };
}
