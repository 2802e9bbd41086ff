using Ham4db.Server.Backend.Commands;

namespace Ham4db.Server.Backend.Shared;

/// <summary>The decided state in a database that several servers write to.</summary>
internal interface ISharedLedger : IDecidedStore
{
    /// <summary>
    /// Applies a command to what the database holds, not to what this server remembers, and stores it in one transaction that fails when the
    /// fencing token is not the one in force, or another database server answers than expected.
    /// </summary>
    /// <param name="token">The fencing token.</param>
    /// <param name="database">Identity of the database server that the token was read from (<see cref="StoredLease.Database"/>).</param>
    /// <param name="envelope">The command.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The result; the first result again when the command had been applied before.</returns>
    /// <exception cref="StaleTokenException">Another token is in force; nothing was done.</exception>
    /// <exception cref="BackendUnreachableException">The connection broke, or led to another server; it tells whether the outcome is unknown. May be repeated with the same envelope.</exception>
    /// <exception cref="BackendException">The database did not take it; nothing changed.</exception>
    Task<CommandResult> ApplyAsync(long token, string database, CommandEnvelope envelope, CancellationToken cancellationToken);

    /// <summary>Reads what other servers decided.</summary>
    /// <param name="everything">Read it even when the log's position has not moved: what arrives by replication does not move it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="BackendException">The database did not answer, or what it holds cannot be read.</exception>
    Task RefreshAsync(bool everything, CancellationToken cancellationToken);

    /// <summary>
    /// Writes again what this server applied lately, as it was: for a database that took over from another by asynchronous replication and may
    /// lack the last of it. What is there already, or was overwritten by something newer, stays as it is.
    /// </summary>
    /// <exception cref="BackendException">The database did not take it.</exception>
    Task ReapplyAsync(CancellationToken cancellationToken);
}
