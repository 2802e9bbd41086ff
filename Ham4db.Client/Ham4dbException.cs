namespace Ham4db.Client;

/// <summary>A call that did not succeed. The message names the endpoints and what each attempt met; it never holds a secret.</summary>
public abstract class Ham4dbException : Exception
{
    /// <summary>Creates the exception.</summary>
    protected Ham4dbException(string message, IReadOnlyList<RequestAttempt> attempts, Exception? innerException)
        : base(message, innerException)
        => Attempts = attempts;

    /// <summary>What was tried, in order.</summary>
    public IReadOnlyList<RequestAttempt> Attempts { get; }
}
