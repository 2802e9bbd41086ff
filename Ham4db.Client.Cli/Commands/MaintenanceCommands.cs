using System.Globalization;
using Ham4db.Client.Cli.Arguments;
using Ham4db.Client.Contract;

namespace Ham4db.Client.Cli.Commands;

/// <summary>Maintenance: nobody else works on an instance.</summary>
internal static class MaintenanceCommands
{
    public static readonly IReadOnlyList<Command> All =
    [
        new Command<InstanceKey>
        {
            Name = "begin-maintenance",
            Group = CommandGroup.Downtime,
            Summary = "begins a maintenance: operations on the instance are refused to everybody else",
            ExampleArguments = "db-2:3306 \"schema change\"",
            Required = [Input.Instance, Input.Reason],
            Optional = [Input.Owner],
            IsChange = true,
            Request = (client, call, ct) => client.Maintenance.BeginAsync(call.Instance, call.Owner, call[Input.Reason], ct),
            Lines = Print.Key,
            Json = WireJson.Default.InstanceKey,
        },
        new Command<InstanceKey>
        {
            Name = "end-maintenance",
            Group = CommandGroup.Downtime,
            Summary = "ends a maintenance",
            ExampleArguments = "db-2:3306",
            Required = [Input.Instance],
            IsChange = true,
            Request = (client, call, ct) => client.Maintenance.EndAsync(call.Instance, ct),
            Lines = Print.Key,
            Json = WireJson.Default.InstanceKey,
        },
        new Command<long>
        {
            Name = "end-maintenance-id",
            Group = CommandGroup.Downtime,
            Summary = "ends a maintenance, by its number",
            ExampleArguments = "12",
            Required = [Input.Id],
            IsChange = true,
            Request = EndByIdAsync,
            Lines = id => [id.ToString(CultureInfo.InvariantCulture)],
            Json = WireJson.Default.Int64,
        },
        new Command<InstanceKey?>
        {
            Name = "in-maintenance",
            Group = CommandGroup.Downtime,
            Summary = "prints the instance when it is in maintenance",
            ExampleArguments = "db-2:3306",
            Required = [Input.Instance],
            Request = async (client, call, ct) => await client.Maintenance.IsActiveAsync(call.Instance, ct).ConfigureAwait(false) ? call.Instance : null,
            Lines = key => key is { } instance ? Print.Key(instance) : [],
            Json = WireJson.Default.NullableInstanceKey,
        },
        new Command<IReadOnlyList<Maintenance>>
        {
            Name = "maintenance",
            Group = CommandGroup.Downtime,
            Summary = "instances in maintenance, with number, owner and reason",
            ExampleArguments = "",
            Request = (client, _, ct) => client.Maintenance.ListAsync(ct),
            Lines = all => all.Select(each => string.Create(
                CultureInfo.InvariantCulture, $"{each.MaintenanceId} {each.Key} since {each.BeginTimestamp} by {each.Owner}: {each.Reason}")),
            Json = WireJson.Default.IReadOnlyListMaintenance,
        },
    ];

    private static async Task<long> EndByIdAsync(IHam4dbClient client, Call call, CancellationToken cancellationToken)
    {
        var id = call.Number(Input.Id);
        await client.Maintenance.EndByIdAsync(id, cancellationToken).ConfigureAwait(false);
        return id;
    }
}
