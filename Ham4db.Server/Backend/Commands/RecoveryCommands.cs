namespace Ham4db.Server.Backend.Commands;

/// <summary>No node recovers anything by itself from now on.</summary>
public sealed record DisableGlobalRecoveries : Command;

/// <summary>Failures are recovered from again.</summary>
public sealed record EnableGlobalRecoveries : Command;
