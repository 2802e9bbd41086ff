namespace Ham4db.Client;

/// <summary>
/// No node led until the deadline, or until the pipeline of <see cref="Ham4dbClientOptions.Resilience"/> ended the call. Nothing was done.
/// </summary>
public sealed class NoLeaderException : Ham4dbException
{
    internal NoLeaderException(string message, IReadOnlyList<RequestAttempt> attempts, Exception? innerException = null)
        : base(message, attempts, innerException)
    {
    }
}
