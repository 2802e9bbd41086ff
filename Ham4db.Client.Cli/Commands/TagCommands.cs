using Ham4db.Client.Cli.Arguments;
using Ham4db.Client.Contract;

namespace Ham4db.Client.Cli.Commands;

/// <summary>Tags on instances.</summary>
internal static class TagCommands
{
    public static readonly IReadOnlyList<Command> All =
    [
        new Command<IReadOnlyList<string>>
        {
            Name = "tags",
            Group = CommandGroup.Tags,
            Summary = "tags of an instance, name=value each",
            ExampleArguments = "db-2:3306",
            Required = [Input.Instance],
            Request = (client, call, ct) => client.Tags.ListAsync(call.Instance, ct),
            Lines = Print.Texts,
            Table = Tables.Tags,
            Json = WireJson.Default.IReadOnlyListString,
        },
        new Command<string>
        {
            Name = "tag-value",
            Group = CommandGroup.Tags,
            Summary = "value of an instance's tag",
            ExampleArguments = "db-2:3306 role",
            Required = [Input.Instance, Input.Tag],
            Request = (client, call, ct) => client.Tags.ValueAsync(call.Instance, call[Input.Tag], ct),
            Lines = Print.Text,
            Json = WireJson.Default.String,
        },
        new Command<IReadOnlyList<InstanceKey>>
        {
            Name = "tagged",
            Group = CommandGroup.Tags,
            Summary = "instances that have all tags of a comma separated list; ~name negates",
            ExampleArguments = "role=backup",
            Required = [Input.Tag],
            Request = (client, call, ct) => client.Tags.FindAsync(call[Input.Tag], ct),
            Lines = Print.Keys,
            Json = WireJson.Default.IReadOnlyListInstanceKey,
        },
        new Command<InstanceKey>
        {
            Name = "tag",
            Group = CommandGroup.Tags,
            Summary = "sets a tag on an instance",
            ExampleArguments = "db-2:3306 role=backup",
            Required = [Input.Instance, Input.Tag],
            IsChange = true,
            Request = (client, call, ct) => client.Tags.SetAsync(call.Instance, call[Input.Tag], ct),
            Lines = Print.Key,
            Json = WireJson.Default.InstanceKey,
        },
        new Command<IReadOnlyList<InstanceKey>>
        {
            Name = "untag",
            Group = CommandGroup.Tags,
            Summary = "removes a tag from an instance; with a value, only when it has that value",
            ExampleArguments = "db-2:3306 role",
            Required = [Input.Instance, Input.Tag],
            IsChange = true,
            Request = (client, call, ct) => client.Tags.RemoveAsync(call.Instance, call[Input.Tag], ct),
            Lines = Print.Keys,
            Json = WireJson.Default.IReadOnlyListInstanceKey,
        },
        new Command<IReadOnlyList<InstanceKey>>
        {
            Name = "untag-all",
            Group = CommandGroup.Tags,
            Summary = "removes a tag with this value from every instance",
            ExampleArguments = "role=backup",
            Required = [Input.Tag],
            IsChange = true,
            Request = (client, call, ct) => client.Tags.RemoveEverywhereAsync(call[Input.Tag], ct),
            Lines = Print.Keys,
            Json = WireJson.Default.IReadOnlyListInstanceKey,
        },
    ];
}
