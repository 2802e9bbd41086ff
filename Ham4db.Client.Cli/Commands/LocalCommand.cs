namespace Ham4db.Client.Cli.Commands;

/// <summary>A command that asks no server.</summary>
internal sealed record LocalCommand : Command
{
    /// <summary>Does it.</summary>
    public required Func<Workplace, CancellationToken, Task<Answer>> Run { get; init; }
}
