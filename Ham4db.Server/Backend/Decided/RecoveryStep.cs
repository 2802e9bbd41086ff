namespace Ham4db.Server.Backend.Decided;

/// <summary>One line of what a recovery did.</summary>
/// <param name="RecoveryUid">The recovery; it need not be registered.</param>
/// <param name="At">When.</param>
/// <param name="Message">What was done.</param>
/// <param name="KeptUntil">When the line is removed.</param>
public sealed record RecoveryStep(string RecoveryUid, DateTimeOffset At, string Message, DateTimeOffset KeptUntil);
