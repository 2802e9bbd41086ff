namespace Ham4db.Server.Consensus;

/// <summary>Another node did not answer, or refused. The message is one line: the node, and what it said.</summary>
internal sealed class PeerCallException(string message, Exception? innerException = null) : Exception(message, innerException);
