namespace Ham4db.Client;

/// <summary>No answer came before the deadline. Nothing was changed: it was a read, or a change that was never sent.</summary>
public sealed class DeadlineExceededException : Ham4dbException
{
    internal DeadlineExceededException(string message, IReadOnlyList<RequestAttempt> attempts, Exception? innerException = null)
        : base(message, attempts, innerException)
    {
    }
}
