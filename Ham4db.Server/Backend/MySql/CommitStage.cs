namespace Ham4db.Server.Backend.MySql;

/// <summary>
/// How far a transaction is, agreed between the one who runs it and the one who waits for it. Who waits no longer must know whether it can still
/// take effect: a server that hung may answer later, and the transaction must not be committed then.
/// </summary>
internal sealed class CommitStage
{
    private const int Working = 0;
    private const int Committing = 1;
    private const int Abandoned = 2;

    private int _stage;

    /// <summary>Whether nobody waits for it any more, and it must not commit.</summary>
    public bool IsAbandoned => Volatile.Read(ref _stage) == Abandoned;

    /// <summary>To be called before the commit is sent.</summary>
    /// <exception cref="OperationCanceledException">Nobody waits for it any more; it must be rolled back.</exception>
    public void BeginCommit()
    {
        if (Interlocked.CompareExchange(ref _stage, Committing, Working) == Abandoned)
        {
            throw new OperationCanceledException("The transaction took too long, nobody waits for it any more.");
        }
    }

    /// <summary>Gives the transaction up.</summary>
    /// <returns>True when it will not take effect; false when the commit is on its way.</returns>
    public bool TryAbandon() => Interlocked.CompareExchange(ref _stage, Abandoned, Working) != Committing;
}
