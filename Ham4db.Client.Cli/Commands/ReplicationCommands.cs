using System.Globalization;
using Ham4db.Client.Cli.Arguments;
using Ham4db.Client.Contract;

namespace Ham4db.Client.Cli.Commands;

/// <summary>Replication of one instance: threads, semi-sync, read_only.</summary>
internal static class ReplicationCommands
{
    public static readonly IReadOnlyList<Command> All =
    [
        Control("stop-replica", "stops replication", (client, key, ct) => client.Replication.StopAsync(key, ct)),
        Control("stop-replica-nice", "stops replication where nothing received is left to apply", (client, key, ct) => client.Replication.StopNicelyAsync(key, ct)),
        Control("start-replica", "starts replication", (client, key, ct) => client.Replication.StartAsync(key, ct)),
        Control("restart-replica", "stops and starts replication", (client, key, ct) => client.Replication.RestartAsync(key, ct)),
        Destructive("reset-replica", "makes an instance forget its master and position", (client, key, ct) => client.Replication.ResetAsync(key, ct)),
        Control("detach-replica", "breaks replication so that reattach-replica can mend it", (client, key, ct) => client.Replication.DetachAsync(key, ct), "detach-replica-master-host"),
        Control("reattach-replica", "mends what detach-replica broke", (client, key, ct) => client.Replication.ReattachAsync(key, ct), "reattach-replica-master-host"),
        Destructive("skip-query", "skips the statement that replication stopped at", (client, key, ct) => client.Replication.SkipQueryAsync(key, ct)),
        new Command<long>
        {
            Name = "delay-replication",
            Group = CommandGroup.Replication,
            Summary = "keeps a replica that many seconds behind its master; 0 ends it",
            ExampleArguments = "db-3:3306 3600",
            Required = [Input.Instance, Input.Seconds],
            IsChange = true,
            Request = DelayAsync,
            Lines = seconds => [seconds.ToString(CultureInfo.InvariantCulture)],
            Json = WireJson.Default.Int64,
        },
        Control("enable-semi-sync-master", "turns semi-synchronous replication on, on the master's side", (client, key, ct) => client.Replication.EnableSemiSyncMasterAsync(key, ct)),
        Control("disable-semi-sync-master", "turns it off", (client, key, ct) => client.Replication.DisableSemiSyncMasterAsync(key, ct)),
        Control("enable-semi-sync-replica", "turns semi-synchronous replication on, on the replica's side", (client, key, ct) => client.Replication.EnableSemiSyncReplicaAsync(key, ct)),
        Control("disable-semi-sync-replica", "turns it off", (client, key, ct) => client.Replication.DisableSemiSyncReplicaAsync(key, ct)),
        Control("set-read-only", "makes an instance read-only", (client, key, ct) => client.Replication.SetReadOnlyAsync(key, ct)),
        Control("set-writeable", "makes an instance writable", (client, key, ct) => client.Replication.SetWriteableAsync(key, ct)),
        Control("change-master-credentials", "gives a replica its replication user and password again", (client, key, ct) => client.Replication.ReapplyCredentialsAsync(key, ct)),
        new Command<Instance>
        {
            Name = "kill-query",
            Group = CommandGroup.Replication,
            Summary = "kills a process of an instance, by its number in the process list",
            ExampleArguments = "db-1:3306 4711",
            Required = [Input.Instance, Input.Process],
            IsChange = true,
            IsDestructive = true,
            Request = (client, call, ct) => client.Replication.KillQueryAsync(call.Instance, call.Number(Input.Process), ct),
            Lines = Print.Key,
            Json = WireJson.Default.Instance,
        },
        new Command<IReadOnlyList<string>>
        {
            Name = "restart-replica-statements",
            Group = CommandGroup.Replication,
            Summary = "statements that stop replication, run yours, and start it as it was; one a line, nothing is run",
            ExampleArguments = "db-2:3306 \"SET GLOBAL read_only = 1\"",
            Required = [Input.Instance, Input.Query],
            Request = (client, call, ct) => client.Replication.RestartStatementsAsync(call.Instance, call[Input.Query], ct),
            Lines = Print.Texts,
            Json = WireJson.Default.IReadOnlyListString,
        },
        Verdict(
            "can-replicate-from",
            "prints the destination when the instance could replicate from it; a refusal says why",
            CommandGroup.Replication,
            (client, key, from, ct) => client.Replication.CanReplicateFromAsync(key, from, ct),
            "repl-can-replicate-from"),
    ];

    /// <summary>A change of one instance that prints it.</summary>
    internal static Command<Instance> Control(
        string name, string summary, Func<IHam4dbClient, InstanceKey, CancellationToken, Task<Instance>> request, params string[] otherNames)
        => new()
        {
            Name = name,
            OtherNames = otherNames,
            Group = CommandGroup.Replication,
            Summary = summary,
            ExampleArguments = "db-2:3306",
            Required = [Input.Instance],
            IsChange = true,
            Request = (client, call, ct) => request(client, call.Instance, ct),
            Lines = Print.Key,
            Json = WireJson.Default.Instance,
        };

    /// <summary>As the shell scripts: the destination for yes, nothing for no.</summary>
    internal static Command<InstanceKey?> Verdict(
        string name,
        string summary,
        CommandGroup group,
        Func<IHam4dbClient, InstanceKey, InstanceKey, CancellationToken, Task<bool>> request,
        params string[] otherNames)
        => new()
        {
            Name = name,
            OtherNames = otherNames,
            Group = group,
            Summary = summary,
            ExampleArguments = "db-3:3306 db-2:3306",
            Required = [Input.Instance, Input.Destination],
            Request = async (client, call, ct) => await request(client, call.Instance, call.Destination, ct).ConfigureAwait(false) ? call.Destination : null,
            Lines = from => from is { } key ? Print.Key(key) : [],
            Json = WireJson.Default.NullableInstanceKey,
        };

    private static Command<Instance> Destructive(string name, string summary, Func<IHam4dbClient, InstanceKey, CancellationToken, Task<Instance>> request)
        => Control(name, summary, request) with { IsDestructive = true };

    private static async Task<long> DelayAsync(IHam4dbClient client, Call call, CancellationToken cancellationToken)
    {
        var seconds = call.Number(Input.Seconds);
        await client.Replication.DelayAsync(call.Instance, TimeSpan.FromSeconds(seconds), cancellationToken).ConfigureAwait(false);
        return seconds;
    }
}
