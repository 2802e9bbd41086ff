namespace Ham4db.Client;

/// <summary>A change was sent and no answer came: it may have been made. Look before trying again.</summary>
public sealed class OutcomeUnknownException : Ham4dbException
{
    internal OutcomeUnknownException(string message, IReadOnlyList<RequestAttempt> attempts, Exception? innerException = null)
        : base(message, attempts, innerException)
    {
    }
}
