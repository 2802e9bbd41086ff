using Ham4db.Client.Cli.Arguments;
using Ham4db.Client.Cli.Output;
using Ham4db.Client.Contract;

namespace Ham4db.Client.Cli.Commands;

/// <summary>Drawings of clusters.</summary>
internal static class TopologyCommands
{
    public static readonly IReadOnlyList<Command> All =
    [
        Drawing("topology", "a cluster's replication tree", (client, call, ct) => client.Topology.DrawAsync(call.Cluster, ct)),
        Drawing("topology-tabulated", "the tree in columns separated by |", (client, call, ct) => client.Topology.DrawTabulatedAsync(call.Cluster, ct)),
        Drawing("topology-tags", "the tree with tags", (client, call, ct) => client.Topology.DrawWithTagsAsync(call.Cluster, ct), "topology-with-tag"),
        new Command<string>
        {
            Name = "snapshot-topologies",
            Group = CommandGroup.Topology,
            Summary = "stores who replicates from whom now, in the service's history",
            ExampleArguments = "",
            IsChange = true,
            Request = (client, _, ct) => client.Topology.SnapshotAsync(ct),
            Lines = Print.Text,
            Json = WireJson.Default.String,
        },
    ];

    private static Command<string> Drawing(
        string name, string summary, Func<IHam4dbClient, Call, CancellationToken, Task<string>> request, params string[] otherNames)
        => new()
        {
            Name = name,
            OtherNames = otherNames,
            Group = CommandGroup.Topology,
            Summary = summary,
            ExampleArguments = "mycluster",
            Required = [Input.Cluster],
            Request = request,
            Lines = Print.Text,
            Paint = TopologyColours.Paint,
            Json = WireJson.Default.String,
        };
}
