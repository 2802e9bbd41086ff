namespace Ham4db.Server.Backend;

/// <summary>The database server cannot be reached, or takes no writes at this time. The next call connects anew, and may succeed.</summary>
public sealed class BackendUnreachableException(string message, bool outcomeUnknown, Exception? innerException = null)
    : BackendException(message, innerException)
{
    /// <summary>Whether the commit had been sent: the transaction may have taken effect. When false nothing was done.</summary>
    public bool OutcomeUnknown { get; } = outcomeUnknown;
}
