namespace Ham4db.Server.Hosting;

/// <summary>The server cannot start as it was asked to. The message is one line: what is wrong, with which thing, and what to do.</summary>
internal sealed class StartException(string message, Exception? innerException = null) : Exception(message, innerException);
