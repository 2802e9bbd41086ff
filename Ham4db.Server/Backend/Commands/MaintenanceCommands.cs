using Ham4db.Client.Contract;

namespace Ham4db.Server.Backend.Commands;

/// <summary>Puts an instance under maintenance; a <see cref="CommandStatus.Conflict"/> while it already is.</summary>
/// <param name="Key">The instance.</param>
/// <param name="Owner">Who asked for it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Duration">More than zero, counted from <see cref="CommandEnvelope.SubmittedAt"/>.</param>
public sealed record BeginMaintenance(InstanceKey Key, string Owner, string Reason, TimeSpan Duration) : Command;

/// <summary>Ends a maintenance; nothing happens when none is active.</summary>
/// <param name="Key">The instance whose maintenance ends; null when <paramref name="Id"/> tells.</param>
/// <param name="Id">The maintenance; null when <paramref name="Key"/> tells.</param>
public sealed record EndMaintenance(InstanceKey? Key, long? Id) : Command;
