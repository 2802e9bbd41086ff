namespace Ham4db.Client.Cli.Commands;

/// <summary>A command that asks as often as it likes, and writes as it goes.</summary>
internal sealed record LastingCommand : Command
{
    /// <summary>Does it, to its end or to Ctrl-C.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public required Func<Watchpost, CancellationToken, Task<int>> Run { get; init; }
}
