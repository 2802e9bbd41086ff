namespace Ham4db.Server.Backend.Decided;

/// <summary>Somebody has taken note of a recovery.</summary>
public sealed record RecoveryAcknowledgement(DateTimeOffset At, string By, string Comment);
