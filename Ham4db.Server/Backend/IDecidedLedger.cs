using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Backend.Decided;

namespace Ham4db.Server.Backend;

/// <summary>The decided state as the command log sees it: what was applied last, and the ways to change it.</summary>
internal interface IDecidedLedger : IDecidedStore
{
    /// <summary>The last applied entry; stored in the same transaction as what it changed.</summary>
    LogPosition Position { get; }

    /// <summary>
    /// The decided state and the entry that it is the state after, read at once. Two reads may be of two moments, and a state that is paired with
    /// a later entry lacks what was applied between them: whoever is filled from it lacks it for ever.
    /// </summary>
    (DecidedState State, LogPosition Position) Checkpoint { get; }

    /// <summary>Identity of the log that <see cref="Position"/> counts in; null before the first.</summary>
    string? LogId { get; }

    /// <summary>Applies a command and stores its changes together with <paramref name="position"/> in one transaction.</summary>
    /// <exception cref="BackendException">The database did not take it; nothing changed.</exception>
    Task<CommandResult> ApplyAsync(LogPosition position, CommandEnvelope envelope, CancellationToken cancellationToken);

    /// <summary>Replaces the whole decided state by a snapshot, in one transaction.</summary>
    /// <exception cref="BackendException">The database did not take it; nothing changed.</exception>
    Task RestoreAsync(DecidedState state, LogPosition position, CancellationToken cancellationToken);

    /// <summary>Empties the decided state and begins to count in another log.</summary>
    /// <exception cref="BackendException">The database did not take it; nothing changed.</exception>
    Task ResetAsync(string logId, CancellationToken cancellationToken);

    /// <summary>Keeps the decided state and counts on in another log: for a log whose only writer is this node.</summary>
    /// <returns>The term to write in: one more than at the last call.</returns>
    /// <exception cref="BackendException">The database did not take it; nothing changed.</exception>
    Task<long> AdoptAsync(string logId, CancellationToken cancellationToken);
}
