namespace Ham4db.Server.Backend;

/// <summary>The connection to the backend database broke or could not be made. The next attempt connects anew.</summary>
/// <param name="message">One line: which database, what is wrong, and what to do.</param>
/// <param name="outcomeUnknown">Whether the commit had been sent, so that the work may have been done; else nothing changed.</param>
/// <param name="innerException">What the driver said.</param>
public sealed class BackendUnreachableException(string message, bool outcomeUnknown, Exception? innerException = null)
    : BackendException(message, innerException)
{
    /// <summary>Whether the commit had been sent, so that the work may have been done; else nothing changed.</summary>
    public bool OutcomeUnknown { get; } = outcomeUnknown;
}
