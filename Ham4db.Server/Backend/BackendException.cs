namespace Ham4db.Server.Backend;

/// <summary>The backend database cannot be used. The message is one line: it names the file or the server, what is wrong, and what to do.</summary>
public class BackendException(string message, Exception? innerException = null) : IOException(message, innerException);
