using Ham4db.Client.Cli.Arguments;
using Ham4db.Client.Contract;

namespace Ham4db.Client.Cli.Commands;

/// <summary>Changes of the service's own nodes: who leads, who belongs, what they read again.</summary>
internal static class NodeCommands
{
    public static readonly IReadOnlyList<Command> All =
    [
        Change(
            "raft-elect-leader",
            "asks the leader to yield to the node whose host name holds a text; prints the text",
            "db-2",
            [Input.NodeHint],
            async (client, call, ct) =>
            {
                await client.Raft.YieldToHintAsync(call[Input.NodeHint], ct).ConfigureAwait(false);
                return call[Input.NodeHint];
            },
            Print.Text),
        Change("raft-yield", "asks the leader to yield to a node, by its raft address", "10.0.0.2:10008", [Input.Member], (client, call, ct) => client.Raft.YieldAsync(call[Input.Member], ct)),
        Change(
            "raft-add-peer", "adds a node to the raft cluster; prints its full address", "10.0.0.4:10008", [Input.Member],
            (client, call, ct) => client.Raft.AddPeerAsync(call[Input.Member], ct), Print.Text),
        Change(
            "raft-remove-peer", "removes a node from the raft cluster; prints its full address", "10.0.0.4:10008", [Input.Member],
            (client, call, ct) => client.Raft.RemovePeerAsync(call[Input.Member], ct), Print.Text)
            with { IsDestructive = true },
        OfNode("raft-snapshot", "makes a node, or the leader, take a snapshot of its state", (client, node, ct) => client.Raft.SnapshotAsync(node, ct)),
        Change("reelect", "makes the leader step down, so that the nodes elect again", "", [], (client, _, ct) => client.Nodes.ReelectAsync(ct)),
        Change(
            "grab-election", "makes a node lead at once, where nodes share one backend", "http://db-2:3000", [Input.Node],
            (client, call, ct) => client.Nodes.GrabElectionAsync(call.Node!, ct)),
        OfNode("reload-configuration", "makes a node, or the leader, read its configuration again", (client, node, ct) => client.Nodes.ReloadConfigurationAsync(node, ct)),
        OfNode("reset-hostname-resolve-cache", "makes a node, or the leader, forget the host names that it resolved", (client, node, ct) => client.Nodes.ResetHostnameCacheAsync(node, ct)),
        new Command<IReadOnlyDictionary<string, CachedHostname>>
        {
            Name = "hostname-resolve-cache",
            Group = CommandGroup.Raft,
            Summary = "host names that a node, or the leader, has resolved; name: resolved each",
            ExampleArguments = "",
            Optional = [Input.Node],
            Request = (client, call, ct) => client.Nodes.HostnameCacheAsync(call.Node, ct),
            Lines = names => names.OrderBy(name => name.Key, StringComparer.Ordinal).Select(name => $"{name.Key}: {name.Value.Object}"),
            Json = WireJson.Default.IReadOnlyDictionaryStringCachedHostname,
        },
    ];

    private static Command<string> OfNode(string name, string summary, Func<IHam4dbClient, Uri?, CancellationToken, Task> request)
        => Change(name, summary, "", [], (client, call, ct) => request(client, call.Node, ct)) with { Optional = [Input.Node] };

    private static Command<string> Change(
        string name, string summary, string example, IReadOnlyList<Input> required, Func<IHam4dbClient, Call, CancellationToken, Task> request)
        => Change(
            name,
            summary,
            example,
            required,
            async (client, call, ct) =>
            {
                await request(client, call, ct).ConfigureAwait(false);
                return name;
            },
            Print.Nothing);

    private static Command<string> Change(
        string name,
        string summary,
        string example,
        IReadOnlyList<Input> required,
        Func<IHam4dbClient, Call, CancellationToken, Task<string>> request,
        Func<string, IEnumerable<string>> lines)
        => new()
        {
            Name = name,
            Group = CommandGroup.Raft,
            Summary = summary,
            ExampleArguments = example,
            Required = required,
            IsChange = true,
            Request = request,
            Lines = lines,
            Json = WireJson.Default.String,
        };
}
