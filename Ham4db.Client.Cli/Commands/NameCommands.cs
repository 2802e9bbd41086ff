using Ham4db.Client.Cli.Arguments;
using Ham4db.Client.Contract;

namespace Ham4db.Client.Cli.Commands;

/// <summary>Host names of instances: resolving them, and names to use in their place.</summary>
internal static class NameCommands
{
    public static readonly IReadOnlyList<Command> All =
    [
        new Command<InstanceKey>
        {
            Name = "resolve",
            Group = CommandGroup.Instances,
            Summary = "host:port as the service resolves it; an error when nothing listens there",
            ExampleArguments = "db-2:3306",
            Required = [Input.Instance],
            Request = (client, call, ct) => client.Instances.ResolveAsync(call.Instance, ct),
            Lines = Print.Key,
            Json = WireJson.Default.InstanceKey,
        },
        new Command<InstanceKey>
        {
            Name = "register-hostname-unresolve",
            Group = CommandGroup.Instances,
            Summary = "gives an instance a virtual name, by which replicas are pointed to it",
            ExampleArguments = "db-2:3306 reports.example",
            Required = [Input.Instance, Input.Hostname],
            IsChange = true,
            Request = (client, call, ct) => client.Instances.RegisterVirtualNameAsync(call.Instance, call[Input.Hostname], ct),
            Lines = Print.Key,
            Json = WireJson.Default.InstanceKey,
        },
        new Command<InstanceKey>
        {
            Name = "deregister-hostname-unresolve",
            Group = CommandGroup.Instances,
            Summary = "takes the virtual name away",
            ExampleArguments = "db-2:3306",
            Required = [Input.Instance],
            IsChange = true,
            Request = (client, call, ct) => client.Instances.DeregisterVirtualNameAsync(call.Instance, ct),
            Lines = Print.Key,
            Json = WireJson.Default.InstanceKey,
        },
    ];
}
