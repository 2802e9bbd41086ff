namespace Ham4db.Client.Cli.Arguments;

/// <summary>Arguments or settings that are wrong. The message says what, which, and what to do; nothing was sent.</summary>
internal sealed class UsageException(string message) : Exception(message);
