using Ham4db.Client.Cli.Arguments;
using Ham4db.Client.Contract;

namespace Ham4db.Client.Cli.Commands;

/// <summary>Downtime, and how much an instance is wanted as master.</summary>
internal static class DowntimeCommands
{
    public static readonly IReadOnlyList<Command> All =
    [
        new Command<InstanceKey>
        {
            Name = "begin-downtime",
            Group = CommandGroup.Downtime,
            Summary = "begins a downtime: failures of the instance are expected, and it is not recovered",
            ExampleArguments = "db-2:3306 \"disk exchange\" 30m",
            Required = [Input.Instance, Input.Reason],
            Optional = [Input.Duration, Input.Owner],
            IsChange = true,
            Request = (client, call, ct) => client.Downtime.BeginAsync(call.Instance, call.Owner, call[Input.Reason], call.Duration, ct),
            Lines = Print.Key,
            Json = WireJson.Default.InstanceKey,
        },
        new Command<InstanceKey>
        {
            Name = "end-downtime",
            Group = CommandGroup.Downtime,
            Summary = "ends a downtime",
            ExampleArguments = "db-2:3306",
            Required = [Input.Instance],
            IsChange = true,
            Request = (client, call, ct) => client.Downtime.EndAsync(call.Instance, ct),
            Lines = Print.Key,
            Json = WireJson.Default.InstanceKey,
        },
        new Command<IReadOnlyList<Instance>>
        {
            Name = "downtimed",
            Group = CommandGroup.Downtime,
            Summary = "instances in downtime, of one cluster or of all",
            ExampleArguments = "mycluster",
            Optional = [Input.ClusterFilter],
            Request = (client, call, ct) => client.Downtime.ListAsync(call.Find(Input.ClusterFilter), ct),
            Lines = Print.Keys,
            Json = WireJson.Default.IReadOnlyListInstance,
        },
        new Command<InstanceKey>
        {
            Name = "register-candidate",
            Group = CommandGroup.Downtime,
            Summary = "says how much an instance is wanted as the next master; expires on the server",
            ExampleArguments = "db-2:3306 prefer",
            Required = [Input.Instance, Input.PromotionRule],
            IsChange = true,
            Request = (client, call, ct) => client.Instances.RegisterCandidateAsync(call.Instance, call.PromotionRule, ct),
            Lines = Print.Key,
            Json = WireJson.Default.InstanceKey,
        },
    ];
}
