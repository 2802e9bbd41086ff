using System.Text.Json;
using Ham4db.Client.Cli.Arguments;
using Ham4db.Client.Cli.Output;

namespace Ham4db.Client.Cli.Commands;

/// <summary>Calls a route by its path. The reply is printed whole, an ERROR envelope too, whose exit code tells.</summary>
internal sealed record ApiCommand : AnsweringCommand
{
    /// <inheritdoc/>
    public override async Task<Answer> RunAsync(IHam4dbClient client, Call call, CancellationToken cancellationToken)
    {
        var path = call[Input.Path].TrimStart('/');
        var reply = await client.SendAsync(path, cancellationToken).ConfigureAwait(false);
        var json = Read(reply, path);
        return new Answer([json], () => json, reply.IsError ? ExitCode.Refused : ExitCode.Done);
    }

    private static string Read(ApiReply reply, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(reply.Body);
            return JsonLine.Write(document.RootElement);
        }
        catch (JsonException)
        {
            throw new CommandFailedException(
                $"{reply.Node} answered {path} with HTTP {(int)reply.StatusCode} and no JSON: check the path, and that HAM4DB_API names Ham4db itself",
                ExitCode.Refused);
        }
    }
}
