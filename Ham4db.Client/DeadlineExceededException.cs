namespace Ham4db.Client;

/// <summary>A read got no answer before its deadline.</summary>
public sealed class DeadlineExceededException : Ham4dbException
{
    internal DeadlineExceededException(string message, IReadOnlyList<RequestAttempt> attempts, Exception? innerException = null)
        : base(message, attempts, innerException)
    {
    }
}
