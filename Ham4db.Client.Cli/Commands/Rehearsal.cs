using System.Text.Json;
using System.Text.Json.Nodes;
using Ham4db.Client.Cli.Arguments;
using Ham4db.Client.Cli.Output;
using Ham4db.Client.Contract;

namespace Ham4db.Client.Cli.Commands;

/// <summary>The question that a server offers before a change, of which it asks itself the same first.</summary>
/// <param name="Check">The question's name: that of its command.</param>
/// <param name="Ask">Asks it; false means that the change would be refused.</param>
internal sealed record Rehearsal(string Check, Func<IHam4dbClient, InstanceKey, InstanceKey, CancellationToken, Task<bool>> Ask)
{
    /// <summary>The rehearsal of a change.</summary>
    /// <exception cref="UsageException">The server offers none.</exception>
    public static Rehearsal Of(Command command) => command.Name switch
    {
        "relocate" or "repoint" or "move-below" or "match" => new("can-replicate-from", (client, key, to, ct) => client.Replication.CanReplicateFromAsync(key, to, ct)),
        "move-gtid" => new("can-replicate-from-gtid", (client, key, to, ct) => client.Replication.CanReplicateFromGtidAsync(key, to, ct)),
        _ => throw new UsageException($"the server has no dry run for {command.Name}; nothing was sent. Without --dry-run it is carried out"),
    };

    /// <summary>Asks, and says exactly what was asked and what not.</summary>
    public async Task<Answer> RunAsync(Command command, IHam4dbClient client, Call call, CancellationToken cancellationToken)
    {
        var (instance, destination) = (call.Instance, call.Destination);
        var passes = await Ask(client, instance, destination, cancellationToken).ConfigureAwait(false);
        return new Answer(
            [$"{instance} {(passes ? "can" : "cannot")} replicate from {destination}"],
            () => Write(command, passes),
            passes ? ExitCode.Done : ExitCode.Refused)
        {
            Warning = $"dry run: only {Check} was asked, one of the conditions of {command.Name}; whether the others hold is known when it is done. Nothing was changed",
        };
    }

    private string Write(Command command, bool passes) => JsonLine.Write(JsonSerializer.SerializeToElement(
        new JsonObject { ["Command"] = command.Name, [nameof(Check)] = Check, ["Passes"] = passes }, WireJson.Default.JsonNode));
}
