namespace Ham4db.Server.Backend.Shared;

/// <summary>The lease row of a shared database. All times are the database's own; the server's clock is never stored or compared.</summary>
internal interface ILeaseStore
{
    /// <summary>Reads it. A database without one answers with token 0 and no holder.</summary>
    /// <exception cref="BackendException">The database did not answer.</exception>
    Task<StoredLease> ReadAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Takes the lease under a new token, and begins that token's term in the command log in the same transaction, so that a write under an
    /// older token that is under way meets it, on this database node or on any other of the cluster.
    /// </summary>
    /// <param name="seen">What the decision to take it rests on.</param>
    /// <param name="holder">Who takes it.</param>
    /// <param name="uri">Base address of its HTTP API; null when there is none to tell.</param>
    /// <param name="token">The new token; more than the one seen.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False when the row is no longer as it was seen; nothing changed then.</returns>
    /// <exception cref="BackendException">The database did not take it, or it is not known whether it did.</exception>
    Task<bool> TryTakeAsync(StoredLease seen, string holder, Uri? uri, long token, CancellationToken cancellationToken);

    /// <summary>Renews the lease.</summary>
    /// <returns>False when another holds it, or another token is in force; nothing changed then.</returns>
    /// <exception cref="BackendException">The database did not take it, or it is not known whether it did.</exception>
    Task<bool> TryRenewAsync(string holder, long token, CancellationToken cancellationToken);

    /// <summary>Notes that a server has followed to another database server, and written there again what it had stored before.</summary>
    /// <param name="holder">The server.</param>
    /// <param name="floor">What it had stored was under tokens below this one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="BackendException">The database did not take it.</exception>
    Task ArriveAsync(string holder, long floor, CancellationToken cancellationToken);

    /// <summary>Other servers that were there lately and have not followed yet, so that something they stored may be missing.</summary>
    /// <param name="holder">The server that asks.</param>
    /// <param name="floor">They have followed when they noted this or more.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Their names as holders; empty in a synchronous cluster, where nothing can be missing.</returns>
    /// <exception cref="BackendException">The database did not answer.</exception>
    Task<IReadOnlyList<string>> AwaitedAsync(string holder, long floor, CancellationToken cancellationToken);

    /// <summary>Gives the lease back, so that another need not wait for its end; nothing happens when it is another's.</summary>
    /// <exception cref="BackendException">The database did not take it.</exception>
    Task ReleaseAsync(string holder, long token, CancellationToken cancellationToken);
}
