namespace Ham4db.Server.Backend.Commands;

/// <summary>An entry of the command log cannot be read. A node that meets it must stop: skipping it would make nodes differ.</summary>
public sealed class UndecodableCommandException(string message, Exception? innerException = null) : Exception(message, innerException);
