using Ham4db.Client.Cli.Arguments;

namespace Ham4db.Client.Cli.Commands;

/// <summary>A command that asks, and prints one answer.</summary>
internal abstract record AnsweringCommand : Command
{
    /// <summary>Sends the request and reads the reply.</summary>
    public abstract Task<Answer> RunAsync(IHam4dbClient client, Call call, CancellationToken cancellationToken);
}
