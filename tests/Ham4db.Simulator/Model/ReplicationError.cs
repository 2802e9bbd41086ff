namespace Ham4db.Simulator.Model;

/// <summary>Why a replication thread does not run.</summary>
/// <param name="Code">The server's error number, for example 1062.</param>
/// <param name="Message">The server's text.</param>
internal sealed record ReplicationError(int Code, string Message);
