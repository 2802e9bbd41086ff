namespace Ham4db.Server.Consensus;

/// <summary>A command was taken, but leadership was lost or the wait ended before it was known to be committed.</summary>
public sealed class CommandOutcomeUnknownException(string message, Exception? innerException = null) : Exception(message, innerException);
