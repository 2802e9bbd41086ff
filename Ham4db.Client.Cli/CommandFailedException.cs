namespace Ham4db.Client.Cli;

/// <summary>A command whose requests succeeded, and which cannot give its answer all the same. Without a message there is nobody to tell.</summary>
internal sealed class CommandFailedException(string message, int exitCode) : Exception(message)
{
    /// <summary>One of <see cref="Cli.ExitCode"/>.</summary>
    public int ExitCode { get; } = exitCode;
}
