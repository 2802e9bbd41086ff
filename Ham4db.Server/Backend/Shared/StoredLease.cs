namespace Ham4db.Server.Backend.Shared;

/// <summary>The lease row of a shared database, as one reading found it.</summary>
/// <param name="Token">The fencing token; it grows with every change of leader. 0 before the first.</param>
/// <param name="Holder">Who holds the lease (<see cref="ProcessIdentity.Holder"/>); empty for nobody.</param>
/// <param name="HolderUri">Base address of the holder's HTTP API; null when it did not tell one.</param>
/// <param name="Renewals">How often it was renewed under this token.</param>
/// <param name="Age">Since the last renewal, by the database's own clock. Negative after that clock was set back.</param>
/// <param name="AcquiredAt">When the holder took it, by the database's clock.</param>
/// <param name="RenewedAt">When the holder last renewed it, by the database's clock.</param>
/// <param name="Database">Identity of the database server that answered; another one behind the same address is another text.</param>
/// <param name="TermDatabase">
/// Identity of the database server on which the changes of this token are made. Empty when any will do, as in a synchronous cluster, or when it is
/// not known.
/// </param>
/// <param name="Cluster">
/// Identity of the synchronous cluster that it is a node of: what one node has stored, all have. Empty when it is of none.
/// </param>
internal sealed record StoredLease(
    long Token,
    string Holder,
    Uri? HolderUri,
    long Renewals,
    TimeSpan Age,
    DateTime AcquiredAt,
    DateTime RenewedAt,
    string Database,
    string TermDatabase,
    string Cluster = "")
{
    /// <summary>Whether the changes of this token are made on another database server than the one that answered, which gets them by asynchronous replication.</summary>
    public bool IsElsewhere => TermDatabase.Length > 0 && TermDatabase != Database;

    /// <summary>Whether both readings found the lease in the same state: not renewed in between.</summary>
    public bool IsSameAs(StoredLease other) => Token == other.Token && Holder == other.Holder && Renewals == other.Renewals;
}
