using System.Text.Json;
using Ham4db.Client.Cli.Commands;
using Ham4db.Client.Cli.Output;

namespace Ham4db.Client.Cli.Doctor;

/// <summary>Examines every endpoint, and tells what contradicts what.</summary>
internal static class DoctorCommand
{
    private static readonly TimeSpan BeforeSecondLook = TimeSpan.FromSeconds(1);

    public static readonly Command Command = new LastingCommand
    {
        Name = "doctor",
        Group = CommandGroup.General,
        Summary = "examines every endpoint, and says what is wrong with them and what to do; --timeout bounds a node, default 5s",
        ExampleArguments = "-U \"http://db-1:3000 http://db-2:3000 http://db-3:3000\"",
        DefaultTimeout = TimeSpan.FromSeconds(5),
        Run = RunAsync,
    };

    private static async Task<int> RunAsync(Watchpost post, CancellationToken cancellationToken)
    {
        var (nodes, diagnosis) = await LookAsync(post, cancellationToken).ConfigureAwait(false);
        if (diagnosis.MayPass)
        {
            // What a change of leader looks like while it is under way is gone a moment later.
            await Task.Delay(BeforeSecondLook, post.Clock, cancellationToken).ConfigureAwait(false);
            (nodes, diagnosis) = await LookAsync(post, cancellationToken).ConfigureAwait(false);
        }

        post.Print(post.IsJson
            ? JsonLine.Write(JsonSerializer.SerializeToElement(ReportDocument.Of(nodes, diagnosis), DoctorJson.Default.ReportDocument)) + "\n"
            : Report.Write(nodes, diagnosis, post.Clock.GetUtcNow(), post.Terminal));
        return diagnosis.ExitCode;
    }

    private static async Task<(IReadOnlyList<NodeFacts> Nodes, Diagnosis Diagnosis)> LookAsync(Watchpost post, CancellationToken cancellationToken)
    {
        var (server, options) = (post.Server, post.Server.ToOptions());
        var nodes = await Task.WhenAll(server.Endpoints.Select(endpoint => Examination.RunAsync(endpoint, options, server.Timeout, post.Clock, cancellationToken)))
            .ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        var diagnosis = Diagnosis.Of(nodes, !string.IsNullOrEmpty(options.User) || !string.IsNullOrEmpty(options.AccessToken) || !string.IsNullOrEmpty(options.UserHeaderName), post.Clock.GetUtcNow());
        return (nodes, diagnosis with { Findings = [.. diagnosis.Findings.Select(finding => finding with { Next = post.Dialect.Speak(finding.Next) })] });
    }
}
