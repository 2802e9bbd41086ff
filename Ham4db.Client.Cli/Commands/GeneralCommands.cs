using System.Text.Json;
using Ham4db.Client.Cli.Arguments;
using Ham4db.Client.Cli.Completion;
using Ham4db.Client.Cli.Doctor;
using Ham4db.Client.Cli.Output;
using Ham4db.Client.Cli.Waiting;
using Ham4db.Client.Cli.Watching;
using Ham4db.Client.Contract;

namespace Ham4db.Client.Cli.Commands;

/// <summary>The program itself, and whatever the API has.</summary>
internal static class GeneralCommands
{
    /// <summary>Answered by the program without a server.</summary>
    public static readonly Command Help = new Command<string>
    {
        Name = "help",
        Group = CommandGroup.General,
        Summary = "the commands, or one of them with its arguments",
        ExampleArguments = "topology",
        Optional = [Input.Topic],
        Request = (_, _, _) => throw new InvalidOperationException("Help needs no server."),
        Lines = Print.Text,
        Json = WireJson.Default.String,
    };

    private static readonly Input Shell = new("shell", string.Join('|', CompletionScript.Shells), null, InputKind.Text);

    public static readonly IReadOnlyList<Command> All =
    [
        Help,
        new Command<string>
        {
            Name = "which-api",
            Group = CommandGroup.General,
            Summary = "base address of the leader's API; of the one endpoint, unasked, when only one is configured",
            ExampleArguments = "-U \"http://db-1:3000 http://db-2:3000 http://db-3:3000\"",
            Request = WhichApiAsync,
            Lines = Print.Text,
            Json = WireJson.Default.String,
        },
        new ApiCommand
        {
            Name = "api",
            Group = CommandGroup.General,
            Summary = "calls any route of the API and prints its JSON",
            ExampleArguments = "cluster-info/mycluster",
            Required = [Input.Path],
            IsChange = true,
        },
        DoctorCommand.Command,
        WatchCommand.Command,
        WaitCommand.Command,
        ContextCommands.Contexts,
        Text("completion", "a script for the shell, which completes commands, options, clusters and instances", "bash", call => CompletionScript.For(call[Shell]), Shell),
        Text("man", "the manual page", "| man -l -", _ => ManPage.Write()),
    ];

    private static LocalCommand Text(string name, string summary, string example, Func<Call, string> text, params Input[] required)
        => new()
        {
            Name = name,
            Group = CommandGroup.General,
            Summary = summary,
            ExampleArguments = example,
            Required = required,
            Run = (place, _) =>
            {
                var written = text(place.Call).TrimEnd('\n');
                return Task.FromResult(new Answer([written], () => JsonLine.Write(JsonSerializer.SerializeToElement(written, WireJson.Default.String)), ExitCode.Done));
            },
        };

    private static async Task<string> WhichApiAsync(IHam4dbClient client, Call call, CancellationToken cancellationToken)
    {
        if (call.Endpoints is [var only])
        {
            return only.Url;
        }

        var leader = await client.GetLeaderAsync(cancellationToken).ConfigureAwait(false);
        return leader.Endpoint.AbsoluteUri.TrimEnd('/');
    }
}
