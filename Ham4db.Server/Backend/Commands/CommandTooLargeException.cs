namespace Ham4db.Server.Backend.Commands;

/// <summary>A command does not fit into one entry of the log. Nothing was done.</summary>
public sealed class CommandTooLargeException(int bytes, int limit)
    : Exception($"The change takes {bytes} bytes in the command log, more than the {limit} that one entry may have: split it. Nothing was done.");
