using System.Globalization;
using Ham4db.Client.Cli.Arguments;
using Ham4db.Client.Contract;

namespace Ham4db.Client.Cli.Commands;

/// <summary>Acknowledging recoveries: the next one may begin, and somebody has seen this one.</summary>
internal static class AcknowledgementCommands
{
    public static readonly IReadOnlyList<Command> All =
    [
        Text(
            "ack-cluster-recoveries",
            "acknowledges the recoveries of a cluster, so that the next one may begin",
            "mycluster \"disk replaced\"",
            [Input.Cluster, Input.Reason],
            (client, call, ct) => client.Recovery.AcknowledgeClusterAsync(call.Cluster, call[Input.Reason], ct)),
        Text("ack-all-recoveries", "acknowledges every recovery", "\"disk replaced\"", [Input.Reason], AcknowledgeAllAsync),
        new Command<InstanceKey>
        {
            Name = "ack-instance-recoveries",
            Group = CommandGroup.Recovery,
            Summary = "acknowledges the recoveries of a failed instance",
            ExampleArguments = "db-1:3306 \"disk replaced\"",
            Required = [Input.Instance, Input.Reason],
            IsChange = true,
            Request = (client, call, ct) => client.Recovery.AcknowledgeInstanceAsync(call.Instance, call[Input.Reason], ct),
            Lines = Print.Key,
            Json = WireJson.Default.InstanceKey,
        },
        Text("ack-recovery", "acknowledges one recovery, by its number", "12 \"disk replaced\"", [Input.Id, Input.Reason], AcknowledgeAsync),
        Text("ack-recovery-uid", "acknowledges one recovery, by its unique name", "1764075600000000000:3f2a \"disk replaced\"", [Input.Uid, Input.Reason], AcknowledgeByUidAsync),
    ];

    private static Command<string> Text(
        string name, string summary, string example, IReadOnlyList<Input> required, Func<IHam4dbClient, Call, CancellationToken, Task<string>> request)
        => new()
        {
            Name = name,
            Group = CommandGroup.Recovery,
            Summary = summary,
            ExampleArguments = example,
            Required = required,
            IsChange = true,
            Request = request,
            Lines = Print.Text,
            Json = WireJson.Default.String,
        };

    private static async Task<string> AcknowledgeAllAsync(IHam4dbClient client, Call call, CancellationToken cancellationToken)
    {
        await client.Recovery.AcknowledgeAllAsync(call[Input.Reason], cancellationToken).ConfigureAwait(false);
        return call[Input.Reason];
    }

    private static async Task<string> AcknowledgeAsync(IHam4dbClient client, Call call, CancellationToken cancellationToken)
    {
        var id = call.Number(Input.Id);
        await client.Recovery.AcknowledgeAsync(id, call[Input.Reason], cancellationToken).ConfigureAwait(false);
        return id.ToString(CultureInfo.InvariantCulture);
    }

    private static async Task<string> AcknowledgeByUidAsync(IHam4dbClient client, Call call, CancellationToken cancellationToken)
    {
        await client.Recovery.AcknowledgeByUidAsync(call[Input.Uid], call[Input.Reason], cancellationToken).ConfigureAwait(false);
        return call[Input.Uid];
    }
}
